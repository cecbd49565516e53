import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { RequiredCheck } from '../domain/check.ts'
import type { RepositoryName } from '../domain/ref.ts'
import type { ConfigurationTexts, FileLookup, Repository } from '../domain/repository.ts'
import type { DeliveryLog, GitHub, Log, PassPriority, Reader, Self, Session } from '../reconcile/ports.ts'
import type { SessionGrant } from './access/access.ts'
import { createAppAccess } from './access/app-access.ts'
import type { PrivateKeySource } from './access/app-auth.ts'
import type { Checkup } from './access/checkup.ts'
import { createTokenAccess } from './access/token-access.ts'
import type { Pacing } from './limits/pacing.ts'
import type { SharedLimits } from './limits/shared-limits.ts'
import { boundedTalk } from './read/conversation.ts'
import { createElsewhere } from './read/elsewhere.ts'
import { createReader } from './read/reader.ts'
import { createSurroundings, type Surroundings } from './read/surroundings.ts'
import { createConditionalCache } from './requests/conditional.ts'
import type { SharedAnswers } from './requests/context.ts'
import { createCalls } from './requests/create-calls.ts'
import { createOctokits, type Fetch } from './requests/octokit.ts'
import { type ParseJson, parseHere } from './requests/parse-json.ts'
import { repositoryKey } from './requests/paths.ts'
import { createShared } from './requests/shared.ts'
import { createWriter } from './write/writer.ts'

export interface GitHubOptions {
  /** The REST API's base, `https://api.github.com`, or `https://<host>/api/v3` of GitHub Enterprise Server. */
  readonly baseUrl: string
  readonly credentials:
    | { readonly kind: 'app'; readonly appId: number; readonly privateKey: PrivateKeySource }
    | { readonly kind: 'token'; readonly token: string }
  /** Former identities whose markers count: apps by id, accounts by login. */
  readonly trustedApps: readonly (number | string)[]
  readonly log: Log
  /** The version of this program, for the user agent. */
  readonly version: string
  /** How this process is told from others that do the same work, for the user agent of passes; alone when left out. */
  readonly replica?: string
  /** `github` when left out. */
  readonly pacing?: Pacing
  /** Requests of one installation at a time, 10 when left out. */
  readonly concurrency?: number
  /** How long a request may stay without an answer, in milliseconds: 15 s when left out, since GitHub gives up after 10 s. */
  readonly patience?: number
  /** How requests leave; over the network when left out. */
  readonly fetch?: Fetch
  /** How answers are parsed: where many bytes do not keep the process from answering. In place when left out. */
  readonly parse?: ParseJson
  /** What other processes use up of the same limits; nothing when left out. */
  readonly sharedLimits?: SharedLimits
  /** Told of each answer: whose request it was (an installation's id, or `app`), and what GitHub says of its limits. */
  readonly answered?: (id: string, answer: Pick<Response, 'status' | 'headers'>) => void
  /** Milliseconds on a clock that never goes back, to tell how old shared answers are. */
  readonly now?: () => number
}

/** A session that also counts its requests, for the log. */
export interface GitHubSession extends Session {
  /** Requests of this session so far, those that GitHub answered with 304 included. */
  requests(): number
  /** What the app was granted here, as `{ issues: 'write' }`; `null` with a personal token. */
  readonly permissions: Readonly<Record<string, string>> | null
  readonly surroundings: Surroundings
}

export interface GitHubAdapter extends GitHub {
  open(repository: RepositoryName, priority?: PassPriority, pass?: string): Promise<GitHubSession>
  /** The log of the app's deliveries; `null` with a personal token, which has none. */
  readonly deliveries: DeliveryLog | null
  /** `null` with a personal token. */
  readonly checkup: Checkup | null
  /** Reads the repository and its configuration anew at the next question: a push may have changed them. */
  forget(repository: RepositoryName): void
  /** Gives up what waits in queues, so that the process can end. */
  close(): Promise<void>
}

