import type { Requirement } from '../../config/schema/review-schema.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import type { Finding, QuestionAnswers } from '../../domain/review.ts'
import { parseDocument } from '../../text/markdown/sections.ts'
import { type ActionItems, readActionItems } from '../action-items/read/action-items.ts'
import { readFrontMatter } from '../front-matter/front-matter.ts'
import type { MoreHeadings } from '../headings/heading-question.ts'
import { countAsked, evaluateItems } from './action-item-findings.ts'
import { evaluateLines } from './action-line-findings.ts'
import { evaluateDurations } from './durations.ts'
import { type ReviewTexts, type RuleFinding, sayFinding } from './finding.ts'
import { evaluateFrontMatter } from './front-matter-findings.ts'
import { groupFindings } from './groups.ts'
import { type Doubts, doubtsOf } from './item-doubts.ts'
import type { Knowledge } from './knowledge.ts'
import { evaluateLanguage, isInOtherLanguage } from './language.ts'
import { evaluateLeftovers } from './leftovers/leftovers.ts'
import { evaluateLinks } from './links.ts'
import { evaluateSentences } from './people/evaluate-sentences.ts'
import { documentNames } from './people/names.ts'
import { evaluateAnswers } from './questions.ts'
import { readForReview } from './reading.ts'
import type { RuleName } from './rules.ts'
import { evaluateTimeline } from './timeline-findings.ts'
import { evaluateQuestions } from './unanswered.ts'

/** What a review goes by besides the text. */
export interface ReviewOptions {
  /** The texts of `templates/review.yml`. */
  readonly texts: ReviewTexts
  /** `yyyy-mm-dd`, to which due dates are compared; `null` compares none. */
  readonly today: string | null
  /** `review.require` of the configuration: what makes a finding a failure. */
  readonly require: readonly Requirement[]
  /** `review.headings` of the configuration: headings beyond the built-in table. */
  readonly headings: MoreHeadings
  /** Logins and names of people who took part, besides those that the document names itself. */
  readonly participants: readonly string[]
  /** The text of the template that documents are made of: what is left of it is no answer. `null` when it is not known. */
  readonly template: string | null
  /** Its action items, where they are read already; else they are read here with `names`. */
  readonly read?: ActionItems
  /** Names of people and teams from the configuration, who may own what is to do. */
  readonly names?: readonly string[]
  /** Where the document stands in its repository; `null` when it is not known. */
  readonly path: string | null
  /** The IANA zone of times without one in the front matter; UTC where it is left out. */
  readonly zone?: string
  /** What only GitHub can tell. */
  readonly known?: Knowledge
}

export interface DocumentReview {
  readonly answers: QuestionAnswers
  readonly items: readonly ActionItem[]
  /** By line, then by rule; the first 2,000. */
  readonly findings: readonly Finding[]
}

/** Nobody reads more, and each is put into words. */
const mostFindings = 2_000

/** `problem` is a sentence for people: why the document cannot be read at all. */
export type Reviewed = ({ readonly ok: true } & DocumentReview) | { readonly ok: false; readonly problem: string }

/**
 * Reads a postmortem as a careful colleague would: what it answers, its action items, and what could be better. Pure and
 * linear in the text; never throws for what a document says.
 */
export function reviewDocument(text: string, options: ReviewOptions): Reviewed {
  const parsed = parseDocument(text)
  if (!parsed.ok) return { ok: false, problem: parsed.reason }
  const { headings, today, participants, names = [], zone = 'UTC', known = {} } = options
  const { items, lines } = options.read ?? readActionItems(text, { headings, today, names })
  const reading = readForReview(parsed.document, headings, options.template)
  const frontMatter = readFrontMatter(text)
  const authors = frontMatter.ok ? (frontMatter.data.authors ?? []) : []
  const doubts = doubtsOf(reading, options.require)
  const answers = evaluateAnswers(reading, items.length)
  const found: readonly RuleFinding[] = [
    ...(isInOtherLanguage(reading) ? evaluateLanguage(reading) : evaluateQuestions(answers, reading)),
    ...evaluateLeftovers(reading, items),
    ...evaluateTimeline(reading, answers),
    ...evaluateDurations(reading, frontMatter.ok ? frontMatter.data : {}),
    ...evaluateItems(items, { today, doubts, knowledge: known }),
    ...evaluateLines(lines),
    ...evaluateFrontMatter(parsed.document, frontMatter, {
      zone,
      incident: known.incident ?? null,
      ofTemplate: reading.ofTemplate,
    }),
    ...evaluateLinks(text, known),
    ...evaluateApprovals(known),
    ...evaluateSentences(reading, documentNames(reading, authors, participants)),
  ]
  const findings = groupFindings(found, linesLookedAt(items, doubts))
    .toSorted((one, other) => one.line - other.line)
    .slice(0, mostFindings)
    .map((one) => sayFinding(one, options.texts, options.require))
    .sort((one, other) => one.line - other.line || one.rule.localeCompare(other.rule))
  return { ok: true, answers, items, findings }
}

/** How many lines the rules about each open action item looked at. */
function linesLookedAt(items: readonly ActionItem[], doubts: Doubts): ReadonlyMap<RuleName, number> {
  const open = items.filter(({ checked }) => !checked).length
  const asked = countAsked(items, doubts)
  return new Map([
    ['action-item/no-owner', asked],
    ['action-item/no-date', asked],
    ['action-item/unbounded', asked],
    ['action-item/bad-date', open],
    ['action-item/past', open],
    ['action-item/not-assignable', open],
  ])
}

function evaluateApprovals({ approvedByAuthorsOnly = false }: Knowledge): readonly RuleFinding[] {
  return approvedByAuthorsOnly ? [{ rule: 'review/only-authors', line: 1 }] : []
}
