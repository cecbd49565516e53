import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** An engine that runs for a test. */
export interface RunningEngine {
  /** As `QUEUE_URL` takes it. */
  readonly url: string
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
  /** Starts it again at the same address, with what it has on disk. */
  start(): Promise<void>
  /** Ends it and throws its folder away. */
  remove(): Promise<void>
}

export interface RedisOptions {
  readonly password?: string
}

const redisServer = ['/usr/bin/redis-server', '/usr/bin/valkey-server', '/usr/local/bin/redis-server'].find(existsSync)

/** Where Debian keeps PostgreSQL's programs, the newest first. */
const postgresFolder = (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [])
  .sort((one, other) => Number(other) - Number(one))
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((folder) => existsSync(join(folder, 'initdb')))

/** Why tests on an engine are skipped, with how to get it; `null` where it is there. */
export const missing = {
  redis: redisServer ? null : 'There is no redis-server: `apt-get install redis-server` gives it.',
  postgres: postgresFolder ? null : 'There is no PostgreSQL: `apt-get install postgresql` gives it.',
} as const

for (const line of Object.values(missing)) if (line !== null) console.warn(`${line} Tests are skipped.`)

async function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

/** Runs one program after another at the same place. */
async function running(
  launch: () => ChildProcess,
  isUp: () => Promise<boolean>,
): Promise<Pick<RunningEngine, 'kill' | 'start'>> {
  let child = launch()
  async function up(): Promise<void> {
    for (let look = 0; look < 400; look += 1) {
      if (await isUp()) return
      if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}.`)
      await sleep(25)
    }
    throw new Error(`${child.spawnfile} does not answer.`)
  }
  await up()
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
    async start() {
      child = launch()
      await up()
    },
  }
}

/** Redis on a free port, in a folder of its own. It keeps nothing on disk: killed, it forgets all. */
export async function startRedis({ password }: RedisOptions = {}): Promise<RunningEngine> {
  if (redisServer === undefined) throw new Error(missing.redis ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'aftermath-redis-'))
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
  const secret = password === undefined ? [] : ['--requirepass', password]
  const program = await running(
    () => spawn(redisServer, [...options, ...secret], { stdio: 'ignore' }),
    () => answers(port),
  )
  return {
    ...program,
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    async remove() {
      await program.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL on a free port, in a folder of its own, run by an account that is not root's. */
export async function startPostgres(): Promise<RunningEngine> {
  const bin = postgresFolder
  if (bin === undefined) throw new Error(missing.postgres ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'aftermath-postgres-'))
  const owner = ownerOf(folder)
  const data = join(folder, 'data')
  const as = { ...owner, stdio: 'ignore' as const, cwd: folder }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'aftermath', '-A', 'trust', '--no-sync', '-E', 'UTF8'], as)
  const port = await freePort()
  const settings = ['fsync=off', 'shared_buffers=16MB', `unix_socket_directories=${folder}`, 'max_connections=100']
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((one) => ['-c', one])]
  const url = `postgres://aftermath@127.0.0.1:${port}/postgres`
  const program = await running(
    () => spawn(join(bin, 'postgres'), options, as),
    () => admits(url),
  )
  return {
    ...program,
    url,
    async remove() {
      await program.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then the account of its package runs it. */
function ownerOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (kind: string) => Number(execFileSync('id', [kind, 'postgres']).toString())
  execFileSync('chown', ['postgres', folder])
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function answers(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function admits(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
