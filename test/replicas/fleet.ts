import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { packageRoot } from '../../src/entry/package-root.ts'
import type { Accounts } from './accounts.ts'

/** One replica, as a process of its own. */
export interface ReplicaProcess {
  readonly url: string
  readonly webhookUrl: string
  /** Lines of its log. */
  readonly lines: readonly string[]
  isAlive(): boolean
  /** SIGKILL: nothing is finished. */
  kill(): Promise<void>
  /** SIGTERM: it finishes its passes. */
  stop(): Promise<void>
}

const listening = z.looseObject({ msg: z.literal('listening'), url: z.string(), webhooks: z.string() })

/** Starts the built server against these accounts, sharing the queue at `queueUrl`. Resolves once it listens. */
export async function startReplica(
  { env }: Pick<Accounts, 'env'>,
  variables: Readonly<Record<string, string>>,
): Promise<ReplicaProcess> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist/src/entry/server.js')], {
    // Not the repository's folder: a .env there would count.
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH ?? '',
      ...env,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_FORMAT: 'json',
      WRITE_PACING: 'none',
      SWEEP_INTERVAL: '1440',
      REDELIVERY_INTERVAL: '0',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const { url, webhooks } = await new Promise<z.infer<typeof listening>>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const said = line.startsWith('{') ? listening.safeParse(JSON.parse(line)) : null
        if (said?.success) resolve(said.data)
      })
    }
    child.once('exit', () => reject(new Error(`The replica ended before it listened:\n${lines.join('\n')}`)))
  })
  return {
    url,
    webhookUrl: `${url}${webhooks}`,
    lines,
    isAlive: () => isAlive(child),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!isAlive(child)) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
