import type { CheckRun, RequiredCheck } from '../../src/domain/check.ts'
import type { Comment, Issue, IssueEvent, IssueField, Role } from '../../src/domain/issue.ts'
import type { IssueLinks } from '../../src/domain/issue-links.ts'
import type { Plan } from '../../src/domain/plan.ts'
import { type AnswerOf, type Question, type QuestionOf, questionKey, type Topic } from '../../src/domain/question.ts'
import { fullName, type Ref } from '../../src/domain/ref.ts'
import { refusedRead } from '../../src/domain/refusal.ts'
import type {
  BranchCommit,
  ChangedFile,
  Commit,
  ItemRepository,
  OtherRepository,
  Pull,
  PullReview,
  ServiceRepository,
} from '../../src/domain/repository.ts'
import type { Deployment, FailedRun, Release } from '../../src/domain/shipping.ts'
import { type Snapshot, withAnswer } from '../../src/domain/snapshot.ts'
import type { Visibility } from '../../src/domain/visibility.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import type { Context } from '../../src/plan/context.ts'
import { plan } from '../../src/plan/plan.ts'
import { anIssue, aPerson } from './builders.ts'

/** What a reader would answer about one repository with one incident, #1. */
/** What happened in another repository. */
interface Shipped {
  readonly merges?: readonly Pull[]
  readonly failedRuns?: readonly FailedRun[]
  /** The files of its pull requests, by number. */
  readonly changed?: Readonly<Record<number, readonly string[]>>
  /** On its default branch, by path. */
  readonly files?: Readonly<Record<string, string>>
}

interface Facts {
  readonly now: string
  readonly configuration: string | null
  readonly issue: Issue
  readonly comments: readonly Comment[]
  /** Comments on the pull request. */
  readonly talk: readonly Comment[]
  /** Comments on the issues of items, by number. */
  readonly onItems?: Readonly<Record<number, readonly Comment[]>>
  /** What is linked to the issues of items. */
  readonly links?: readonly IssueLinks[]
  readonly events: readonly IssueEvent[]
  readonly installedAt: string | null
  /** What the installation was granted, as far as a rule asks. */
  readonly permissions: Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, Role>>
  readonly branch: boolean
  readonly pull: Pull | null
  /** Pull requests beside the incident's own. */
  readonly otherPulls?: readonly Pull[]
  readonly commits: readonly Commit[]
  readonly document: string | null
  readonly items: readonly Issue[]
  /** What the pull request changes; only the document when left out. */
  readonly pullChanges?: readonly ChangedFile[]
  /** What files hold at the head of the pull request, besides the document. */
  readonly headFiles?: Readonly<Record<string, string>>
  readonly reviews: readonly PullReview[]
  /** Every path of the repository. */
  readonly tree: readonly string[] | null
  readonly checks: readonly CheckRun[]
  readonly required: readonly RequiredCheck[]
  readonly visibility: Visibility
  /** Other repositories by full name, with the pull requests merged there. */
  readonly elsewhere: Readonly<Record<string, ServiceRepository & Shipped>>
  readonly merges: readonly Pull[]
  /** The files that each merge changed, by its number. */
  readonly changed: Readonly<Record<number, readonly string[]>>
  /** What succeeded, as `workflow drill.yml`. */
  readonly succeeded?: readonly string[]
  /** Topics that GitHub refuses to answer. */
  readonly refused: readonly Topic[]
  readonly deployments: readonly Deployment[]
  /** How each deployment went, by its id, the newest state first; `success` for the others. */
  readonly went: Readonly<Record<number, string>>
  readonly releases: readonly Release[]
  readonly failedRuns: readonly FailedRun[]
  /** What was said of how each deployment went, by its id. */
  readonly words: Readonly<Record<number, string>>
  /** Commits on the default branch. */
  readonly pushed: readonly BranchCommit[]
  /** Texts on the default branch, by path. */
  readonly files: Readonly<Record<string, string>>
  /** The same where it is not what was merged; `null` for what was deleted. */
  readonly today?: Readonly<Record<string, string | null>>
  /** The same of the owner's `.github` repository; `null` where there is none. */
  readonly ownerFiles: { readonly visibility: Visibility; readonly files: Readonly<Record<string, string>> } | null
  /** The configuration in the owner's `.github` repository; `null` where there is none. */
  readonly ownerConfiguration: string | null
  /** Other repositories by their database id. */
  readonly repositories: Readonly<Record<number, OtherRepository>>
  readonly issueFields?: readonly IssueField[]
  /** Those that may take issues of items, by full name in small letters, and the issues of the app's that stand there. */
  readonly itemRepositories?: Readonly<Record<string, ItemRepository>>
  readonly itemsElsewhere?: readonly Issue[]
  /** A file beside the place of the configuration. */
  readonly misnamed?: string | null
  /** What happened to the pull request. */
  readonly pullEvents?: readonly IssueEvent[]
  /** The built-in ones when left out. */
  readonly templates?: Context['templates']
  /** What ended the passes before. */
  readonly trouble: Context['trouble']
  /** Who marked each comment, by its id. */
  readonly marks: Readonly<Record<number, readonly string[]>>
}

