import type { Leak } from './leak.ts'
import { type PublicText, withoutAddresses } from './public-text.ts'

const zoneNames =
  '(?:UTC|GMT|Z|WES?T|CES?T|EES?T|MSK|BST|IST|[ECMP][SD]?T|AK[SD]T|HST|JST|KST|SGT|HKT|A[CEW][SD]T|NZ[SD]T|BRT|ART|SAST|(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)\\/[A-Z][A-Za-z_]{1,30}|(?:[Ee]astern|[Pp]acific|[Cc]entral|[Mm]ountain|[Cc]oordinated [Uu]niversal)(?: [a-z]{6,8})? [Tt]ime)'
/** Behind a time, or anywhere later on its line. */
const zone = new RegExp(
  `(?:(?<![A-Za-z])${zoneNames}(?![A-Za-z])|(?<=\\d)\\s?[+-](?:0\\d|1[0-4]):?(?:00|30|45)(?!\\d))`,
  'g',
)
/** A sentence that says it for all: "All times are in UTC." */
const forAll = new RegExp(`\\b[Tt]imes? (?:[a-z]{1,12} ){0,5}\\(?${zoneNames}(?![A-Za-z])`)

const clocks: readonly RegExp[] = [
  // Two digits, two digits.
  /(?<![\d:./-]|[A-SU-Za-z])(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?!\d|:\d)/g,
  // One digit, where something says that it is a time.
  /(?:\b(?:at|from|until|till|between|by|since|around|about|before|after|and|near)\s{1,2}|^[\s>|*_~[(+-]{0,20})\d:[0-5]\d(?!\d|:\d)/gi,
  /(?<![\d:.\w-])\d{1,2}(?:[:.][0-5]\d)?\s?[ap]\.?m\b/gi,
  /\b(?:at|until|till|since)\s(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.%]|\s?(?:%|ms\b|s\b|sec|min|hours|h\b|[kmgt]i?b\b))/gi,
]
/** A stretch of time is written alike. */
const lasting = /\b(?:for|took|takes|lasted|lasts|within|every|average of|mean of|total of|only)\s{1,2}$/i
const unit = /^\s?(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?|of (?:video|audio))\b/i

/** Times of day that do not say in which zone: readers live in all of them. */
export function timeLeaks({ lines }: PublicText): readonly Leak[] {
  if (lines.some(({ prose }) => forAll.test(prose))) return []
  let inTable = false
  return lines.flatMap(({ number, prose }, index): readonly Leak[] => {
    const isRow = /^\s{0,10}\|/.test(prose)
    const isHead = isRow && /^\s{0,10}\|[\s:|-]{3,300}$/.test(lines[index + 1]?.prose ?? '')
    if (isHead) inTable = prose.search(zone) >= 0
    else if (!isRow) inTable = false
    if (inTable) return []
    const text = withoutAddresses(prose)
    const time = firstTime(text)
    return time === null ? [] : [{ kind: 'time', line: number, text: time }]
  })
}

/** The first time of a line that no zone follows; `null` for none. */
function firstTime(line: string): string | null {
  if (!/\d/.test(line)) return null
  const lastZone = [...line.matchAll(zone)].at(-1)?.index ?? -1
  for (const clock of clocks) {
    for (const { 0: time, index } of line.matchAll(clock)) {
      const at = index + time.search(/\d/)
      const isLength =
        unit.test(line.slice(index + time.length, index + time.length + 40)) ||
        lasting.test(line.slice(Math.max(0, at - 20), at))
      if (isLength || lastZone > at) continue
      return time.trim()
    }
  }
  return null
}
