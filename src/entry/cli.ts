#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { colourOf } from './colour.ts'
import { type Terminal, textFrom } from './commands/terminal.ts'
import { withEnvFile } from './env-file.ts'
import { runProgram } from './program.ts'

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  progress: (text) => {
    const { isTTY, columns } = process.stderr
    // One that does not fit could not be taken back.
    if (isTTY) process.stderr.write(`\r\u001b[2K${text.slice(0, (columns || 80) - 1)}`)
  },
  now: () => Date.now(),
  colour: colourOf(process.env, process.stdout.isTTY && process.stderr.isTTY),
  variables: withEnvFile('.env', process.env),
  readFile: (path) => textFrom(readFileSync(path === '-' ? process.stdin.fd : path)),
  exists: existsSync,
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough, as `head` has.
  if (error.code !== 'EPIPE') throw error
})

// Not process.exit(): what is written to a pipe would be cut off. Nor `await`, which the bundle's file for `check` cannot hold.
runProgram(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code
}, crash)

function crash(fault: unknown): void {
  setImmediate(() => {
    throw fault
  })
}
