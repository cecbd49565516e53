import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Sandbox } from '../../sandbox/server.ts'
import { packageRoot } from '../../src/entry/package-root.ts'

/** The built server, as a process of its own. */
export interface ServerProcess {
  /** Lets it finish its passes. */
  stop(): Promise<void>
  /** SIGKILL: nothing is finished. */
  kill(): Promise<void>
}

const listening = z.looseObject({ msg: z.literal('listening'), url: z.string(), webhooks: z.string() })

/** Starts the server against a sandbox, which posts to it from then on. It sweeps once, at the start. */
export async function startServerProcess(sandbox: Sandbox): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist/src/entry/server.js')], {
    // Not the repository's folder: a .env there would count.
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH ?? '',
      ...sandbox.env,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_FORMAT: 'json',
      WRITE_PACING: 'none',
      SWEEP_INTERVAL: '1440',
      REDELIVERY_INTERVAL: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    sandbox.setWebhookUrl(undefined)
    child.kill(signal)
    await gone
  }
  for await (const line of createInterface(child.stdout)) {
    const said = listening.safeParse(JSON.parse(line))
    if (!said.success) continue
    sandbox.setWebhookUrl(`${said.data.url}${said.data.webhooks}`)
    child.stdout.resume()
    return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
  }
  throw new Error('The server ended before it listened.')
}
