import type { z } from 'zod'
import type { Who } from './errors.ts'

/** Credentials for requests. `scope` names what they can see: answers are never shared across scopes. */
export interface Access {
  readonly scope: string
  /** Whether asking `fresh` can give other credentials. */
  readonly renewable: boolean
  /** Whom messages speak of; the app when left out. */
  readonly who?: Who
  /** The value of the `authorization` header, newly asked for with `fresh`; `null` where Octokit adds its own. */
  authorization(fresh: 'fresh' | 'known'): Promise<string | null>
}

export type Query = Readonly<Record<string, string | number>>

/** A read. `what` completes "The app could not ...". */
export interface ReadCall<T> {
  readonly path: string
  readonly query?: Query
  readonly schema: z.ZodType<T>
  readonly what: string
  /** `never` for what is asked for once: it is not kept for a conditional request. */
  readonly remember?: 'never'
  /** `exact` where an id may lie beyond 2^53: whole numbers out there are then BigInts. It takes several times as long. */
  readonly numbers?: 'exact'
}

export interface CallAnswer<T> {
  readonly data: T
  /** Where the answer came from, after redirects; empty when it is a remembered one. */
  readonly url: string
  readonly link: string
  /** Whether GitHub answered 304. */
  readonly remembered: boolean
}

export interface Write<T> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly schema: z.ZodType<T>
  readonly what: string
}

/** The requests of one session. All throw `GitHubError`. */
export interface Calls {
  readonly scope: string
  /** The address of the GraphQL API. */
  readonly graphql: string
  read<T>(read: ReadCall<T>): Promise<CallAnswer<T>>
  /** All pages of a list, `schema` being one item's. Pages past the first are read in parallel where they can be counted. */
  readAll<T>(read: ReadCall<T>): Promise<readonly T[]>
  /** The same page by page, in order; each is asked for when it is wanted. */
  pages<T>(read: ReadCall<T>): AsyncGenerator<readonly T[]>
  /** A file's bytes, as they are. */
  readBytes(read: Omit<ReadCall<never>, 'schema'>): Promise<Uint8Array>
  /** Sent once, whatever comes back. */
  write<T>(write: Write<T>): Promise<T>
  /** The latest `Date` header, `yyyy-mm-ddThh:mm:ssZ`; empty before the first answer. */
  now(): string
  requests(): number
}
