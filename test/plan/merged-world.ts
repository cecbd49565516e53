import { findMarker, parseMarkers, renderMarker, stripMarkers } from '../../src/document/markers/markers.ts'
import type { Comment, Issue, Role } from '../../src/domain/issue.ts'
import type { IssueLinks } from '../../src/domain/issue-links.ts'
import type { StatusMemory } from '../../src/domain/marker.ts'
import type { Mutation } from '../../src/domain/mutation.ts'
import { type Question, questionKey, type Topic } from '../../src/domain/question.ts'
import { fullName } from '../../src/domain/ref.ts'
import type { ItemRepository } from '../../src/domain/repository.ts'
import { anIssue } from './builders.ts'
import { anIncident } from './incident-builder.ts'

const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
const path = 'postmortems/2026-03-02-1-checkout-is-down.md'
const mergedPull = {
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T12:00:00Z',
  mergeCommit: 'b'.repeat(40),
} as const

/** An incident whose document was just merged, in memory: what a plan wants written is there for the next one. */
export interface MergedWorld {
  /** Plans and writes until nothing is left to do. */
  settle(): void
  /** Carries out only the first `writes` of one plan, as a process that is killed. */
  interrupted(writes: number): void
  configure(configuration: string): void
  /** Somebody changes the document on the base branch; `null` deletes it. */
  edit(change: (text: string) => string | null): void
  /** Somebody changes an issue of the app's. */
  editIssue(number: number, change: (issue: Issue) => Partial<Issue>): void
  /** Somebody comments on an issue of the app's; returns the comment's id. */
  says(number: number, login: string, body: string): number
  /** What the app said on an issue of its own, oldest first. */
  said(number: number): readonly string[]
  /** What nobody has folded of what was said on an issue, oldest first. */
  shown(number: number): readonly string[]
  /** Somebody shows all again that was folded. */
  unfold(number: number): void
  /** What the app thinks of a comment: the last reaction. */
  reaction(comment: number): string | null
  /** Something is linked to an issue, in place of what was before. */
  link(number: number, more: Partial<IssueLinks>): void
  /** Something succeeds, as `workflow drill.yml`. */
  succeed(what: string): void
  /** GitHub does not answer such questions from now on. */
  refuse(...topics: readonly Topic[]): void
  /** What one pass asks that knows nothing yet, `topic key` each. */
  asks(): readonly string[]
  /** Goes on at another time (ISO). */
  at(now: string): void
  /** Somebody takes an issue out of the incident's sub-issues. */
  detach(number: number): void
  /** Somebody deletes the app's comment. */
  loseComment(): void
  /** Somebody edits what the app remembers. */
  remember(change: (memory: StatusMemory) => StatusMemory): void
  /** As the release before left it: nothing of which lines were items is written down. */
  withoutLists(): void
  /** A repository is archived: its issues can be read, and nothing else. */
  archive(repository: number): void
  /** All that was said on an issue, or on the incident by way of reminders. */
  talkOn(number: number): readonly Comment[]
  readonly issues: readonly Issue[]
  readonly status: string
  readonly memory: StatusMemory | null
  readonly text: string | null
}

/** The words that an issue was opened for, by its marker. */
export function sourceOf({ body }: Issue): string {
  return findMarker(body, 'item')?.source ?? ''
}

/** What a world may have besides its document. */
export interface WorldAround {
  /** When it was merged (ISO), and where the world begins. */
  readonly mergedAt?: string
  /** Who leads the incident. */
  readonly lead?: string
  /** Who has access now; the builder's people when left out. */
  readonly roles?: () => Readonly<Record<string, Role>>
  /** Other repositories that take issues of items, by full name. */
  readonly repositories?: Readonly<Record<string, ItemRepository>>
}

