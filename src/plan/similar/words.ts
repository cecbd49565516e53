/** Words that say nothing of what went wrong: of the language, and of every incident. */
const empty = new Set(
  `a about after again all also an and any are as at be because been before being between both but by can cannot could did do does
  down during each every everything everywhere few first for from further gone got had has have having he her here hour how i if in
  into is it its itself just least less like made make many more most much must my near no nobody none nor not now of off on once one only
  or other our out over own part people per same she should side since so some somebody still such take than that the their them then
  there these they thing this those though time to too took two under until up upon us use used very was way we were what when where
  which while who whole whose why will with without would year you your
  alert answer available broke broken bug cause change customer day degraded error fail failed failure fails fault fix going happen high
  impact incident investigate issue machine minute nothing outage page partial postmortem ran run problem report request resolve restart restore
  return rolled server service sev seven six slow slowly some start started stop stopped system team ten three turn unavailable update user
  week went work wrong yesterday today last next new old large largest small big long short`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Who describes an incident says it in the beginning. In UTF-16 code units. */
const longestText = 600

/** A word as it is written, and without the end that changes in use: `certificates`, `certificat`. */
interface Word {
  readonly written: string
  readonly stem: string
}

/** The words of a text that may tell what it is about, in lower case. */
function wordsIn(text: string): readonly Word[] {
  const words = text
    .slice(0, longestText)
    .toLowerCase()
    .replace(/[`_]/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
  return words
    .filter((word) => word.length > 2 && word.length < 40 && !empty.has(word) && !/^\d+$/.test(word))
    .map((written) => ({ written, stem: stemOf(written) }))
    .filter(({ stem }) => !empty.has(stem))
}

/** The stems of a text's words that may tell what it is about, in order. */
export function stemsOf(text: string): readonly string[] {
  return wordsIn(text).map(({ stem }) => stem)
}

interface Described {
  readonly title: string
  readonly text: string
}

/** What was read once is not read again for each incident that it is compared with. */
const read = new WeakMap<Described, ReadonlyMap<string, string>>()

/** The words of a title and a text by their stems, as they are written first. */
export function distinctWords(described: Described): ReadonlyMap<string, string> {
  const known = read.get(described)
  if (known !== undefined) return known
  const words = new Map<string, string>()
  for (const { stem, written } of [...wordsIn(described.title), ...wordsIn(described.text)]) {
    if (!words.has(stem)) words.set(stem, written)
  }
  read.set(described, words)
  return words
}

/** Enough to meet, and shown to nobody. */
function stemOf(word: string): string {
  const short = word
    .replace(/(?:ies|y)$/, 'i')
    .replace(/sses$/, 'ss')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?<=\w{4})(?:ing|ed|e)$/, '')
  return short.length < 3 ? word : short
}
