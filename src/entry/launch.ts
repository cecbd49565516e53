#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { runCompiled } from './compiled.ts'

/** What starts often and somebody waits for: hooks run `check` at each commit, and a restarted server keeps nobody waiting. */
const compiled = ['check', 'server']

// What the bundle begins with: these commands from a file each that stays compiled; all else as it is.
const command = process.argv[2] ?? ''
if (compiled.includes(command)) runCompiled(fileURLToPath(new URL(`./${command}.cjs`, import.meta.url)), process.env)
else await import('./cli.ts')