type Reader = { readonly [T in Topic]: (question: QuestionOf<T>) => AnswerOf<T> }

const sha = 'a'.repeat(40)
const path = 'postmortems/2026-03-02-1-checkout-is-down.md'

/** An incident for the planner, in words: `anIncident().labelledBy('wes').withPull(...).decide()`. */
export interface Incident {
  with(facts: Partial<Facts>): Incident
  labelledBy(login: string, at?: string): Incident
  /** A comment on the incident; of the app when `login` is `aftermath[bot]`. */
  withComment(login: string, body: string, more?: Partial<Comment>): Incident
  withTalk(login: string, body: string, at?: string): Incident
  withEvents(...events: readonly IssueEvent[]): Incident
  withPull(more?: Partial<Pull>): Incident
  /** Plans again and again, as a pass does, until nothing more is to be read. */
  decide(admit?: Context['admit']): Plan
  /** The same where the questions that were `asked` before are answered first; notes what else is asked. Cheaper for many passes. */
  decideAgain(asked: Map<string, Question>): Plan
  /** The same about another ref than the incident. */
  decideAbout(ref: Ref): Plan
  /** All that such a pass over the incident has read in the end, and what it is told besides. */
  read(): { readonly snapshot: Snapshot; readonly context: Context }
}

const nothing: Facts = {
  trouble: null,
  now: '2026-03-02T12:00:00Z',
  configuration: null,
  issue: anIssue(),
  comments: [],
  talk: [],
  events: [],
  installedAt: '2026-01-01T00:00:00Z',
  permissions: { checks: 'write' },
  roles: { ada: 'admin', mia: 'maintain', wes: 'write', tia: 'triage', rex: 'read' },
  branch: false,
  pull: null,
  commits: [],
  document: null,
  items: [],
  visibility: 'public',
  elsewhere: {},
  reviews: [],
  tree: [],
  checks: [],
  required: [],
  merges: [],
  changed: {},
  refused: [],
  deployments: [],
  went: {},
  releases: [],
  failedRuns: [],
  words: {},
  pushed: [],
  files: {},
  ownerFiles: null,
  ownerConfiguration: null,
  repositories: {},
  marks: {},
}

export function anIncident(facts: Facts = nothing): Incident {
  const change = (more: Partial<Facts>) => anIncident({ ...facts, ...more })
  return {
    with: change,
    labelledBy(login, at = facts.now) {
      const event: IssueEvent = {
        kind: 'labelled',
        label: 'incident',
        actor: { ...aPerson(login), bot: login.endsWith('[bot]') },
        at,
      }
      return change({
        issue: { ...facts.issue, labels: [...facts.issue.labels, 'incident'] },
        events: [...facts.events, event],
      })
    },
    withComment(login, body, more = {}) {
      const at = more.createdAt ?? facts.now
      return change({ comments: [...facts.comments, { ...aComment(facts, login, body, at), ...more }] })
    },
    withTalk(login, body, at = facts.now) {
      return change({ talk: [...facts.talk, aComment(facts, login, body, at)] })
    },
    withEvents: (...events) => change({ events: [...facts.events, ...events] }),
    withPull: (more = {}) => change({ branch: true, pull: { ...aPull, ...more } }),
    decide: (admit = 'normal') => decide(facts, { ref: incidentRef, admit, asked: new Map() }).decided,
    decideAgain: (asked) => decide(facts, { ref: incidentRef, admit: 'normal', asked }).decided,
    decideAbout: (ref) => decide(facts, { ref, admit: 'normal', asked: new Map() }).decided,
    read: () => decide(facts, { ref: incidentRef, admit: 'normal', asked: new Map() }),
  }
}