/** A world with this document, merged under this configuration. */
export function mergedWorld(document: string, configuration = '', around: WorldAround = {}): MergedWorld {
  const { mergedAt = '2026-03-02T12:00:00Z', lead, roles, repositories = {} } = around
  let comments: readonly Comment[] = []
  let issues: readonly Issue[] = []
  let today: string | null = document
  let settings = configuration
  let labels: readonly string[] = []
  const detached = new Set<number>()
  const talk = new Map<number, readonly Comment[]>()
  const reactions = new Map<number, string>()
  let links: readonly IssueLinks[] = []
  let now = mergedAt
  let onIncident: readonly Comment[] = []
  let nextComment = 500
  const say = (number: number, author: Comment['author'], body: string) => {
    nextComment += 1
    const url = `https://github.com/acme/shop/issues/${number}#issuecomment-${nextComment}`
    const node = `IC_${nextComment}`
    const made = { id: nextComment, node, body, author, createdAt: now, updatedAt: now, url, marks: 0, hidden: false }
    talk.set(number, [...(talk.get(number) ?? []), made])
    issues = issues.map((one) => (one.number === number ? { ...one, talk: one.talk + 1, updatedAt: now } : one))
    return nextComment
  }
  const asked = new Map<string, Question>()
  let refused: readonly Topic[] = []
  let succeeded: readonly string[] = []
  const plan = (known = asked) =>
    anIncident()
      .with({ issue: anIssue({ labels, createdAt: mergedAt, assignees: lead === undefined ? [] : [lead] }) })
      .labelledBy('wes', mergedAt)
      .withPull({ ...mergedPull, mergedAt, createdAt: mergedAt })
      .with({
        now,
        document,
        comments: [...comments, ...onIncident],
        ...(roles !== undefined && { roles: roles() }),
        itemRepositories: repositories,
        repositories: Object.fromEntries(Object.values(repositories).map((one) => [one.id, one])),
        itemsElsewhere: issues.filter(({ elsewhere }) => elsewhere !== null),
        onItems: Object.fromEntries(talk),
        links,
        refused,
        succeeded,
        items: issues.filter(({ number, elsewhere }) => elsewhere === null && !detached.has(number)),
        configuration: settings,
        today: { [path]: today },
      })
      .decideAgain(known).mutations
  const hide = (number: number, which: (comment: Comment) => boolean, hidden = true) => {
    talk.set(
      number,
      (talk.get(number) ?? []).map((one) => (which(one) ? { ...one, hidden } : one)),
    )
  }
  const write = (mutation: Mutation) => {
    if (mutation.do === 'open-item') issues = [...issues, opened(mutation, 3 + issues.length, now)]
    if (mutation.do === 'close-duplicate') issues = issues.map((one) => closed(one, mutation.number))
    if (mutation.do === 'edit-item')
      issues = issues.map((one) => (one.number === mutation.number ? editedBy(mutation, one, now) : one))
    if (mutation.do === 'react') reactions.set(mutation.comment, mutation.reaction)
    if ((mutation.do === 'answer' && mutation.number !== 1) || mutation.do === 'remind') {
      say(mutation.number, app, mutation.body)
      if (mutation.number === 1) onIncident = talk.get(1) ?? []
    }
    if (mutation.do === 'fold-comment') hide(mutation.number, ({ node }) => node === mutation.node)
    if (mutation.do === 'add-label') labels = [...labels, mutation.label]
    if (mutation.do === 'remove-label') labels = labels.filter((label) => label !== mutation.label)
    if (mutation.do === 'write-file') today = mutation.text
    if (mutation.do === 'post-status') comments = [aComment(mutation.body)]
  }
  const rewrite = (change: (body: string) => string) => {
    comments = comments.map((one) => ({ ...one, body: change(one.body) }))
  }
  return {
    settle() {
      for (let pass = 0; pass < 6; pass += 1) {
        const mutations = plan()
        if (mutations.length === 0) return
        mutations.forEach(write)
      }
      throw new Error('A pass after a complete pass is not empty.')
    },
    interrupted: (writes) => plan().slice(0, writes).forEach(write),
    configure: (next) => {
      settings = next
    },
    edit: (change) => {
      today = change(today ?? document)
    },
    editIssue: (number, change) => {
      issues = issues.map((one) => (one.number === number ? { ...one, ...change(one) } : one))
    },
    says: (number, login, body) => say(number, { login, bot: false, appId: null }, body),
    said: (number) =>
      (talk.get(number) ?? []).filter(({ author }) => author.bot).map(({ body }) => stripMarkers(body).trim()),
    shown: (number) =>
      (talk.get(number) ?? []).filter(({ hidden }) => !hidden).map(({ body }) => stripMarkers(body).trim()),
    unfold: (number) => hide(number, () => true, false),
    reaction: (comment) => reactions.get(comment) ?? null,
    at: (moment) => {
      now = moment
    },
    link: (number, more) => {
      const link = { number, pulls: [], closer: null, duplicateOf: null, ...more }
      links = [...links.filter((one) => one.number !== number), link]
    },
    succeed: (what) => {
      succeeded = [...succeeded, what]
    },
    refuse: (...topics) => {
      refused = topics
      asked.clear()
    },
    asks: () => {
      const fresh = new Map<string, Question>()
      plan(fresh)
      return [...fresh.values()].map((question) => `${question.ask} ${questionKey(question)}`)
    },
    detach: (number) => {
      detached.add(number)
    },
    loseComment: () => {
      comments = []
    },
    remember: (change) => rewrite((body) => withMemory(body, change)),
    withoutLists() {
      rewrite((body) => withMemory(body, ({ frozen: _, ...memory }) => memory))
      issues = issues.map((one) => {
        const marker = findMarker(one.body, 'item')
        if (marker === null) return one
        const { frozen: _, ...bare } = marker
        return { ...one, body: `${renderMarker(bare)}\n${stripMarkers(one.body)}` }
      })
    },
    archive: (repository) => {
      issues = issues.map((one) =>
        one.elsewhere?.id === repository ? { ...one, elsewhere: { ...one.elsewhere, covered: false } } : one,
      )
    },
    talkOn: (number) => talk.get(number) ?? [],
    get issues() {
      return issues
    },
    get status() {
      return comments[0]?.body ?? ''
    },
    get memory() {
      return findMarker(comments[0]?.body ?? '', 'status')?.memory ?? null
    },
    get text() {
      return today
    },
  }
}

