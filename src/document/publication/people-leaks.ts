import { mailAddress } from '../../text/redaction/redact.ts'
import { isGivenName } from '../action-items/data/given-names.ts'
import { alsoWords } from '../review/people/names.ts'
import type { Leak, PublicationKnowledge } from './leak.ts'
import { NameSearch, type Word, wordsOfText } from './name-search.ts'
import { type PublicText, withoutAddresses } from './public-text.ts'

/** Not within a word or an address. A team has a slash. */
const mention = /(?<![\w`/.@-])@([a-z\d][a-z\d-]{0,38}(?:\/[\w.-]{1,100})?)(?![\w@-])/gi
/** What a scope of packages stands beside: "the package @octokit/rest". */
const packages = /\b(?:packages?|modules?|librar(?:y|ies)|dependency|dependencies|scope|npm)\W{1,5}$/i
/** Addresses that are no person's. */
const desks: ReadonlySet<string> = new Set(
  `support help helpdesk contact info hello press media security privacy abuse status sales team feedback service customer
  customers customerservice noreply no-reply postmaster legal office trust incidents billing enterprise community care
  questions ask`.split(/\s+/),
)
const articles: ReadonlySet<string> = new Set('the a an our this that each every new old'.split(' '))

/** Accounts, e-mail addresses of people, and names: of people who are known, and of others where first and last name stand together. */
export function peopleLeaks(read: PublicText, { people }: PublicationKnowledge): readonly Leak[] {
  const whole = new NameSearch(people.filter(isWhole).flatMap(bothOrders))
  const parts = new Set(
    people.flatMap((name) =>
      wordsOfText(name)
        .map(({ text }) => text)
        .filter((part) => /^\p{Lu}\p{Ll}{2,}$/u.test(part) && !alsoWords.has(part.toLowerCase())),
    ),
  )
  return read.lines.flatMap(({ number, text, prose }): readonly Leak[] => {
    const words = wordsOfText(text)
    const named = [
      ...mentionsIn(withoutAddresses(prose)),
      ...mailsIn(text),
      ...whole.in(text, words).map(({ from, to }) => text.slice(from, to)),
      ...aside(prose),
      ...words.filter((_, index) => isNamed(words, index, text, parts)).map((word) => word.text),
    ]
    return named.map((one) => ({ kind: 'person', line: number, text: one }))
  })
}

/** A login that is a plain word, such as `robin`, is looked for behind `@` alone. */
function isWhole(name: string): boolean {
  return /[^\p{L}]/u.test(name)
}

function bothOrders(name: string): readonly string[] {
  const [first = '', ...others] = name.split(/\s+/)
  return others.length === 0 ? [name] : [name, `${others.join(' ')} ${first}`]
}

function mentionsIn(line: string): readonly string[] {
  if (!line.includes('@')) return []
  return [...line.matchAll(mention)].flatMap(({ 0: whole, index, 1: name = '' }) => {
    const before = line.slice(Math.max(0, index - 40), index)
    const after = line.slice(index + whole.length, index + whole.length + 12)
    const isPackage = name.includes('/') && (packages.test(before) || /^(?:@\d| v?\d| version)/.test(after))
    return isPackage ? [] : [whole]
  })
}

/** A given name in brackets, whatever its case, as people note who does something: "(rosa)". */
function aside(line: string): readonly string[] {
  return [...line.matchAll(/\((\p{L}{3,20})\)/gu)].flatMap(({ 1: word = '' }) => {
    const name = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
    return isGivenName(name) && !alsoWords.has(name.toLowerCase()) ? [word] : []
  })
}

function mailsIn(line: string): readonly string[] {
  if (!line.includes('@')) return []
  return [...line.matchAll(mailAddress)].flatMap(([whole]) => {
    const [local = ''] = whole.toLowerCase().split(/[@+]/)
    return desks.has(local) || local.split(/[-_.]/).every((part) => desks.has(part)) ? [] : [whole]
  })
}

/** A part of a known name, or a given name before another word with a capital; not "the Robin theme". */
function isNamed(words: readonly Word[], index: number, line: string, parts: ReadonlySet<string>): boolean {
  const word = words[index]
  if (word === undefined || !/^\p{Lu}\p{Ll}{2,}$/u.test(word.text)) return false
  const before = words[index - 1]
  const joined = /[-_]/.test(line.charAt(word.at - 1)) || /[-_]/.test(line.charAt(word.at + word.text.length))
  if (joined || (before !== undefined && articles.has(before.text.toLowerCase()))) return false
  if (parts.has(word.text)) return true
  const next = words[index + 1]
  return (
    next !== undefined &&
    next.at === word.at + word.text.length + 1 &&
    line.charAt(next.at - 1) === ' ' &&
    /^\p{Lu}\p{Ll}{2,}$/u.test(next.text) &&
    isGivenName(word.text) &&
    !alsoWords.has(word.text.toLowerCase())
  )
}
