import { generateKeyPairSync } from 'node:crypto'
import nock from 'nock'
import { afterEach, beforeEach } from 'vitest'
import { createGitHub, type GitHubAdapter, type GitHubOptions, type GitHubSession } from '../../src/github/app.ts'
import type { Log } from '../../src/reconcile/ports.ts'

export const base = 'https://github.test'
export const shop = { owner: 'acme', repo: 'shop' }
export const date = 'Mon, 02 Mar 2026 10:00:00 GMT'

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A key as GitHub hands it out; made once, since that takes a while. */
export const privateKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey

/** Only what the tests answer is reachable, and each answer must be fetched. */
export function fakeGitHub(): void {
  beforeEach(() => {
    nock.disableNetConnect()
  })
  afterEach(() => {
    const pending = nock.pendingMocks()
    nock.cleanAll()
    nock.enableNetConnect()
    if (pending.length > 0) throw new Error(`never asked for: ${pending.join(', ')}`)
  })
}

export function withToken(options: Partial<GitHubOptions> = {}): GitHubAdapter {
  return createGitHub({
    baseUrl: base,
    credentials: { kind: 'token', token: 'secret' },
    trustedApps: [],
    log: silentLog,
    pacing: 'none',
    version: '1.2.3',
    ...options,
  })
}

/** A session with a personal token in acme/shop, `/user` answered. */
export async function aSession(github: GitHubAdapter = withToken()): Promise<GitHubSession> {
  nock(base).get('/user').reply(200, { login: 'ada' })
  return await github.open(shop)
}

export const onRepository = () => nock(base, { reqheaders: { authorization: 'token secret' } })

export const repository = {
  id: 7,
  name: 'shop',
  owner: { login: 'acme' },
  default_branch: 'main',
  private: false,
  archived: false,
  has_issues: true,
  html_url: 'https://github.test/acme/shop',
}

export function issue(number: number, more: object = {}): object {
  return {
    id: 1000 + number,
    number,
    title: `Issue ${number}`,
    body: 'b',
    state: 'open',
    state_reason: null,
    labels: [{ name: 'incident' }],
    assignees: [],
    user: { login: 'wes', type: 'User' },
    performed_via_github_app: null,
    created_at: '2026-03-01T00:00:00Z',
    updated_at: '2026-03-01T00:00:00Z',
    closed_at: null,
    html_url: `https://github.test/acme/shop/issues/${number}`,
    repository_url: `${base}/repos/acme/shop`,
    locked: false,
    ...more,
  }
}

export function pull(number: number, more: object = {}): object {
  return {
    id: 2000 + number,
    number,
    title: `Pull ${number}`,
    body: null,
    state: 'open',
    draft: true,
    merged_at: null,
    merge_commit_sha: 'abc',
    closed_at: null,
    created_at: '2026-03-01T00:00:00Z',
    updated_at: '2026-03-01T00:00:00Z',
    head: { ref: 'postmortem/incident-1', sha: 'h', repo: { id: 7 } },
    base: { ref: 'main', sha: 'b', repo: { id: 7 } },
    user: { login: 'aftermath[bot]', type: 'Bot' },
    assignees: [],
    html_url: `https://github.test/acme/shop/pull/${number}`,
    ...more,
  }
}
