// An install on Windows needs no compiler: what is native comes as finished packages, and the lock file names those of Windows.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../engine/load/root.js'

const test = suite('packages on Windows')

interface Locked {
  readonly version: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }

/** Packages that bring one finished binary per system, and the three of Windows. */
const BINARIES: Readonly<Record<string, (cpu: string) => string>> = {
  koffi: (cpu) => `@koromix/koffi-win32-${cpu}`, esbuild: (cpu) => `@esbuild/win32-${cpu}`,
}

test('only packages with finished binaries have a script that runs at the install', () => {
  const scripts = Object.entries(packages).filter(([, one]) => one.hasInstallScript && (one.os === undefined || one.os.includes('win32')))
  assert.equal(scripts.map(([path]) => path.replace('node_modules/', '')).sort(), Object.keys(BINARIES).sort())
})

test('the lock file has the binaries of 32-bit, 64-bit and ARM Windows, of the very version', () => {
  for (const [name, binary] of Object.entries(BINARIES)) {
    const main = packages[`node_modules/${name}`]!
    for (const cpu of ['ia32', 'x64', 'arm64']) {
      const one = packages[`node_modules/${binary(cpu)}`]
      assert.ok(one, binary(cpu))
      assert.equal([one.version, one.os, one.cpu, one.optional], [main.version, ['win32'], [cpu], true], binary(cpu))
      assert.is(main.optionalDependencies?.[binary(cpu)], one.version)
    }
  }
})

test('the engine itself runs without esbuild', () => {
  assert.is(packages['node_modules/esbuild']?.dev, true)
  assert.is(packages['node_modules/koffi']?.dev, undefined)
})

test.run()
