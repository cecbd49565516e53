import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packageRoot } from '../../src/entry/package-root.ts'

/** Where the compiled programs stand; `npm test` compiles them. */
export const built = join(packageRoot, 'dist/src/entry')

/** Compiles the programs where nobody has, for a test that is run by itself. */
export function ensureBuilt(): void {
  if (!existsSync(join(built, 'server.js'))) execFileSync('npm', ['run', '-s', 'build'], { cwd: packageRoot })
}

/** The environment of a process of its own, with nothing of this one's but where programs are found. */
export const bare = { PATH: process.env.PATH ?? '' }

/** The server as a process of its own. */
export interface SpawnedServer {
  /** Where it listens. */
  readonly url: string
  readonly child: ChildProcess
  /** What it has printed so far. */
  output(): string
}

/**
 * Starts the compiled server on a free port, without sweeps and redelivery, and resolves once it listens. `folder` is its working
 * directory: not the repository's, where a .env would count.
 */
export async function spawnServer(folder: string, env: Readonly<Record<string, string>>): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [join(built, 'server.js')], {
    cwd: folder,
    env: {
      ...bare,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_FORMAT: 'json',
      SWEEP_INTERVAL: '0',
      REDELIVERY_INTERVAL: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const found = /"url":"(http:[^"]+)"/.exec(line)?.[1]
        if (found !== undefined) resolve(found)
      })
    }
    child.once('exit', () => reject(new Error(`The server ended before it listened:\n${lines.join('\n')}`)))
  })
  return { url, child, output: () => lines.join('\n') }
}
