import type { RepositoryState } from '../../../sandbox/server.ts'

export type IssueState = RepositoryState['issues'][number]
export type PullState = RepositoryState['pulls'][number]

/**
 * What a run left behind, made comparable: addresses, commits, and the ids that GitHub gives out in the order of arrival
 * stand as words. Two runs that tell the same story give equal texts.
 */
export function comparable(state: RepositoryState, url: string): RepositoryState {
  const text = JSON.stringify(state)
    .replaceAll(url, 'https://github.example')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'SHA')
    // Facts are of the moment when they were written, and a fault moves that moment; stories of their own look at them.
    .replaceAll(/<!-- aftermath:v1 facts \{.*?<!-- aftermath:v1 facts-end/g, '<!-- FACTS')
    // A suggested date lies two weeks after the day of the review.
    .replaceAll(/\(due \d{4}-\d\d-\d\d\)`\./g, '(due DAY)`.')
    .replaceAll(/\?plain=1#L\d+/g, '?plain=1#LINE')
    // Where the items stood, in the frozen lists: how long the facts above are depends on when they were written.
    .replaceAll(/(\[\d+,)\d+(,\\"\d+ \d+\\",[01][,\]])/g, (_, before: string, after: string) => `${before}0${after}`)
    .replaceAll(/#issuecomment-\d+/g, '#issuecomment-ID')
    .replaceAll(/(\\"actions\\":)\[[\d,]+\]/g, '$1[ID]')
    .replaceAll(/(\\"(?:handled|refreshed|comment)\\":)[1-9]\d*/g, '$1ID')
  const read: RepositoryState = JSON.parse(text)
  // What was merged while the app was away, nobody reviews any more.
  return { ...read, pulls: read.pulls.map((pull) => (pull.state === 'open' ? pull : { ...pull, checks: [] })) }
}

/** The same without the order in which people and the app spoke: late deliveries let somebody else speak first. */
export function withoutOrder(state: RepositoryState): RepositoryState {
  const sorted = <T extends { readonly comments: readonly { readonly body: string }[] }>(issue: T): T => {
    return { ...issue, comments: issue.comments.toSorted((one, other) => (one.body < other.body ? -1 : 1)) }
  }
  return { ...state, issues: state.issues.map(sorted), pulls: state.pulls.map(sorted) }
}

/** Everything in a repository that must exist once: anything told twice is listed. */
export function twins(state: RepositoryState): readonly string[] {
  const items = state.issues.flatMap(({ body }) => /aftermath:v1 item (\{.*?\}) -->/.exec(body ?? '')?.[1] ?? [])
  const heads = state.pulls.map(({ head }) => `pull request from ${head}`)
  return repeated([
    ...items.map((marker) => `issue of ${marker}`),
    ...heads,
    ...state.pulls.flatMap(({ number, checks }) =>
      checks.flatMap(({ name, runs }) => Array.from({ length: runs }, () => `check ${name} on #${number}`)),
    ),
    ...[...state.issues, ...state.pulls].flatMap(ownComments),
  ])
}

function ownComments(issue: IssueState | PullState): readonly string[] {
  const own = issue.comments.filter(({ author }) => author === 'aftermath[bot]')
  return own.map(({ body }) => {
    // Two commands may be answered, but none twice: what is said quotes them.
    if (body.includes('aftermath:v1 answer')) return `answer ${body} on #${issue.number}`
    const [, kind = 'comment', slot = ''] = /aftermath:v1 (status|reminder) (\{"slot".*?\})?/.exec(body) ?? []
    return `${kind} ${slot} on #${issue.number}`
  })
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}

/** The app's own comment of the lowest id on an issue. */
export function ownComment(state: RepositoryState, number: number) {
  const issue = [...state.issues, ...state.pulls].find((one) => one.number === number)
  return issue?.comments.find(({ author }) => author === 'aftermath[bot]')
}
