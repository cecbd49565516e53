import type { QuestionName } from '../../domain/review.ts'
import { firstMatching, matchesHeading } from './heading-patterns.ts'
import { headingWords } from './heading-words.ts'
import { headingsElsewhere } from './other-languages.ts'
import { mixedActionHeadings, qualifiers, questionHeadings, unsureActionHeadings } from './question-headings.ts'

/** Headings of a team, a language or a house template, by question; read like those of the built-in table. */
export type MoreHeadings = Readonly<Partial<Record<QuestionName, readonly string[]>>>

/** In the order of precedence: a question's own words win over those that a heading happens to hold. */
const order: readonly QuestionName[] = ['wentWell', 'better', 'actions', 'lessons', 'who', 'communication', 'how']
/** English goes before other languages where both know a word. */
const builtIn = [...order.map((name) => questionHeadings[name]), ...order.map((name) => headingsElsewhere(name))]

/** The question that a heading's Markdown names, `null` for none; a team's own headings (`more`) go before the built-in ones. */
export function questionOf(heading: string, more: MoreHeadings = {}): QuestionName | null {
  return questionIn(heading, readingsOf(heading), more)
}

function questionIn(heading: string, readings: readonly string[], more: MoreHeadings): QuestionName | null {
  return (
    order.find((name) => matchesHeading(more[name] ?? nothing, readings)) ??
    order[firstMatching(builtIn, readings) % order.length] ??
    (isUnsure(readings) || joinsActions(heading) ? 'actions' : null)
  )
}

const nothing: readonly string[] = []

function isUnsure(readings: readonly string[]): boolean {
  return matchesHeading(unsureActionHeadings, readings) || matchesHeading(mixedActionHeadings, readings)
}

/** Whether one of the things that a heading names together means the actions, as in "Lessons & follow-ups". */
function joinsActions(heading: string): boolean {
  const parts = heading.slice(0, 200).split(/[&+/,]|\band\b/i, 6)
  return (
    parts.length > 1 &&
    parts.some((part) => {
      const readings = readingsOf(part)
      return matchesHeading(questionHeadings.actions, readings) || isUnsure(readings)
    })
  )
}

/** In the words of `headingWords`. */
const templateQuestion = 'which actions will prevent it'

/** Whether a heading's Markdown is the sixth question of the app's template. */
export function isTemplateQuestion(heading: string): boolean {
  return /prevent/i.test(heading) && headingWords(heading) === templateQuestion
}

/**
 * What a heading's Markdown says of action items: `question` is the sixth question of the app's template, which holds the
 * list's own heading; `list` names the list itself, `unsure` may.
 */
export function actionHeading(heading: string, more: MoreHeadings = {}): 'question' | 'list' | 'unsure' | null {
  const readings = readingsOf(heading)
  if (readings[0] === templateQuestion) return 'question'
  if (matchesHeading(more.actions ?? [], readings)) return 'list'
  // What another question claims by its whole words is that one's, though it may hold words of this one's.
  if (questionIn(heading, readings, more) !== 'actions') return joinsActions(heading) ? 'unsure' : null
  return isUnsure(readings) ? 'unsure' : 'list'
}

/**
 * Whether what stands below a heading counts only where it says what is to do: the heading asks something else, too ("Lessons
 * learned and future improvements"), or may tell of what was done ("Solution").
 */
export function isMixedHeading(heading: string, more: MoreHeadings = {}): boolean {
  const readings = readingsOf(heading)
  return (
    actionHeading(heading, more) === 'unsure' &&
    (matchesHeading(mixedActionHeadings, readings) || questionIn(heading, readings, more) !== 'actions')
  )
}

/** The words of a heading as written, without the qualifiers around them, and without what a dash adds. */
export function readingsOf(heading: string): readonly string[] {
  const words = headingWords(heading)
  const bare = words.split(' ')
  while (bare.length > 1 && qualifiers.has(bare[0] ?? '')) bare.shift()
  while (bare.length > 1 && qualifiers.has(bare.at(-1) ?? '')) bare.pop()
  const [, named = ''] = /^(.{3,80}?)\s[–—-]{1,2}\s/.exec(heading.slice(0, 200)) ?? []
  return named === '' ? [words, bare.join(' ')] : [words, bare.join(' '), headingWords(named)]
}
