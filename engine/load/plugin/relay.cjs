// A thread between the engine, which waits, and the process of one plugin, which may never answer. It starts that process, holds each
// call to its deadline, and tells at once when the process is gone. Plain JavaScript, because it starts without a compiler.
// @ts-check
'use strict'
const { spawn } = require('node:child_process')
const { workerData } = require('node:worker_threads')

/**
 * @typedef {object} Given
 * @property {import('node:worker_threads').MessagePort} port
 * @property {Int32Array} signal counts the answers
 * @property {string} program the file that the process runs
 * @property {string} boot its first line
 * @property {number} bootMs
 * @property {number} deadlineMs
 * @property {number} idleMs
 * @property {number} memoryMb
 */
const { port, signal, program, boot, bootMs, deadlineMs, idleMs, memoryMb } = /** @type {Given} */ (workerData)

/** @type {import('node:child_process').ChildProcess | undefined} */
let child
let isReady = false
/** What the engine waits for: null is the first line of the process itself. @type {string | null | undefined} */
let asked
/** @type {NodeJS.Timeout | undefined} */
let timer

/** @param {string} text */
function answer(text) {
  asked = undefined
  clearTimeout(timer)
  timer = setTimeout(end, idleMs)
  port.postMessage(text)
  Atomics.add(signal, 0, 1)
  Atomics.notify(signal, 0)
}

/** @param {'late' | 'died'} why */
function gone(why) {
  end()
  if (asked !== undefined) answer(JSON.stringify({ gone: why }))
}

function end() {
  const ending = child
  child = undefined
  isReady = false
  ending?.kill('SIGKILL')
}

/** @param {number} ms */
function within(ms) {
  clearTimeout(timer)
  timer = setTimeout(() => gone('late'), ms)
}

function start() {
  const flags = ['--experimental-vm-modules', '--no-warnings', `--max-old-space-size=${memoryMb}`]
  // One time zone everywhere, and nothing else of this machine.
  const started = spawn(process.execPath, [...flags, program], { env: { TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true })
  child = started
  let rest = ''
  started.stdout.setEncoding('utf8').on('data', (piece) => {
    rest += piece
    if (child !== started || !rest.endsWith('\n')) return
    const line = rest.slice(0, -1)
    rest = ''
    heard(line)
  })
  const over = () => { if (child === started) gone('died') }
  started.on('error', over).on('close', over)
  started.stdin.on('error', () => {})
  started.stdin.write(`${boot}\n`)
  within(bootMs)
}

/** @param {string} line */
function heard(line) {
  if (isReady || asked === null) {
    isReady = true
    answer(line)
  } else {
    isReady = true
    send()
  }
}

function send() {
  within(deadlineMs)
  child?.stdin?.write(`${asked}\n`)
}

port.on('message', (/** @type {string | null} */ text) => {
  asked = text
  if (!child) start()
  else if (isReady) send()
})
