import type { QuestionAnswer, QuestionAnswers, QuestionName } from '../../domain/review.ts'
import type { Line } from '../../text/markdown/lines.ts'
import { isBlank } from '../../text/markdown/marks.ts'
import { meansQuestion } from './heading-meaning.ts'
import { beginsWithDay, isSaid, namesTime } from './moments.ts'
import type { Passage } from './passages.ts'
import { Phrases, wordsIn } from './phrases.ts'
import type { Reading } from './reading.ts'
import { answersElsewhere } from './signs.ts'
import { countWords } from './substance.ts'

/** How many words make an answer: fewer are a beginning. */
const enough: Readonly<Record<QuestionName, number>> = {
  who: 1,
  communication: 3,
  how: 5,
  wentWell: 3,
  better: 3,
  actions: 3,
  lessons: 3,
}
/** How many words elsewhere make half an answer. */
const enoughForHalf = 5

/** So many words with a time among them tell how it happened without a list of steps. */
const longStory = 300

/** What each of the seven questions got. `items` is how many action items the document has. */
export function evaluateAnswers(reading: Reading, items: number): QuestionAnswers {
  let said: ReadonlySet<QuestionName> | null = null
  const elsewhere = (name: QuestionName): QuestionAnswer => {
    said ??= answersElsewhere(reading)
    return said.has(name) ? 'partial' : 'missing'
  }
  const answer = (name: QuestionName): QuestionAnswer => evaluateQuestion(name, reading, items, elsewhere)
  return {
    who: answer('who'),
    communication: answer('communication'),
    how: answer('how'),
    wentWell: answer('wentWell'),
    better: answer('better'),
    actions: answer('actions'),
    lessons: answer('lessons'),
  }
}

function evaluateQuestion(
  name: QuestionName,
  reading: Reading,
  items: number,
  elsewhere: (name: QuestionName) => QuestionAnswer,
): QuestionAnswer {
  if (name === 'actions' && items > 0) return 'answered'
  const ownWords = wordsWhere(reading, ({ meaning }) => meansQuestion(meaning, name))
  if (name === 'how') return evaluateHow(reading, ownWords)
  if (ownWords >= enough[name]) return 'answered'
  const half = wordsWhere(reading, ({ meaning }) => meaning.half.includes(name))
  if (ownWords > 0 || half >= (name === 'who' ? 1 : enoughForHalf)) return 'partial'
  if (generatedWords(reading, name) > 0 || (name === 'who' && reading.signed)) return 'partial'
  return name === 'communication' && isCommunicationJudged(reading) ? 'answered' : elsewhere(name)
}

function evaluateHow(reading: Reading, ownWords: number): QuestionAnswer {
  const steps = timedSteps(reading)
  if (steps >= 3) return 'answered'
  const half = wordsWhere(reading, ({ meaning }) => meaning.half.includes('how') || meaning.answers === null)
  if (ownWords > 0 && ownWords + half >= longStory && reading.document.lines.some((line) => isTimed(line, reading)))
    return 'answered'
  return ownWords > 0 || half >= 20 || generatedWords(reading, 'how') > 0 ? 'partial' : 'missing'
}

function wordsWhere(reading: Reading, belongs: (passage: Passage) => boolean): number {
  let words = 0
  for (const passage of reading.passages) {
    if (!belongs(passage)) continue
    words += countWords({ text: passage.beside, kind: 'text' })
    for (const line of passage.lines) words += reading.ownWords(line)
  }
  return words
}

function generatedWords(reading: Reading, name: QuestionName): number {
  let words = 0
  for (const { meaning, lines } of reading.passages) {
    if (meaning.answers !== name) continue
    for (const line of lines) if (reading.originOf(line) === 'app') words += countWords(line)
  }
  return words
}

/**
 * Entries of a timeline that tell what happened at a time, in their own words: "Resolved 12:07" alone tells a duration. Below a
 * heading of a timeline a day is a time, too, and the time may stand within the sentence.
 */
function timedSteps(reading: Reading): number {
  let steps = 0
  for (const { meaning, heading, lines } of reading.passages) {
    const mayTell = meaning.answers === 'how' || meaning.answers === null
    if (!mayTell) continue
    const listed = meaning.answers === 'how'
    if (isMoment(heading, listed) && lines.some((line) => reading.ownWords(line) > 0)) steps += 1
    for (const line of lines)
      if (isStep(line, listed, reading) || (line.kind === 'raw' && isSaid(line.text))) steps += 1
  }
  return steps
}

function isTimed(line: Line, reading: Reading): boolean {
  return line.kind === 'text' && namesTime(line.text) && reading.ownWords(line) > 0
}

const beginsWithTime = /^[\s>|*_`~[(-]{0,12}(?:\p{L}{3,9} )?\d/u

function isStep({ text, ...line }: Line, listed: boolean, reading: Reading): boolean {
  if (isBlank(text)) return false
  const words = reading.ownWords({ text, ...line })
  if (listed && beginsWithDay(text) && words >= 4) return true
  return namesTime(text.slice(0, 80)) && (words >= 5 || beginsWithTime.test(text))
}

function isMoment(heading: string, listed: boolean): boolean {
  return namesTime(heading) || (listed && beginsWithDay(heading))
}

/** Whether what went well, or could have gone better, says something of how people kept each other up to date. */
function isCommunicationJudged(reading: Reading): boolean {
  return reading.passages.some(
    ({ meaning, lines }) =>
      (meaning.answers === 'wentWell' || meaning.answers === 'better') &&
      lines.some((line) => reading.ownWords(line) > 0 && judgedCommunication.within(wordsIn(line.text))),
  )
}

const judgedCommunication = new Phrases(
  'communicat*|comms|status page|statuspage|status updates|customers informed|users informed|kept informed'.split('|'),
)

/** For each question the line of its own heading, or `null` where the document has none. */
export function headingLines(reading: Reading): Readonly<Record<QuestionName, number | null>> {
  const line = (name: QuestionName) =>
    reading.passages.find(({ meaning, own }) => own && meansQuestion(meaning, name))?.line ?? null
  return {
    who: line('who'),
    communication: line('communication'),
    how: line('how'),
    wentWell: line('wentWell'),
    better: line('better'),
    actions: line('actions'),
    lessons: line('lessons'),
  }
}
