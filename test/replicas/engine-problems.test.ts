import { createServer, type Server } from 'node:net'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { parseEnvironment } from '../../src/entry/environment.ts'
import { addressOf, connectEngine } from '../../src/replicas/engine/connect.ts'
import { postgresTooOld, problemOf, redisTooOld, sentenceOf } from '../../src/replicas/engine/engine-problem.ts'
import { missing, type RunningEngine, startPostgres, startRedis } from './engines.ts'

const closers: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** The sentence with which it is refused. */
async function refusal(url: string): Promise<string> {
  try {
    const engine = await connectEngine({ url, prefix: 'aftermath_1', patience: 0 })
    closers.push(() => engine.close())
    return 'connected'
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault)
  }
}

/** Answers whatever comes as a Redis of this version does. */
async function redisOf(version: string): Promise<string> {
  const info = `# Server\r\nredis_version:${version}\r\n`
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      for (const _ of bytes.toString().matchAll(/^\*\d+/gm)) socket.write(`$${info.length}\r\n${info}\r\n`)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

async function started(start: () => Promise<RunningEngine>): Promise<RunningEngine> {
  const engine = await start()
  closers.push(engine.remove)
  return engine
}

describe('an engine that cannot be used is told in one sentence that says what to do:', () => {
  it.each(['redis://127.0.0.1:9', 'postgres://somebody:secret@127.0.0.1:9/db', 'rediss://127.0.0.1:9'])(
    'nothing answers at %s',
    async (url) => {
      expect(await refusal(url)).toBe(
        `QUEUE_URL leads to ${addressOf(url)}, where nothing answers (ECONNREFUSED): start the server there, or correct the address.`,
      )
    },
  )

  it('a Redis that is too old', async () => {
    const url = await redisOf('6.2.14')
    expect(await refusal(url)).toBe(
      `QUEUE_URL leads to ${url}, which is Redis 6.2.14: Aftermath needs Redis 7, Valkey 7.2 or later.`,
    )
  })

  it.skipIf(missing.redis !== null)('a wrong password, or none, of Redis', async () => {
    const { url } = await started(() => startRedis({ password: 'right' }))
    const address = addressOf(url)
    expect(await refusal(url.replace(':right@', ':wrong@'))).toBe(
      `QUEUE_URL leads to ${address}, which refuses the name or password (WRONGPASS): correct them in QUEUE_URL.`,
    )
    expect(await refusal(url.replace(':right@', ''))).toContain('refuses the name or password (NOAUTH)')
    expect(await refusal(url)).toBe('connected')
  })

  it.skipIf(missing.redis !== null)('TLS where there is none', async () => {
    const { url } = await started(startRedis)
    expect(await refusal(url.replace('redis:', 'rediss:'))).toMatch(/cannot be used|nothing answers/)
  })

  it.skipIf(missing.postgres !== null)(
    'a user of PostgreSQL who may not make tables, until an owner lets them',
    async () => {
      const { url } = await started(startPostgres)
      const owner = new pg.Client({ connectionString: url })
      await owner.connect()
      closers.push(() => owner.end())
      await owner.query(`CREATE ROLE guest LOGIN PASSWORD 'g'; REVOKE CREATE ON DATABASE postgres FROM PUBLIC`)
      const guest = url.replace('aftermath@', 'guest:g@')
      const sentence = await refusal(guest)
      expect(sentence).toBe(
        `QUEUE_URL leads to ${addressOf(url)}, where its user may not create tables: let an owner of the database run \`GRANT CREATE ON DATABASE postgres TO guest;\`; once the tables are there, the right may go.`,
      )
      await owner.query(/`(.*?)`/.exec(sentence)?.[1] ?? '')
      expect(await refusal(guest)).toBe('connected')
      await owner.query('REVOKE CREATE ON DATABASE postgres FROM guest')
      expect(await refusal(guest)).toBe('connected')
      expect(await refusal(url.replace('/postgres', '/nowhere'))).toContain('(there is no such database)')
    },
  )

  it.each([
    [{ code: '28P01', message: 'password authentication failed for user "x"' }, 'refused'],
    [{ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND cache' }, 'away'],
    [{ code: '57P03', message: 'the database system is starting up' }, 'away'],
    [{ code: '', message: 'LOADING Redis is loading the dataset in memory' }, 'away'],
    [{ code: '', message: 'timeout expired' }, 'away'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' }, 'unusable'],
    [{ code: 'X', message: 'something with a secret in it' }, 'unusable'],
  ])('%j counts as %s, and its message is not shown', ({ code, message }, is) => {
    const problem = problemOf(Object.assign(new Error(message), code && { code }))
    expect(problem.is).toBe(is)
    expect(sentenceOf('redis://cache', problem)).not.toContain(message)
  })

  it('knows which versions are old enough', () => {
    expect(redisTooOld('redis_version:7.0.15\r\n')).toBeNull()
    expect(redisTooOld('redis_version:8.2.0\r\n')).toBeNull()
    expect(redisTooOld('redis_version:6.2.0\r\nvalkey_version:8.1.0\r\n')).toBeNull()
    expect(redisTooOld('redis_version:5.0.7\r\n')).toMatchObject({ found: 'Redis 5.0.7' })
    expect(postgresTooOld(150_004)).toBeNull()
    expect(postgresTooOld(120_017)).toEqual({ is: 'old', found: 'PostgreSQL 12.17', wanted: 'PostgreSQL 13' })
  })
})

describe('the environment', () => {
  const problemsOf = (variables: Record<string, string>) => {
    const parsed = parseEnvironment(variables, 'command', () => '')
    return parsed.ok ? [] : parsed.problems
  }

  it.each(['mysql://u:secret@host/db', 'localhost:6379', 'redis', 'http://host', 'redis:///0'])(
    'refuses the queue %s in a sentence that does not show it',
    (url) => {
      const [problem = '', ...more] = problemsOf({ QUEUE_URL: url })
      expect(more).toEqual([])
      expect(problem).toMatch(/^QUEUE_URL is not the address of a queue: give one/)
      expect(problem).not.toContain('secret')
    },
  )

  it.each(['web', 'worker'])('refuses ROLE=%s without a queue', (role) => {
    expect(problemsOf({ ROLE: role })).toEqual([
      `ROLE is ${role}, but QUEUE_URL is not set, so that no other process can do the rest: set it, or leave out ROLE.`,
    ])
    expect(problemsOf({ ROLE: role, QUEUE_URL: 'redis://localhost' })).toEqual([])
  })

  it('refuses a role that there is none of', () => {
    expect(problemsOf({ ROLE: 'boss' })).toEqual(['ROLE is not one of all, web, worker.'])
  })
})
