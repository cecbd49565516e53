/** A `@login` or `@org/team` in the text of an item, and what it is there for. */
export interface Mention {
  readonly start: number
  readonly end: number
  readonly login: string
  readonly team: string | null
  /** `copied`: told of it ("cc @tia"), and nothing of the item's words. `spoken-of`: named in a sentence ("ask @tia"). */
  readonly as: 'owner' | 'copied' | 'spoken-of'
}

const mention =
  /(?<![\w/.@+-])@([a-z\d](?:[a-z\d_]|-(?=[a-z\d])){0,60})(?:\/([a-z\d](?:[\w.-]{0,98}\w)?))?(?![\w@/-])/gi

/** "cc @tia, @wes", as far as the names reach. A team may be called so: `@acme/cc`. */
const copies =
  /(?<![\p{L}\p{N}@_/.-])\/?(?:cc|fyi|c\.c\.)[\s:,]{0,4}@[\w/-]{1,160}(?:(?:[\s,;&+]|and\b){1,6}@[\w/-]{1,160}){0,20}/giu

/** Words before a name that make it somebody to speak to, or of: an item is not theirs. */
const spokenTo =
  /(?<![\p{L}\p{N}])(?:ask(?:s|ed|ing)?|thanks|thank|thx|ty|kudos|h\/t|hat tip|ping|tell|notify|inform|contact|consult|remind|help|helps|let|see|hi|hey|with|to|from|of|for|like|as|than|about|at|in|on|per|via|after|before|than|against|without|(?:report|suggest|find|found|rais|propos|notic|mention|request|discover|spott|caus|merg|wrote|written|author|creat|introduc|break|broken|approv|review|confirm|flag|rais|fil|open)(?:ed|s|d)? by)[\s:*_]{1,4}(?:the\s)?$/iu
/** Words before a name that make an item theirs. */
const given =
  /(?<![\p{L}\p{N}])(?:owners?|assignees?|assigned(?: to)?|owned by|responsible|dri|poc|leads?|driver|done by|by)[\s:=*_]{0,4}$/iu
/** Words after a name at the beginning of a sentence that make it who does it. */
const does =
  /^[\s:,]{1,3}(?:to|will|shall|should|must|owns?|takes?|is on it|does|drives|leads|please)(?![\p{L}\p{N}])/iu
const joiner = /^(?:[\s\p{P}\p{S}\ufffc]|and\b){0,12}$/iu

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The mentions in the text of an item. One names its owner at the beginning, at the end, in brackets of their own, after a
 * word such as `owner`, and where it begins a sentence that says what they do. Within a sentence it is only spoken of.
 * `masked` is the text in which all but plain text is `\ufffc`; `marks` are what else stands there as fields.
 */
export function readMentions(masked: string, marks: readonly Span[]): readonly Mention[] {
  const copied = spans(masked, copies)
  const all = Array.from(masked.matchAll(mention), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    login: match[1] ?? '',
    team: match[2] ?? null,
  }))
  const isCopied = ({ start, end }: Span) => copied.some((one) => one.start <= start && end <= one.end)
  const groups = groupsOf(
    masked,
    all.filter((one) => !isCopied(one)),
  )
  const plain = (start: number, end: number) => wordsIn(masked, start, end, [...marks, ...copied])
  return all.map((one): Mention => {
    if (isCopied(one)) return { ...one, as: 'copied' }
    const group = groups.find(({ start, end }) => start <= one.start && one.end <= end) ?? one
    return { ...one, as: isOwner(masked, group, plain) ? 'owner' : 'spoken-of' }
  })
}

/** Where those stand who are told of it, with the word before them. */
export function copiesIn(masked: string): readonly Span[] {
  return spans(masked, copies)
}

function isOwner(masked: string, { start, end }: Span, plain: (start: number, end: number) => string): boolean {
  const before = masked.slice(Math.max(0, start - 40), start).replace(/[([]\s?$/, '')
  const rest = plain(end, masked.length)
  // "@tia: alert us", "(@tia)", "alert us @tia": nothing but marks on one side, or on both within brackets.
  if (joiner.test(plain(0, start))) return true
  if (spokenTo.test(before)) return false
  if (given.test(before)) return true
  if (/[([]\s?$/.test(masked.slice(0, start)) && /^\s?(?:[)\],;/]|and\b|[—–-])/.test(masked.slice(end))) return true
  if (isOnlyMarks(rest)) return true
  const after = masked.slice(end, end + 40)
  // "Tell the others, then @tia decides".
  if (/[,;.]\s(?:and\s)?then\s$/i.test(before) && /^\s\p{L}{2,30}s(?!\p{L})/u.test(after)) return true
  return /[.!?:;)][\s\ufffc]{1,3}$/.test(before) && does.test(after)
}

function isOnlyMarks(text: string): boolean {
  return /^(?:[\s\p{P}\p{S}\ufffc]|(?<!\p{L})(?:and|owners?|assignees?)(?!\p{L}))*$/iu.test(text.slice(0, 2_000))
}

/** What stands between two places without the spans that are fields. */
function wordsIn(masked: string, from: number, to: number, spansOut: readonly Span[]): string {
  let text = ''
  let at = from
  for (const { start, end } of spansOut.toSorted((one, other) => one.start - other.start)) {
    if (end <= at || start >= to) continue
    text += `${masked.slice(at, Math.max(at, start))} `
    at = Math.max(at, end)
  }
  return at < to ? text + masked.slice(at, to) : text
}

/** Mentions with nothing but commas and the like between them, as one. */
function groupsOf(masked: string, mentions: readonly Span[]): readonly Span[] {
  const groups: Span[] = []
  for (const { start, end } of mentions) {
    const last = groups.at(-1)
    if (last !== undefined && /^(?:[\s,;&+/]|and\b){0,12}$/i.test(masked.slice(last.end, start)))
      groups[groups.length - 1] = { start: last.start, end }
    else groups.push({ start, end })
  }
  return groups
}

function spans(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }))
}
