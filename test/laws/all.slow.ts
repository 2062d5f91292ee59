// All laws at ten times their quick number of worlds, from a new seed each time.
process.env['LAWS'] ??= 'full'
for (const name of ['convergence', 'second-law', 'once-only', 'restart', 'purity', 'guards', 'approval', 'combo']) {
  await import(`./${name}.test${import.meta.filename.slice(-3)}`)
}

export {}
