import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageRoot } from '../src/entry/package-root.ts'
import { documentOf } from './documents.ts'
import { type Benchmark, type Measurement, rounded } from './harness.ts'
import { startBareProbot, startPackagedApp, startSandboxProgram } from './servers.ts'

/** Of each program: what it takes is the least of these, since whatever else the machine does only adds to it. */
const rounds = 15

const program = join(packageRoot, 'dist/bundle/cli.js')

/** Seconds of wall time at least, of two programs that take turns. Throws where one of them does not run. */
function compare(ours: readonly string[], theirs: readonly string[], folder: string): Measurement {
  const times = Array.from({ length: rounds }, () => ({ ours: timeOf(ours, folder), theirs: timeOf(theirs, folder) }))
  const least = {
    ours: Math.min(...times.map((time) => time.ours)),
    theirs: Math.min(...times.map((time) => time.theirs)),
  }
  const milliseconds = { ours: rounded(least.ours * 1000), theirs: rounded(least.theirs * 1000) }
  return { value: least.ours / least.theirs, detail: { milliseconds, rounds } }
}

function timeOf(args: readonly string[], folder: string): number {
  const begun = performance.now()
  const ran = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, 'cache') },
  })
  // Both end with 1 where they have something to say of a document.
  if (ran.error !== undefined || (ran.status ?? 2) > 1) throw new Error(`${args.join(' ')} failed: ${ran.stderr}`)
  return (performance.now() - begun) / 1000
}

/** A folder of its own, where no configuration lies about. */
function inFolder(use: (folder: string) => Measurement): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'aftermath-start-'))
  try {
    return Promise.resolve(use(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const markdownlint = join(
  dirname(createRequire(import.meta.url).resolve('markdownlint-cli2')),
  'markdownlint-cli2-bin.mjs',
)

export const cliCheck: Benchmark = {
  key: 'cli-check',
  what: '`aftermath check` of one document, divided by markdownlint-cli2 of the same',
  unit: 'ratio',
  budget: 0.7,
  keeps: 'at-most',
  runs: 'alone',
  measure: () =>
    inFolder((folder) => {
      writeFileSync(join(folder, 'postmortem.md'), documentOf('postmortem', 12_000))
      return compare([program, 'check', 'postmortem.md'], [markdownlint, 'postmortem.md'], folder)
    }),
}

export const cliHelp: Benchmark = {
  key: 'cli-help',
  what: '`aftermath --help`, divided by Node doing nothing',
  unit: 'ratio',
  budget: 3,
  keeps: 'at-most',
  runs: 'alone',
  measure: () => inFolder((folder) => compare([program, '--help'], ['-e', '0'], folder)),
}

async function startsOfServers(): Promise<Measurement> {
  const sandbox = await startSandboxProgram()
  try {
    const seconds: { app: number; bareProbot: number }[] = []
    // A restart is what matters: what was compiled is kept when a server ends in peace for the first time.
    await (await startPackagedApp(sandbox.env)).end()
    for (let round = 0; round < rounds; round += 1) {
      const app = await startPackagedApp(sandbox.env)
      await app.stop()
      const bare = await startBareProbot(sandbox.env)
      await bare.stop()
      seconds.push({ app: app.startSeconds, bareProbot: bare.startSeconds })
    }
    const app = Math.min(...seconds.map((one) => one.app))
    const bareProbot = Math.min(...seconds.map((one) => one.bareProbot))
    return {
      value: app / bareProbot,
      detail: { milliseconds: { app: rounded(app * 1000), bareProbot: rounded(bareProbot * 1000) }, rounds },
    }
  } finally {
    await sandbox.stop()
  }
}

export const serverStart: Benchmark = {
  key: 'server-start',
  what: 'from a restart of `aftermath server` until it listens, divided by a bare Probot’s',
  unit: 'ratio',
  budget: 1.2,
  keeps: 'at-most',
  runs: 'alone',
  measure: startsOfServers,
}
