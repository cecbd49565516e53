import type { Comment } from '../src/domain/issue.ts'
import type { Pull } from '../src/domain/repository.ts'
import type { Deployment } from '../src/domain/shipping.ts'
import type { Reader } from '../src/reconcile/ports.ts'
import type { Benchmark, Measurement } from './harness.ts'
import { median, rounded } from './harness.ts'
import { incident, merged, planFrom, readerOf } from './plan-over.ts'

const repeats = 15
const before = '2026-03-02T11:30:00Z'

/** Milliseconds of a whole observation of a busy incident with the answers at hand, up to the decision to open its draft. */
async function measure(): Promise<Measurement> {
  const times = { small: await milliseconds(100), large: await milliseconds(500) }
  return { value: rounded(times.small), detail: { with500Comments: rounded(times.large) } }
}

async function milliseconds(comments: number): Promise<number> {
  const reader = busyReader(comments)
  const times: number[] = []
  for (let n = 0; n < repeats; n += 1) {
    const start = performance.now()
    const { mutations } = await planFrom(reader)
    times.push(performance.now() - start)
    const [open] = mutations
    const text = open?.do === 'open-postmortem' ? (open.document?.text ?? '') : ''
    if (!text.includes('Deployment of v2 to server-1 … server-5') || !text.includes('acme/team-1'))
      throw new Error('The draft does not say what happened.')
  }
  return median(times)
}

/** As many comments, 20 merged pull requests, 5 deployments, and a long CODEOWNERS. */
function busyReader(count: number): Reader {
  const comments = Array.from({ length: count }, (_, index): Comment => {
    const body =
      index % 10 === 0 ? `/timeline 12:0${index % 7} provider ${index} answers` : `Looked at provider ${index}.`
    const at = new Date(Date.parse(incident.createdAt) - (count - index) * 1_000).toISOString()
    const url = `${incident.url}#issuecomment-${index}`
    return {
      id: 100 + index,
      body,
      author: incident.author,
      createdAt: at,
      updatedAt: at,
      url,
      marks: 0,
      hidden: false,
    }
  })
  const merges = Array.from({ length: 20 }, (_, index): Pull => {
    const number = 10 + index
    const head = { ...merged.head, ref: `change-${number}` }
    return { ...merged, id: number, number, title: `Change ${number}`, mergedAt: before, head }
  })
  const deployments = Array.from({ length: 5 }, (_, index): Deployment => {
    const environment = `server-${index + 1}`
    return {
      id: index,
      sha: 'd',
      ref: 'v2',
      environment,
      transient: false,
      creator: incident.author,
      createdAt: before,
    }
  })
  const owners = Array.from({ length: 500 }, (_, index) => `/src/part-${index}/ @acme/team-${index}`).join('\n')
  return {
    ...readerOf(''),
    comments: async ({ number }) => (number === 1 ? comments : []),
    pullsFrom: async () => [],
    branch: async ({ name }) => (name === 'main' ? { name, sha: 'c'.repeat(40) } : null),
    file: async ({ path }) =>
      path.endsWith('CODEOWNERS') ? { found: true, path, sha: 'b', text: owners } : { found: false, reason: 'missing' },
    recentPulls: async () => merges,
    pullFiles: async () =>
      Array.from({ length: 100 }, (_, index) => {
        return { path: `src/part-${index}/a/b.ts`, status: 'modified' as const, previousPath: null }
      }),
    deployments: async () => deployments,
    deploymentStatuses: async () => [{ state: 'success', description: '', at: before }],
  }
}

export const planDraft: Benchmark = {
  key: 'plan-draft',
  what: 'planning such a draft, with every answer at hand',
  unit: 'ms',
  budget: 50,
  keeps: 'at-most',
  runs: 'alone',
  measure,
}
