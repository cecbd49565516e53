import { pages } from '../../sandbox/pages/index.ts'

/** Answers by path (query left out, except where a key carries one); a function of 404s for everything else. */
export type Answers = Readonly<Record<string, unknown>>

const webUrl = 'http://127.0.0.1:4000'

/** The pages over an API that answers these paths and nothing else, like GitHub with 404 for the rest. */
export function pagesOver(answers: Answers) {
  const asked: string[] = []
  const app = pages({
    webUrl,
    tokens: { ada: 'secret-token' },
    clock: { now: () => '2012-08-01T13:30:00Z', set: () => undefined, advance: () => undefined },
    fetch: async (request) => {
      const url = new URL(request.url)
      asked.push(`${url.pathname}${url.search}`)
      if (request.headers.get('authorization') !== 'token secret-token')
        return Response.json({ message: 'Bad credentials' }, { status: 401 })
      const answer = answers[`${url.pathname}${url.search}`] ?? answers[url.pathname]
      const ref = url.searchParams.get('ref')
      if (answer === undefined || (ref !== null && !isRef(ref)))
        return Response.json({ message: 'Not Found' }, { status: 404 })
      const raw = rawText(answer)
      return raw !== undefined && (request.headers.get('accept') ?? '').includes('raw')
        ? new Response(raw)
        : Response.json(answer)
    },
  })
  const get = async (path: string) => {
    const response = await app.request(path)
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    }
  }
  return { get, asked, app }
}

function isRef(ref: string): boolean {
  return ref === 'main' || ref === 'postmortem/incident-1' || /^[\da-f]{40}$/.test(ref)
}

function rawText(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('content' in answer)) return undefined
  return Buffer.from(String(answer.content), 'base64').toString('utf8')
}

const at = '2012-08-01T13:30:00Z'
export const commander = { login: 'incident-commander', type: 'User' }
export const bot = { login: 'aftermath[bot]', type: 'Bot' }

/** A repository as the API answers it. */
function aRepository(more: Answers = {}): Answers {
  return {
    name: 'shop',
    full_name: 'acme/shop',
    description: 'The order router',
    private: true,
    default_branch: 'main',
    pushed_at: at,
    ...more,
  }
}

/** An issue as the API answers it. */
export function anIssue(number: number, more: Answers = {}): Answers {
  return {
    number,
    title: `Issue ${number}`,
    state: 'open',
    user: commander,
    labels: [],
    assignees: [],
    body: '',
    comments: 0,
    created_at: at,
    ...more,
  }
}

/** A pull request as the API answers it. */
export function aPull(number: number, more: Answers = {}): Answers {
  const branches = {
    head: { ref: 'postmortem/incident-1', sha: 'a'.repeat(40) },
    base: { ref: 'main', sha: 'b'.repeat(40) },
  }
  return {
    ...anIssue(number),
    title: `Pull ${number}`,
    draft: false,
    merged: false,
    merged_at: null,
    ...branches,
    ...more,
  }
}

/** A comment as the API answers it. */
export function aComment(id: number, more: Answers = {}): Answers {
  return { id, body: 'words', user: commander, created_at: at, updated_at: at, ...more }
}

/** A file as the contents API answers it. */
export function aFile(path: string, text: string): Answers {
  const content = Buffer.from(text).toString('base64')
  return { name: path.split('/').at(-1), path, type: 'file', size: text.length, encoding: 'base64', content }
}

/** What the API answers for `acme/shop` and these further paths below it. */
export function shop(more: Answers = {}): Answers {
  const below = Object.entries(more).map(([path, answer]) => [`/repos/acme/shop${path}`, answer] as const)
  return { '/repos/acme/shop': aRepository(), ...Object.fromEntries(below) }
}
