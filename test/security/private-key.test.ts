import { createVerify, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { listen } from '../../src/entry/http/http.ts'
import { privateKeyOf, readKeyFile } from '../../src/entry/private-key.ts'
import { createGitHub, type GitHubAdapter } from '../../src/github/app.ts'
import { keptLog } from '../entry/parts.ts'

function newPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
}

type Pair = ReturnType<typeof newPair>

const old = newPair()
const next = newPair()

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A GitHub without installations that takes requests signed by one of the keys it `accepts`, and no others. */
async function startGitHub(accepts: readonly Pair[]) {
  const state = { accepts, statuses: [] as number[], onRequest: (): void => undefined }
  const { url, close } = await listen(
    (request, response) => {
      state.onRequest()
      const known = state.accepts.some((pair) => isSigned(request, pair))
      state.statuses.push(known ? 200 : 401)
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
      response.end(known ? '[]' : '{"message":"A JSON web token could not be decoded"}')
    },
    { host: '127.0.0.1', port: 0 },
  )
  closers.push(close)
  return Object.assign(state, { url })
}

function isSigned({ headers }: IncomingMessage, { publicKey }: Pair): boolean {
  const [head, claims, signature = ''] = (headers.authorization ?? '').replace('bearer ', '').split('.')
  return createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')
}

/** The app against a GitHub that accepts `accepts`, with the old key in `app.pem` of a folder of its own. */
async function startApp(accepts: readonly Pair[]) {
  const folder = mkdtempSync(join(tmpdir(), 'aftermath-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'app.pem')
  const github = await startGitHub(accepts)
  const log = keptLog()
  const start = (file = path): GitHubAdapter => {
    const known = { privateKey: old.privateKey, privateKeyPath: file }
    const privateKey = privateKeyOf(known, readKeyFile, log)
    const credentials = { kind: 'app', appId: 1, privateKey } as const
    const adapter = createGitHub({
      baseUrl: github.url,
      credentials,
      trustedApps: [],
      log,
      version: '1',
      pacing: 'none',
    })
    closers.push(adapter.close)
    return adapter
  }
  writeFileSync(path, old.privateKey)
  return { folder, path, github, log, start }
}

/** Asks as the app; whether GitHub took its key. */
async function isAccepted(adapter: GitHubAdapter): Promise<boolean> {
  try {
    for await (const repository of adapter.repositories()) throw new Error(`There is none, but ${repository.repo}.`)
    return true
  } catch {
    return false
  }
}

describe('a private key in a file', () => {
  it('counts from the next request on when the file is written anew', async () => {
    const { path, github, start, log } = await startApp([old])
    const app = start()
    expect(await isAccepted(app)).toBe(true)
    github.accepts = [next]
    expect(await isAccepted(app)).toBe(false)
    writeFileSync(path, next.privateKey)
    expect(await isAccepted(app)).toBe(true)
    expect(log.lines).toEqual([`info a new private key is in use {"file":"${path}"}`])
  })

  it('counts when another file takes its place', async () => {
    const { folder, path, github, start } = await startApp([old])
    const app = start()
    expect(await isAccepted(app)).toBe(true)
    github.accepts = [next]
    writeFileSync(join(folder, 'new.pem'), next.privateKey)
    renameSync(join(folder, 'new.pem'), path)
    expect(await isAccepted(app)).toBe(true)
  })

  it('counts when a mounted secret’s link is led elsewhere', async () => {
    const { folder, github, start } = await startApp([old])
    for (const [name, pair] of [['1', old] as const, ['2', next] as const]) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'key.pem'), pair.privateKey)
    }
    symlinkSync('1', join(folder, 'data'))
    const app = start(join(folder, 'data', 'key.pem'))
    expect(await isAccepted(app)).toBe(true)
    github.accepts = [next]
    symlinkSync('2', join(folder, 'data.new'))
    renameSync(join(folder, 'data.new'), join(folder, 'data'))
    expect(await isAccepted(app)).toBe(true)
  })

  it.each<{ what: string; spoil: (path: string) => void; problem: string }>([
    { what: 'holds no key', spoil: (path) => writeFileSync(path, 'hunter2'), problem: 'holds no private key' },
    {
      what: 'holds half a key',
      spoil: (path) => writeFileSync(path, next.privateKey.slice(0, 900)),
      problem: 'holds no private key',
    },
    { what: 'is empty', spoil: (path) => writeFileSync(path, ''), problem: 'holds no private key' },
    { what: 'is gone', spoil: unlinkSync, problem: 'cannot be read' },
  ])('that $what leaves the old one in use, and the log says so once and without it', async ({ spoil, problem }) => {
    const { path, start, log } = await startApp([old])
    const app = start()
    spoil(path)
    for (let n = 0; n < 3; n += 1) expect(await isAccepted(app)).toBe(true)
    expect(log.lines).toEqual([expect.stringContaining('warn the private key of before stays in use')])
    expect(log.lines[0]).toContain(problem)
    expect(log.lines[0]).not.toMatch(/hunter2|BEGIN/)
  })

  it('that was replaced while a request was on its way lets that request succeed too', async () => {
    const { path, github, start } = await startApp([next])
    const app = start()
    github.onRequest = () => writeFileSync(path, next.privateKey)
    expect(await isAccepted(app)).toBe(true)
    expect(github.statuses).toEqual([401, 200])
  })

  it('that GitHub does not accept, and that nobody has replaced, is tried once more and then given up', async () => {
    const { github, start } = await startApp([next])
    expect(await isAccepted(start())).toBe(false)
    expect(github.statuses).toEqual([401, 401])
  })
})