/** The next comment, on either. */
function aComment({ comments, talk }: Facts, login: string, body: string, at: string): Comment {
  const id = 100 + comments.length + talk.length
  const author = { login, bot: login.endsWith('[bot]'), appId: login === 'aftermath[bot]' ? 7 : null }
  const url = `https://github.com/acme/shop/issues/1#issuecomment-${id}`
  return { id, body, author, createdAt: at, updatedAt: at, url, marks: 0, hidden: false }
}

/** GitHub's answer to what the app may not read. */
function refusedTo(snapshot: Snapshot, question: Question): Snapshot {
  const cause = { kind: 'permission', because: 'it lacks a permission.' } as const
  const sentence = `The app could not read ${question.ask}, because ${cause.because}`
  return { ...snapshot, refusals: [...snapshot.refusals, refusedRead(question, { cause, sentence })] }
}

export const aPull: Pull = {
  id: 2000,
  number: 2,
  title: 'Postmortem: Checkout is down',
  body: '',
  state: 'open',
  draft: true,
  merged: false,
  mergedAt: null,
  mergeCommit: null,
  closedAt: null,
  createdAt: '2026-03-02T12:00:00Z',
  updatedAt: '2026-03-02T12:00:00Z',
  head: { ref: 'postmortem/incident-1', sha, repositoryId: 1 },
  base: { ref: 'main', sha },
  author: { login: 'aftermath[bot]', bot: true },
  assignees: [],
  reviewers: [],
  url: 'https://github.com/acme/shop/pull/2',
}

const shop = { owner: 'acme', repo: 'shop' }
const incidentRef: Ref = { kind: 'incident', ...shop, number: 1 }
const templates = loadTemplates()

interface Occasion {
  readonly ref: Ref
  readonly admit: Context['admit']
  /** Questions to answer before the first plan, by key. */
  readonly asked: Map<string, Question>
}

function decide(facts: Facts, { ref, admit, asked }: Occasion) {
  const reader = readerOf(facts)
  const context: Context = {
    templates: facts.templates ?? templates,
    self: { login: 'aftermath[bot]', appIds: [7], logins: [] },
    admit,
    scope: 'recent',
    trouble: facts.trouble,
    skippable: new Map(),
  }
  let snapshot: Snapshot = { ref, now: facts.now, answers: {}, refusals: [] }
  const read = (question: Question) => {
    const refused = facts.refused.includes(question.ask)
    snapshot = refused ? refusedTo(snapshot, question) : answered(snapshot, question, reader)
  }
  for (const question of asked.values()) read(question)
  for (let wave = 0; wave < 12; wave += 1) {
    const decided = plan(snapshot, context)
    if (decided.questions.length === 0) return { decided, snapshot, context }
    for (const question of decided.questions) {
      read(question)
      asked.set(questionKey(question), question)
    }
  }
  throw new Error('The plan asks for more and more.')
}

function answered<T extends Topic>(snapshot: Snapshot, question: QuestionOf<T>, reader: Reader): Snapshot {
  return { ...snapshot, answers: withAnswer<T>(snapshot.answers, question, reader[question.ask](question)) }
}

function elsewhereOf({ itemsElsewhere = [] }: Facts): readonly Issue[] {
  return itemsElsewhere
}

