import { isPlaceholder } from './item-words.ts'
import type { Span } from './masked-text.ts'

/** Where an item's issue is to stand, and what everybody may read of it there, as its line says. */
export interface PlaceMarks {
  /** `billing`, or `acme/billing`; `null` where the line names none. */
  readonly repository: string | null
  /** The title for where more people see it; `null` for none. */
  readonly publicTitle: string | null
  readonly spans: readonly Span[]
}

/** `repo:billing` in one piece: "clone the repo: it is small" says nothing of where its issue goes. */
const inOnePiece =
  /(?<![\p{L}\p{N}_./:@-])repo(?:sitory)?:((?:[a-z\d][\w-]{0,99}\/)?[\w.-]{0,99}[\w-])(?=$|[\s,;)\]\ufffc]|[.!?](?:$|\s))/iu
const inBrackets = /[([]\s?repo(?:sitory)?:\s{0,3}((?:[a-z\d][\w-]{0,99}\/)?[\w.-]{0,99}[\w-])\s?[)\]]/iu
const publicWords = /\(\s?public(?: title)?:\s{0,3}((?:[^()]|\([^()]{0,100}\)){1,250})\)/i
/** A name alone in brackets, with nothing but owners, dates and the like behind it. */
const atEnd =
  /\(([a-z\d][\w-]{0,99}\/[\w.-]{0,99}[\w-])\)(?=((?:[\s.,;\ufffc–—-]|@[\w/-]{1,80}|\([^()]{0,80}\)|\[[^[\]]{0,80}\]|\d{4}-\d\d-\d\d|P[0-3]|\b(?:due|by)\b:?){0,60})$)/i

/**
 * Reads them. `plain` is the text with all but plain text covered, `raw` as it is written, `owner` the account of the document's
 * repository, where it is known: then a name of one of its repositories alone in brackets counts, too.
 */
export function readPlace(raw: string, plain: string, owner: string | null): PlaceMarks {
  const text = plain.slice(0, 4_000)
  const words = publicWords.exec(text)
  const rest = words === null ? text : text.replace(words[0], (found) => '\ufffc'.repeat(found.length))
  const place = inBrackets.exec(rest) ?? inOnePiece.exec(rest) ?? ofOwner(atEnd.exec(rest), owner)
  const title = words === null ? null : raw.slice(words.index, words.index + words[0].length)
  return {
    repository: place?.[1] ?? null,
    publicTitle: title?.replace(/^\([^:]{0,20}:|\)$/g, '').trim() || null,
    spans: [words, place].flatMap((found) =>
      found === null ? [] : [{ start: found.index, end: found.index + found[0].length }],
    ),
  }
}

function ofOwner(found: RegExpExecArray | null, owner: string | null): RegExpExecArray | null {
  const account = found?.[1]?.split('/', 1)[0]
  return owner !== null && account?.toLowerCase() === owner.toLowerCase() ? found : null
}

const whole = /^(?:[a-z\d][\w-]{0,99}\/)?[\w.-]{0,99}[\w-]$/i
const nowhere = /^(?:n\/a|na|none|here|this|all|any|same|both|various|multiple|several|many|unknown|tbd|todo|yes|no)$/i

/** The repository that a cell or a line `Repository:` names, alone or by its page on this GitHub; `null` for anything else. */
export function repositoryIn(written: string, bare: string, host: string | null): string | null {
  const page = /https?:\/\/[^\s()<>"]{1,200}/i.exec(written)?.[0]
  if (page !== undefined) {
    const path = host !== null && page.toLowerCase().startsWith(`${host}/`) ? page.slice(host.length + 1) : ''
    return /^[^/]+\/[\w.-]+\/?$/.test(path) ? path.replace(/\/$/, '').replace(/\.git$/, '') : null
  }
  return whole.test(bare) && !nowhere.test(bare) && !isPlaceholder(bare) ? bare : null
}
