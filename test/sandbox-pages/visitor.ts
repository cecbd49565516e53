import { pages } from '../../sandbox/pages/index.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'

const files = {
  'README.md': '# Shop\n\n- [ ] count\n- [x] pay\n',
  'windows.md': 'one\r\ntwo\r\n',
  'logo.bin': '\0',
}
const issue = {
  title: 'Orders fail',
  body: 'Since 13:30.\n\n- [ ] call\n  - [x] ship',
  author: 'ada',
  labels: ['incident'],
  assignees: ['wes'],
}

/** What a visitor's browser got. */
export interface Seen {
  readonly status: number
  readonly location: string | null
  readonly text: string
  readonly cookie: string | null
}

/** The pages over a real sandbox, visited as a browser does without its scripts. */
export interface Visitor {
  readonly sandbox: Sandbox
  get(path: string, as?: string): Promise<Seen>
  /** Sends a form of these pages; a list is a field that stands several times. */
  post(path: string, fields: Fields, as?: string, headers?: Readonly<Record<string, string>>): Promise<Seen>
  /** The API's answer, read as the administrator. */
  api(path: string, method?: string, body?: unknown): Promise<unknown>
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** Starts a sandbox with acme/shop, one incident, and accounts of four roles. Close its sandbox afterwards. */
export async function visitor(): Promise<Visitor> {
  const sandbox = await startSandbox({
    now: '2012-08-01T13:30:00Z',
    seed: {
      accounts: [
        { login: 'ada', role: 'admin' },
        { login: 'wes', role: 'write' },
        { login: 'rex', role: 'read' },
      ],
      repositories: [{ name: 'shop', files, labels: ['incident', 'bug', 'later'], issues: [issue] }],
    },
  })
  const { fetch, tokens, clock, url } = sandbox
  const app = pages({ fetch, tokens, clock, webUrl: url })
  const ask = async (path: string, init: RequestInit): Promise<Seen> => {
    const response = await app.fetch(new Request(`${url}${path}`, init))
    const { status, headers } = response
    return { status, location: headers.get('location'), cookie: headers.get('set-cookie'), text: await response.text() }
  }
  const cookie = (as: string) => ({ cookie: `acting-as=${encodeURIComponent(as)}` })
  return {
    sandbox,
    get: (path, as = 'ada') => ask(path, { headers: cookie(as) }),
    post: (path, fields, as = 'ada', headers = { 'sec-fetch-site': 'same-origin' }) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields))
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one.replaceAll('\n', '\r\n'))
      return ask(path, { method: 'POST', body, headers: { ...cookie(as), ...headers } })
    },
    api: async (path, method = 'GET', body) => {
      const headers = { authorization: `token ${tokens.ada}`, 'content-type': 'application/json' }
      const text = body === undefined ? null : JSON.stringify(body)
      const response = await fetch(new Request(`${url}${path}`, { method, headers, body: text }))
      return response.status === 204 ? undefined : response.json()
    },
  }
}