function readerOf(facts: Facts): Reader {
  const { pull, document, items } = facts
  const source = 'acme/shop/.github/postmortem.yml'
  const added = document === null ? [] : [{ path, status: 'added' as const, previousPath: null }]
  const files = facts.pullChanges ?? added
  return {
    repository: () => ({
      id: 1,
      owner: 'acme',
      name: 'shop',
      defaultBranch: 'main',
      archived: false,
      visibility: facts.visibility,
      hasIssues: true,
      url: 'https://github.com/acme/shop',
    }),
    repositoryById: ({ id }) => facts.repositories[id] ?? null,
    serviceRepository: ({ name }) => facts.elsewhere[name] ?? null,
    issueFields: () => facts.issueFields ?? null,
    itemRepository: ({ name }) => facts.itemRepositories?.[name.toLowerCase()] ?? null,
    issueElsewhere: ({ repository, number }) => {
      const issue = elsewhereOf(facts).find((one) => one.elsewhere?.id === repository && one.number === number)
      return issue ? { found: true, issue } : { found: false, reason: 'deleted' }
    },
    configuration: () => ({
      repository: facts.configuration === null ? null : { source, text: facts.configuration },
      owner:
        facts.ownerConfiguration === null
          ? null
          : { source: 'acme/.github/.github/postmortem.yml', text: facts.ownerConfiguration },
    }),
    installation: () =>
      facts.installedAt === null ? null : { createdAt: facts.installedAt, permissions: facts.permissions },
    issue: ({ number }) => {
      const issue = [facts.issue, ...items].find((one) => one.number === number)
      return issue ? { found: true, issue } : { found: false, reason: 'missing' }
    },
    comments: ({ number }) => (number === 1 ? facts.comments : (facts.onItems?.[number] ?? facts.talk)),
    issueLinks: ({ numbers }) =>
      numbers
        .split(',')
        .map(Number)
        .map((number) => {
          const known = facts.links?.find((one) => one.number === number)
          return known ?? { number, pulls: [], closer: null, duplicateOf: null }
        }),
    closingIssues: () => [],
    succeeded: ({ kind, name }) => facts.succeeded?.includes(`${kind} ${name}`) ?? false,
    issueEvents: ({ number }) => (number === 1 ? facts.events : (facts.pullEvents ?? [])),
    marks: ({ comment }) => facts.marks[comment] ?? [],
    pullsFrom: ({ branch }) => (pull !== null && branch === pull.head.ref ? [pull] : []),
    pull: ({ number }) => facts.otherPulls?.find((other) => other.number === number) ?? pull,
    pullFiles: ({ number, in: there }) => {
      const changed = (there === undefined ? facts.changed : facts.elsewhere[there]?.changed)?.[number]?.map(
        (name) => ({
          path: name,
          status: 'modified' as const,
          previousPath: null,
        }),
      )
      return changed ?? (there === undefined ? files : [])
    },
    pullCommits: () => facts.commits,
    subIssues: () => items,
    labelled: ({ in: there }) =>
      there === undefined
        ? items
        : elsewhereOf(facts)
            .filter(({ elsewhere }) => elsewhere !== null && fullName(elsewhere) === there)
            .map((issue) => ({ ...issue, elsewhere: null })),
    label: () => false,
    role: ({ login }) => facts.roles[login] ?? 'none',
    assignable: ({ login }) => login in facts.roles,
    branch: ({ name }) => (name === 'main' || facts.branch ? { name, sha } : null),
    file: ({ path: asked, at, in: there }) => {
      if (there !== undefined) {
        const shown = facts.elsewhere[there]?.files?.[asked]
        return shown === undefined
          ? { found: false, reason: 'missing' }
          : { found: true, path: asked, sha, text: shown }
      }
      const current = at === 'main' ? facts.today?.[asked] : undefined
      if (current === null) return { found: false, reason: 'missing' }
      if (current !== undefined) return { found: true, path: asked, sha, text: current }
      const text = (at === 'main' ? facts.files[asked] : facts.headFiles?.[asked]) ?? (asked === path ? document : null)
      return text === null ? { found: false, reason: 'missing' } : { found: true, path: asked, sha, text }
    },
    ownerFile: ({ path: asked }) => {
      const text = facts.ownerFiles?.files[asked]
      if (facts.ownerFiles === null || text === undefined) return { found: false, reason: 'missing' }
      return { found: true, source: `acme/.github/${asked}`, text, visibility: facts.ownerFiles.visibility }
    },
    comparison: () => ({ aheadBy: facts.commits.length, commits: facts.commits, files }),
    reviews: () => facts.reviews,
    tree: () => facts.tree,
    checkRuns: () => facts.checks,
    requiredChecks: () => facts.required,
    incidents: () => [facts.issue],
    openItems: () => items,
    branches: () => [],
    recentPulls: ({ in: there }) => (there === undefined ? facts.merges : (facts.elsewhere[there]?.merges ?? [])),
    deployments: ({ in: there }) => (there === undefined ? facts.deployments : []),
    deploymentStatuses: ({ deployment }) =>
      (facts.went[deployment] ?? 'success').split(' ').map((state) => {
        return { state, description: facts.words[deployment] ?? '', at: facts.now }
      }),
    releases: ({ in: there }) => (there === undefined ? facts.releases : []),
    misnamedConfiguration: () => facts.misnamed ?? null,
    failedRuns: ({ in: there }) =>
      there === undefined ? facts.failedRuns : (facts.elsewhere[there]?.failedRuns ?? []),
    commits: () => facts.pushed,
  }
}
