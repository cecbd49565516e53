#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { runCompiled } from './compiled.ts'

// What the bundle begins with: `check`, which hooks run at each commit, from one file that stays compiled; all else as it is.
if (process.argv[2] === 'check') runCompiled(fileURLToPath(new URL('./check.cjs', import.meta.url)), process.env)
else await import('./cli.ts')
