import type { Owners } from '../../../domain/action-item.ts'
import { isGivenName } from '../data/given-names.ts'
import { categoryWords, thingWords } from '../data/no-names.ts'
import { isPlaceholder, plainWords, readPriority, readState, readType } from './item-words.ts'

/** Names as `plainWords` makes them: of people and teams that are known to be there, from the configuration or the document. */
export type KnownNames = ReadonlySet<string>

export const noOwners: Owners = { logins: [], teams: [], names: [] }

const mention = /^@([a-z\d](?:[a-z\d_]|-(?=[a-z\d])){0,60})(?:\/([a-z\d](?:[\w.-]{0,98}\w)?))?$/i

/** Abbreviations by which teams call themselves: other capitals are things. */
const teams: ReadonlySet<string> = new Set(
  'sre sres qa devops ops infra infrastructure platform security backend frontend support oncall on call dba dbas netops secops engineering'.split(
    ' ',
  ),
)

/** Abbreviations that begin what people write in brackets. */
const abbreviation = /^(?:e\.?g|i\.?e)\b/i

/** Whether a capitalised word is one of those that are no names of anybody: products, months, times. */
export function isThing(text: string): boolean {
  return abbreviation.test(text) || thingWords.has((/^\w+/.exec(text)?.[0] ?? '').toLowerCase())
}

/** "@tia (cc @wes)": from there on stands who is told of it. */
const copied = /[([/]?(?<![\p{L}\p{N}@])(?:cc|fyi|c\.c\.)[\s:].*/isu

/** What a cell, a label or a bracket that holds nothing but owners says; in the order in which they stand. */
export function readOwners(text: string): Owners {
  const logins: string[] = []
  const groups: string[] = []
  const names: string[] = []
  for (const part of ownerParts(text.slice(0, 300).replace(copied, ''))) {
    const [, login = '', team] = mention.exec(part) ?? []
    if (login !== '' && team === undefined) logins.push(login)
    else if (login !== '') groups.push(`${login}/${team}`)
    else if (isPossibleName(part)) names.push(part)
  }
  return { logins: distinct(logins), teams: distinct(groups), names: distinct(names) }
}

/** The parts of a list of owners. */
export function ownerParts(text: string): readonly string[] {
  return (
    text
      .slice(0, 300)
      .split(/[,;&+|\n]|<br ?\/?>|\s\/\s|\sand\s|(?<=[\w)])\/(?=@)|\s(?=@)/i)
      // Some teams write a login as the beginning of an address: "ana@".
      .map((part) => part.replace(/(?<=\w)@(?=\W{0,4}$)/, '').replace(/^[\s*_`"'[(]{1,10}|[\s*_`"'\])?.:]{1,10}$/g, ''))
      .filter((part) => part !== '')
  )
}

/** Whether a text can be somebody's name where names are expected: a few words that are none of those that mean "nobody yet". */
function isPossibleName(text: string): boolean {
  if (text.length > 50 || text.split(/\s+/).length > 5 || !/\p{L}/u.test(text) || /:\/\/|[<>{}]/.test(text))
    return false
  return !isPlaceholder(text) && !/^(?:unassigned|nobody|no one|open|unknown|anyone|tbh|self|-|\?+)$/i.test(text)
}

/** Whether a text between brackets at an item's end reads as somebody: a known name, or capitalised words that are no thing. */
export function looksLikeName(text: string, known: KnownNames): boolean {
  const words = plainWords(text)
  if (words === '' || readState(text) !== null || readType(text) !== null || readPriority(text) !== null) return false
  if (known.has(words) || (teams.has(words) && /^\p{Lu}/u.test(text))) return true
  if (/^[\p{L}][\p{L}\p{N} &-]{0,40} (?:team|squad)s?$/u.test(text)) return true
  return (
    /^\p{Lu}[\p{Ll}'’-]{1,20}(?: (?:(?:van|von|de|der|den|da|di|la|le) ){0,2}\p{Lu}(?:[\p{L}'’-]{1,20}|\.)){0,2}$/u.test(
      text,
    ) && !isThing(text)
  )
}

/** Whether a name is somebody's: a known one, or a given name with or without another. */
export function isPerson(name: string, known: KnownNames): boolean {
  return known.has(plainWords(name)) || (isGivenName(name.split(' ')[0] ?? '') && looksLikeName(name, known))
}

/**
 * Whether square brackets at an item's beginning name somebody: a known name, a given one, a team that is called so, or a login
 * in lower case. Any other word there says what the item is about: "[Backend] add retries".
 */
export function looksLikeLead(text: string, known: KnownNames): boolean {
  if (looksLikeName(text, known)) {
    return known.has(plainWords(text)) || isGivenName(text.split(' ')[0] ?? '') || / (?:team|squad)s?$/u.test(text)
  }
  return (
    readState(text) === null &&
    readType(text) === null &&
    readPriority(text) === null &&
    !isPlaceholder(text) &&
    !isThing(text) &&
    /^[a-z][a-z0-9_.-]{1,19}(?: team)?$/.test(text) &&
    !categoryWords.has(text)
  )
}

/** The names in order, each once, whatever its case. */
export function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, string>()
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name)
  return [...seen.values()]
}

/** The owners of several readings as one. */
export function joinOwners(...all: readonly Owners[]): Owners {
  return {
    logins: distinct(all.flatMap(({ logins }) => logins)),
    teams: distinct(all.flatMap(({ teams: groups }) => groups)),
    names: distinct(all.flatMap(({ names }) => names)),
  }
}

export function hasOwners({ logins, teams: groups, names }: Owners): boolean {
  return logins.length + groups.length + names.length > 0
}
