import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/rest'
import { onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts'

export const shop = { owner: 'acme', repo: 'shop' }

/** A sandbox that lives as long as the test. */
export async function running(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: '2026-01-05T09:00:00Z', ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** Octokit with an account's token. */
export function as(sandbox: Sandbox, login: string): Octokit {
  return new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens[login], log: quiet })
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** Octokit as the app itself, by JWT. */
export function asJwt(sandbox: Sandbox): Octokit {
  const auth = { appId: sandbox.env.APP_ID, privateKey: sandbox.env.PRIVATE_KEY }
  return new Octokit({ baseUrl: sandbox.url, authStrategy: createAppAuth, auth, log: quiet })
}

/** Octokit with an installation token, narrowed when asked. */
export async function asApp(sandbox: Sandbox, narrowed: { repositories?: string[]; permissions?: object } = {}) {
  const jwt = asJwt(sandbox)
  const { data } = await jwt.rest.apps.listInstallations()
  const answer = await jwt.request('POST /app/installations/{id}/access_tokens', { id: data[0]?.id ?? 0, ...narrowed })
  const token: unknown = answer.data.token
  return new Octokit({ baseUrl: sandbox.url, auth: token, log: quiet })
}

export interface Told {
  readonly status: number
  readonly message: string | undefined
  readonly errors: unknown
}

/** One request without Octokit between, and what its answer says. */
export async function tell(
  sandbox: Sandbox,
  token: string | undefined,
  [method, path]: readonly [string, string],
  body?: unknown,
): Promise<Told> {
  const answer = await fetch(sandbox.url + path, {
    method,
    redirect: 'manual',
    headers: token === undefined ? {} : { authorization: `token ${token}` },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json: { message?: string; errors?: unknown } = text === '' ? {} : JSON.parse(text)
  return { status: answer.status, message: json.message, errors: json.errors }
}

/** Base64 of a text, as the contents API wants it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** Puts a text at a path of a branch; gives the commit's sha. */
export async function putFile(octokit: Octokit, branch: string, path: string, text: string): Promise<string> {
  const had = await octokit.rest.repos.getContent({ ...shop, path, ref: branch }).catch(() => undefined)
  const sha = had && !Array.isArray(had.data) ? had.data.sha : undefined
  const { data } = await octokit.rest.repos.createOrUpdateFileContents({
    ...shop,
    branch,
    path,
    message: `Write ${path}`,
    content: base64(text),
    ...(sha !== undefined && { sha }),
  })
  return data.commit.sha ?? ''
}

/** A branch from where `main` is. */
export async function newBranch(octokit: Octokit, name: string): Promise<void> {
  const { data } = await octokit.rest.git.getRef({ ...shop, ref: 'heads/main' })
  await octokit.rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha: data.object.sha })
}
