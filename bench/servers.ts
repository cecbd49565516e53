import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Sandbox } from '../sandbox/server.ts'
import { packageRoot } from '../src/entry/package-root.ts'

/** A program of this repository in a process of its own. */
export interface Program {
  readonly pid: number
  /** From its start until it said that it is ready. */
  readonly startSeconds: number
  /** Resident memory, in MB (10^6 bytes). Only where there is `/proc`. */
  residentMegabytes(): number
  /** Seconds of processor time since its start. Only where there is `/proc`. */
  processorSeconds(): number
  /** Asks it to end in peace, and waits. */
  end(): Promise<void>
  /** Kills it, and waits. */
  stop(): Promise<void>
}

/** A program with `loop-probe.ts` in it. */
export interface ProbedProgram extends Program {
  /** Since it was asked last. */
  heldUp(): Promise<HeldUp>
}

interface Started<T> extends ProbedProgram {
  readonly ready: T
}

/**
 * Starts a compiled program (`sandbox/main.js`, from the root of the build) and waits for the line by which it says
 * that it is ready. Rejects with what it printed when it ends before.
 */
async function start<T>(
  program: string,
  options: {
    readonly args?: readonly string[]
    /** Of Node itself, before the program. */
    readonly flags?: readonly string[]
    readonly env?: Readonly<Record<string, string>>
    readonly isReady: (line: string) => T | null
  },
): Promise<Started<T>> {
  const path = join(packageRoot, 'dist', program)
  const begun = performance.now()
  const child = spawn(process.execPath, [...(options.flags ?? []), path, ...(options.args ?? [])], {
    env: { PATH: process.env.PATH, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const pid = child.pid
  if (pid === undefined) throw new Error(`${program} could not be started.`)
  const ready = await firstLine(child, program, options.isReady)
  return {
    pid,
    ready,
    startSeconds: (performance.now() - begun) / 1000,
    residentMegabytes: () => residentMegabytes(pid),
    processorSeconds: () => processorSeconds(pid),
    heldUp: () => askProbe(child),
    end: () => stop(child, 'SIGTERM'),
    stop: () => stop(child, 'SIGKILL'),
  }
}

const probed = z.object({ longestDelay: z.number(), longestWork: z.number() })

/** How long (ms) a program's event loop was held up at most, and the processor time of its thread in one turn at most. */
export type HeldUp = z.infer<typeof probed>

/** Asks `loop-probe.ts` in a program that was started with it. */
async function askProbe(child: ChildProcess): Promise<HeldUp> {
  const answer = new Promise((resolve) => child.once('message', resolve))
  child.send('held-up')
  return probed.parse(await answer)
}

function firstLine<T>(child: ChildProcess, program: string, isReady: (line: string) => T | null): Promise<T> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue
      // Read to the end, also when nobody looks at it any more: a full pipe would stop the program.
      createInterface(stream).on('line', (line) => {
        if (said.length < 50) said.push(line)
        const answer = isReady(line)
        if (answer !== null) resolve(answer)
      })
    }
    child.once('exit', () => reject(new Error(`${program} ended before it was ready:\n${said.join('\n')}`)))
  })
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

function residentMegabytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kibibytes) * 1024) / 1e6
}

function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  // utime and stime, in hundredths of a second; the state is the first field here.
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const announcement = z.object({
  url: z.string(),
  tokens: z.record(z.string(), z.string()),
  env: z.object({
    APP_ID: z.string(),
    PRIVATE_KEY: z.string(),
    WEBHOOK_SECRET: z.string(),
    GITHUB_API_URL: z.string(),
  }),
})

export interface SandboxProgram extends Program {
  readonly url: string
  readonly tokens: Readonly<Record<string, string>>
  readonly env: Sandbox['env']
  /** Calls what the API has no words for: `/_sandbox/<path>`. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>
}

/** The embedded GitHub. */
export async function startSandboxProgram(): Promise<SandboxProgram> {
  const program = await start('sandbox/main.js', {
    args: ['--json'],
    isReady: (line) => (line.startsWith('{') ? announcement.parse(JSON.parse(line)) : null),
  })
  const { url, tokens, env } = program.ready
  return {
    ...program,
    url,
    tokens,
    env: { ...env, PRIVATE_KEY: env.PRIVATE_KEY.replaceAll('\\n', '\n') },
    async control(method, path, body) {
      const answer = await fetch(`${url}/_sandbox/${path}`, {
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      if (!answer.ok) throw new Error(`The sandbox refused ${method} ${path}: ${answer.status}`)
      const text = await answer.text()
      return text === '' ? null : JSON.parse(text)
    },
  }
}

export interface ServerProgram extends Program {
  readonly webhookUrl: URL
  /** Since it was asked last; only of the app's server. */
  heldUp(): Promise<HeldUp>
}

const listening = z.object({ msg: z.literal('listening'), url: z.string(), webhooks: z.string() })

const probe = `--import=${join(packageRoot, 'dist/bench/loop-probe.js')}`

/** As `npm start` gives them to Node, and what shows how long its event loop is held up. */
const serverFlags = ['--max-semi-space-size=4', probe]

/** The app as `npm start` runs it in production, without what it does by the clock. `more` are other variables. */
export async function startAppProgram(
  env: Sandbox['env'],
  more: Readonly<Record<string, string>> = {},
): Promise<ServerProgram> {
  return startApp({ program: 'src/entry/server.js', flags: serverFlags, args: [] }, env, more)
}

/** The app as the package runs it: `aftermath server`, from the bundle. */
export async function startPackagedApp(env: Sandbox['env']): Promise<ServerProgram> {
  return startApp({ program: 'bundle/cli.js', flags: [], args: ['server'] }, env, {})
}

interface Way {
  readonly program: string
  readonly flags: readonly string[]
  readonly args: readonly string[]
}

async function startApp(
  { program: file, flags, args }: Way,
  env: Sandbox['env'],
  more: Readonly<Record<string, string>>,
): Promise<ServerProgram> {
  const program = await start(file, {
    flags,
    args,
    env: {
      ...env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      SWEEP_INTERVAL: '0',
      REDELIVERY_INTERVAL: '0',
      ...more,
    },
    isReady: (line) => {
      const parsed = line.startsWith('{') ? listening.safeParse(JSON.parse(line)) : null
      return parsed?.success ? new URL(`${parsed.data.url}${parsed.data.webhooks}`) : null
    },
  })
  return { ...program, webhookUrl: program.ready }
}

/** Waits until a program has been doing nothing for a moment, at most 10 s. */
export async function untilQuiet(program: Program): Promise<void> {
  let before = program.processorSeconds()
  for (let n = 0; n < 40; n += 1) {
    await sleep(250)
    const now = program.processorSeconds()
    if (now - before < 0.02) return
    before = now
  }
}

/** A Probot app that does nothing, for comparison. */
export async function startBareProbot(env: Sandbox['env']): Promise<ServerProgram> {
  const program = await start('bench/bare-probot.js', {
    env: { ...env, NODE_ENV: 'production' },
    isReady: (line) => (URL.canParse(line) ? new URL(line) : null),
  })
  return { ...program, webhookUrl: program.ready }
}

/** A program that does nothing: how long its event loop is held up is the machine's doing. */
export async function startIdleProgram(): Promise<ProbedProgram> {
  return start('bench/idle.js', { flags: [probe], isReady: (line) => (line === 'ready' ? line : null) })
}
