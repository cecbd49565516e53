import { Phrases } from '../phrases.ts'
import * as lexicon from './lexicon.ts'
import { isPunctuation, type Subject } from './subject.ts'

/** What makes of a sentence about people something that is not asserted. */
export type SentenceContext = 'reported' | 'supposed' | null

/** Words after which somebody else speaks, or somebody supposes. */
const reporting = new Phrases(
  `said|says|saying|claimed|claims|alleged|alleges|believed|believes|suspected|suspects|complained|complains|speculated|tweeted|
  according to|thought that|thinks that|wrote that|writes that|stated that|states that|reported that|reports that|told us|
  tells us|argued that|explained that|assumed that|felt that|feared that|we believe|we think|we suspect`.split(/\|\s*/),
)
const speaking: ReadonlySet<string> = new Set(
  'said says wrote writes claimed claims believed believes stated reported complained'.split(' '),
)

/** Words after which something is looked for, wanted or wondered about. */
const open = new Phrases(
  `whether|investigat*|find out|finding out|found out if|no evidence|no sign|no indication|without evidence|unknown|unclear|
  not clear|not known|not believe|possible that|perhaps|maybe|might|make sure|makes sure|making sure|ensure|ensures|ensuring|
  prevent|prevents|preventing|avoid|avoids|avoiding|will|shall|should|must|would|going to|plan to|plans to|plan for|so that|
  in case|suppose|imagine|to stop|to keep`.split(/\|\s*/),
)
/** What a sentence that asks for something begins with. */
const requests: ReadonlySet<string> = new Set(
  'alert page warn notify remind tell ask block refuse reject make ensure check add show fail prevent log require let'.split(
    ' ',
  ),
)
const suppositions = /^(?:if|unless|whenever|lest)$/
/** How far before the subject this is looked for. */
const reach = 25

/** What is said around the subject at `at`: that others said it, or that it is supposed, planned, or looked into. */
export function contextOf(words: readonly string[], at: number, { end }: Subject): SentenceContext {
  const from = clauseStart(words, at)
  if (reporting.indexIn(words, from, at) >= 0 || isSaidAfter(words, end)) return 'reported'
  if (open.indexIn(words, from, at) >= 0) return 'supposed'
  for (let before = at - 1; before >= 0 && before >= at - 5; before -= 1) {
    const word = words[before] ?? ''
    if (isPunctuation(word)) break
    if (suppositions.test(word)) return 'supposed'
    if (word === 'when' && requests.has(words[from] ?? '')) return 'supposed'
  }
  return null
}

/** What "but" begins is said by the writer again. */
function clauseStart(words: readonly string[], at: number): number {
  for (let from = at - 1; from >= 0 && from > at - reach; from -= 1) {
    const word = words[from] ?? ''
    if (
      word === 'but' ||
      word === 'however' ||
      (isPunctuation(words[from - 1] ?? '') && /^(?:so|yet|then)$/.test(word))
    )
      return words[from + 1] === 'that' ? Math.max(0, at - reach) : from + 1
  }
  return Math.max(0, at - reach)
}

/** "…, the newspaper wrote." */
function isSaidAfter(words: readonly string[], end: number): boolean {
  const last = words.length - 1
  if (!speaking.has(words[last] ?? '')) return false
  for (let at = last - 1; at > end && at >= last - 5; at -= 1) {
    if (isPunctuation(words[at] ?? '')) return at < last - 1 && words[at + 1] !== 'and'
  }
  return false
}

/** Whether the words from `from` to `to` tell what people can do: "could deploy without review". */
export function tellsAbility(words: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (abilities.has(words[at] ?? '')) return true
  return false
}

const abilities: ReadonlySet<string> = new Set(
  'can could cannot able allowed permitted may might would will should must'.split(' '),
)

/** Whether what ends before `at` is looked for and not there: "did not notice any", "has not confirmed further". */
export function tellsResult(words: readonly string[], at: number): boolean {
  if (/^(?:any|anything|further|more|other)$/.test(words[at + 1] ?? '')) return true
  return /^(?:investigat|look)/.test(words[at] ?? '') && words.slice(at, at + 8).includes('further')
}

/** Whether the verb at `at` is what a duty asks for: "run the checks", "take a backup", "have two-factor authentication". */
export function isDuty(words: readonly string[], at: number): boolean {
  const verb = words[at] ?? ''
  if (verb === 'have' || verb === 'had') return words.slice(at + 1, at + 4).some((word) => lexicon.safeguards.has(word))
  if (!lexicon.doing.has(verb)) return false
  for (let next = at + 1; next <= at + 6; next += 1) {
    const word = words[next] ?? ','
    if (isPunctuation(word) || lexicon.clauses.has(word)) return false
    if (lexicon.duties.has(word) || lexicon.safeguards.has(word)) return true
  }
  return false
}

/** Whether "should have been …" tells what was not done to people: "paged", "given a list". */
export function isPassive(words: readonly string[], been: number): boolean {
  if (words[been] !== 'been') return false
  const word = words[been + 1] ?? ''
  const next = /^(?:better|also|then|first)$/.test(word) ? (words[been + 2] ?? '') : word
  return lexicon.given.has(next) || (next.length > 3 && next.endsWith('ed'))
}
