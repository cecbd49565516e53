import { generateKeyPairSync } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import type { Environment } from '../../src/entry/environment.ts'
import { listen } from '../../src/entry/http/http.ts'
import type { GitHubAdapter } from '../../src/github/app.ts'
import type { Hint, Log, PassResult } from '../../src/reconcile/ports.ts'

export const secret = 'a secret of this test'

export const privateKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey

export const environment: Environment = {
  app: { id: 1, privateKey, privateKeyPath: null, webhookSecrets: { current: secret, previous: null } },
  token: null,
  apiUrl: 'http://127.0.0.1:9',
  host: '127.0.0.1',
  port: 0,
  webhookPath: '/api/github/webhooks',
  webhookProxy: null,
  publicUrl: null,
  production: false,
  logLevel: 'info',
  logFormat: 'json',
  trustedApps: [],
  sweepInterval: 0,
  redeliveryInterval: 0,
  pacing: 'none',
  queueUrl: null,
  role: 'all',
  metrics: null,
}

/** A GitHub that knows one app and answers nothing else. `status` is that of `GET /app`. */
export async function appOnly(status = 200) {
  return listen(
    (request, response) => {
      const body = status === 200 && request.url === '/app' ? { slug: 'aftermath', html_url: 'https://x.example' } : {}
      response.writeHead(request.url === '/app' ? status : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    },
    { host: '127.0.0.1', port: 0 },
  )
}

export interface Lines extends Log {
  readonly lines: readonly string[]
}

/** A log that keeps its lines: `level message {fields}`. */
export function keptLog(): Lines {
  const lines: string[] = []
  const add = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  }
  return { lines, info: add('info'), warn: add('warn'), error: add('error') }
}

/** Passes that end when the test says so. */
export function heldPasses() {
  const hints: Hint[] = []
  const ends: ((result: PassResult) => void)[] = []
  const waiting: (() => void)[] = []
  return {
    hints,
    pass: (hint: Hint): Promise<PassResult> => {
      hints.push(hint)
      for (const started of waiting.splice(0)) started()
      return new Promise((resolve) => ends.push(resolve))
    },
    /** Resolves when the next pass starts. */
    started: () => new Promise<void>((resolve) => waiting.push(resolve)),
    endAll: () => {
      for (const end of ends.splice(0)) end({ next: 'done' })
    },
  }
}

/** A GitHub with these repositories, for sweeps only. */
export function repositoriesOnly(names: readonly string[]): GitHubAdapter {
  return {
    open: () => Promise.reject(new Error('no pass of this test reads')),
    async *repositories() {
      for (const name of names) yield { owner: 'acme', repo: name }
    },
    deliveries: null,
    checkup: null,
    forget: () => undefined,
    close: () => Promise.resolve(),
  }
}

export const labelled = {
  action: 'labeled',
  issue: { number: 7, body: 'Down', labels: [{ name: 'incident' }], user: { login: 'ada' } },
  label: { name: 'incident' },
  repository: { id: 1, name: 'shop', full_name: 'acme/shop', owner: { login: 'acme' } },
  sender: { login: 'ada', type: 'User' },
}

/** Sends a delivery, signed with `by`, the right secret unless told. */
export async function deliver(
  webhookUrl: string,
  payload: object,
  options: { readonly event?: string; readonly by?: string } = {},
): Promise<Response> {
  const body = JSON.stringify(payload)
  return fetch(webhookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': options.event ?? 'issues',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': await sign(options.by ?? secret, body),
    },
  })
}
