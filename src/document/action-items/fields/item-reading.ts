import type { KnownNames } from './item-names.ts'

/** What the reader goes by besides the text. */
export interface ItemReading {
  /** The day (`yyyy-mm-dd`) to which "in 2 weeks" relates; `null` keeps such dates as text. */
  readonly today: string | null
  readonly known: KnownNames
  /** The account whose repositories the document may name, by its page: `https://github.com/acme`; left out where nobody knows. */
  readonly account?: string | null
}