function withMemory(body: string, change: (memory: StatusMemory) => StatusMemory): string {
  const parsed = parseMarkers(body).find((one) => one.ok && one.marker.kind === 'status')
  if (!parsed?.ok || parsed.marker.kind !== 'status') return body
  const marker = { ...parsed.marker, memory: change(parsed.marker.memory) }
  return body.slice(0, parsed.start) + renderMarker(marker) + body.slice(parsed.end)
}

function editedBy(
  { body, assignees, close }: Extract<Mutation, { do: 'edit-item' }>,
  issue: Issue,
  now: string,
): Issue {
  const closing = { state: 'closed', stateReason: close, closedAt: now, closedBy: app } as const
  return { ...issue, body, assignees: assignees ?? issue.assignees, ...(close !== null && closing) }
}

function opened(mutation: Extract<Mutation, { do: 'open-item' }>, number: number, createdAt: string): Issue {
  const { title, body, labels, assignees, in: elsewhere = null } = mutation
  const issue = anIssue({ number, title, body, labels, assignees, author: app, createdAt, elsewhere })
  return elsewhere === null ? issue : { ...issue, url: `https://github.com/${fullName(elsewhere)}/issues/${number}` }
}

function closed(issue: Issue, number: number): Issue {
  return issue.number === number ? { ...issue, state: 'closed', stateReason: 'duplicate' } : issue
}

function aComment(body: string): Comment {
  const at = '2026-03-02T12:00:00Z'
  const url = 'https://github.com/acme/shop/issues/1#issuecomment-100'
  return { id: 100, body, author: app, createdAt: at, updatedAt: at, url, marks: 0, hidden: false }
}