const minute = 60_000
const rememberedBytes = 16 * 1024 * 1024
const fileBytes = 8 * 1024 * 1024

/**
 * GitHub through its REST API, as an app or with a personal token. Answers are shared by all sessions: the repository
 * and its configuration are at most a minute old, everything else is asked for again, conditionally.
 */
export function createGitHub(options: GitHubOptions): GitHubAdapter {
  const now = options.now ?? (() => performance.now())
  const answers = { cache: createConditionalCache(rememberedBytes), parse: options.parse ?? parseHere }
  const octokits = createOctokits({ pacing: 'github', concurrency: 10, patience: 15_000, ...options, now })
  const { credentials } = options
  const parts = { octokits, answers, now, log: options.log }
  const access =
    credentials.kind === 'app' ? createAppAccess(credentials, parts) : createTokenAccess(credentials.token, parts)
  const shared: SharedAnswers = {
    repositories: createShared<Repository>({ maxAge: minute, now }),
    configurations: createShared<ConfigurationTexts>({ maxAge: minute, now }),
    requiredChecks: createShared<readonly RequiredCheck[]>({ maxAge: minute, now }),
    files: new LRUCache<string, FileLookup>({ max: 5000, maxSize: fileBytes }),
  }
  const trusted = trustedIdentities(options.trustedApps)
  const selves = createShared<Self>({ maxAge: Number.POSITIVE_INFINITY, now })

  async function self(): Promise<Self> {
    return await selves.get('', async () => {
      const { login, appId } = await access.whoAmI()
      return { login, appIds: [...(appId === null ? [] : [appId]), ...trusted.appIds], logins: trusted.logins }
    })
  }

  return {
    async open(name, priority = 'interactive', pass = '') {
      const [me, grant] = await Promise.all([self(), access.grant(name)])
      const asker = { priority, agent: agentOf(options, pass) }
      const calls = createCalls(grant.octokit, grant.access, answers, asker)
      const { installation } = grant
      const ownerCalls = () => grant.ownerCalls(asker)
      const connect = (other: SessionGrant) => createCalls(other.octokit, other.access, answers, asker)
      const elsewhere = createElsewhere(grant.listing(), access, connect)
      const context = { name, calls, shared, installation, ownerCalls, elsewhere }
      return {
        self: me,
        reader: boundedReader(createReader(context), me),
        writer: createWriter(context),
        now: calls.now,
        requests: calls.requests,
        permissions: installation?.permissions ?? null,
        surroundings: createSurroundings(context),
      }
    },
    repositories: () => access.repositories(),
    deliveries: access.deliveries,
    checkup: access.checkup,
    forget(name) {
      const key = repositoryKey(name)
      shared.repositories.forget(key)
      shared.configurations.forget(key)
      access.forget(name)
    },
    close: octokits.close,
  }
}

/** As GitHub asks for it, with the pass that asks: `aftermath/1.0.0 (replica 3f9a1c; pass 17 of incident acme/shop#12)`. */
function agentOf({ version, replica }: GitHubOptions, pass: string): string | null {
  if (pass === '') return null
  const who = replica === undefined ? '' : `replica ${replica}; `
  // A header takes no more than this; names of repositories have nothing else.
  return `aftermath/${version} (${who}pass ${pass})`.replace(/[^ -~]/g, '?')
}

/** What it reads of conversations is bounded: plans go over all of it, and threads have it copied to them. */
function boundedReader(reader: Reader, self: Self): Reader {
  return { ...reader, comments: async (question) => boundedTalk(await reader.comments(question), self) }
}

const appId = z.coerce.number().int().positive()

function trustedIdentities(trusted: readonly (number | string)[]): { appIds: number[]; logins: string[] } {
  const ids = trusted.map((one) => appId.safeParse(one))
  return {
    appIds: ids.flatMap((id) => (id.success ? id.data : [])),
    logins: trusted.flatMap((one, index) => (ids[index]?.success ? [] : String(one))),
  }
}
