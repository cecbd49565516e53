import ipaddr from 'ipaddr.js'
import type { Leak, PublicationKnowledge } from './leak.ts'
import type { PublicText } from './public-text.ts'

const hostName = /(?<![\w.-])(?:[a-z\d_][\w-]{0,62}\.){1,8}[a-z][a-z\d-]{1,62}(?![\w-]|\.\w)/gi
/** Domains that only exist within a network (RFC 6762, 8375, and what ICANN keeps for it). */
const privateDomains = 'internal local localdomain corp lan intranet private home.arpa svc'.split(' ')
/** Names of files that end alike. */
const files: ReadonlySet<string> = new Set(
  'config settings env environment appsettings values compose docker gitignore'.split(' '),
)

const version4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\w-]|\.\w)/g
/** In digits and colons, which `ipaddr.js` proves. */
const version6 = /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?:\/\d{1,3})?(?![\w:])/gi
/** What four numbers are no address behind. */
const numbered =
  /\b(?:versions?|releases?|builds?|sections?|chapters?|clauses?|paragraphs?|agents?|drivers?|firmware|v)[\s:#]{0,3}$/i

/** Ranges that lead nowhere from outside. */
const privateRanges: ReadonlySet<string> = new Set(['private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'])

/** Host names and addresses of one's own network, in code as well: private ones, and those of `internal`. */
export function networkLeaks({ lines }: PublicText, { internal }: PublicationKnowledge): readonly Leak[] {
  const ranges = internal.flatMap(rangeOf)
  const globs = internal.filter((one) => rangeOf(one).length === 0).map((glob) => glob.toLowerCase())
  return lines.flatMap(({ number: line, text }): readonly Leak[] => [
    ...[...text.matchAll(hostName)]
      .filter(([name]) => isInternalHost(name.toLowerCase(), globs))
      .map(([name]): Leak => ({ kind: 'host', line, text: name })),
    ...addressesIn(text)
      .filter((address) => isInternalAddress(address, ranges))
      .map((address): Leak => ({ kind: 'address', line, text: address })),
  ])
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** What an entry says of addresses: one, or a range; nothing for a host name. */
function rangeOf(entry: string): readonly Range[] {
  try {
    if (entry.includes('/')) return [ipaddr.parseCIDR(entry)]
    const address = ipaddr.isValid(entry) ? ipaddr.parse(entry) : null
    return address === null ? [] : [[address, address.kind() === 'ipv4' ? 32 : 128]]
  } catch {
    // No range: then it is a name of something else, which stands for itself.
    return []
  }
}

function isInternalHost(name: string, globs: readonly string[]): boolean {
  if (globs.some((glob) => matchesGlob(name, glob))) return true
  const domain = privateDomains.find((one) => name.endsWith(`.${one}`))
  if (domain === undefined) return false
  const before = name.slice(0, -domain.length - 1).split('.')
  return !files.has(before.at(-1) ?? '')
}

/** `*` stands for any characters: `*.corp.acme.com` is everything below that name. */
function matchesGlob(name: string, glob: string): boolean {
  const [head = '', ...others] = glob.split('*')
  const tail = others.pop()
  if (tail === undefined) return name === head
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false
  let at = head.length
  for (const part of others) {
    const found = name.indexOf(part, at)
    if (found < 0 || found + part.length > name.length - tail.length) return false
    at = found + part.length
  }
  return true
}

function addressesIn(text: string): readonly string[] {
  const four = [...text.matchAll(version4)].filter(
    ({ index }) => !numbered.test(text.slice(Math.max(0, index - 20), index)),
  )
  const six = text.includes(':') ? [...text.matchAll(version6)] : []
  return [...four, ...six].map(([address]) => address)
}

function isInternalAddress(written: string, ranges: readonly Range[]): boolean {
  const [text = ''] = written.split('/')
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (privateRanges.has(address.range())) return true
  return ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))
}
