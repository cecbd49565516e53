/** What must not leave by itself, by the name that people allow it by. */
export const leakKinds = [
  'secret',
  'person',
  'comment',
  'private-link',
  'dead-link',
  'host',
  'address',
  'marked',
  'customer',
  'promise',
  'time',
  'judged',
  'question',
] as const

export type LeakKind = (typeof leakKinds)[number]

/** Something in a public document that should not stand there. */
export interface Leak {
  readonly kind: LeakKind
  /** 1-based line of the document. */
  readonly line: number
  /** The words that it is about, on one line; without the secret where it is one. */
  readonly text: string
}

/** What a document for everybody is held against. Everything may be empty: then only shapes are looked for. */
export interface PublicationKnowledge {
  /** Host names with `*` for a part, and addresses or ranges of them, besides the private ones. */
  readonly internal: readonly string[]
  /** Names of customers, as people write them. */
  readonly customers: readonly string[]
  /** Logins (without `@`) and full names of people. */
  readonly people: readonly string[]
  /** The account whose repositories are private as far as `publicRepositories` does not name them; `null` for none. */
  readonly owner: string | null
  /** `owner/repo` of those that everybody sees. */
  readonly publicRepositories: readonly string[]
  /** Addresses that answered that nothing is there. */
  readonly dead: readonly string[]
  /** Paths that a relative link may lead to. */
  readonly paths: readonly string[]
  /** What is to do and tracked, as the document says it: such a promise is kept an eye on. */
  readonly tracked: readonly string[]
  /** The questions of the template that the document was made of. */
  readonly questions: readonly string[]
}

/** What is known of a document of which nothing is known. */
export const noPublicationKnowledge: PublicationKnowledge = {
  internal: [],
  customers: [],
  people: [],
  owner: null,
  publicRepositories: [],
  dead: [],
  paths: [],
  tracked: [],
  questions: [],
}
