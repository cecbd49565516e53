import type { Requirement } from '../../config/schema/review-schema.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { isTopic } from '../action-items/fields/item-context.ts'
import { needsIssue } from '../action-items/tracked-items.ts'
import { questionOf } from '../headings/heading-question.ts'
import type { Reading } from './reading.ts'

/** What the review does not ask of an item, since its writer would not agree. */
export interface Doubts {
  /** Whether it is a step to go through each time, and not one to do. */
  readonly isStep: (item: ActionItem) => boolean
  /** Whether it may name somebody whom the reader does not know as such. */
  readonly mayBeOwned: (item: ActionItem) => boolean
}

const checklist =
  /\bcheck-?lists?\b|\blistas? de (?:verifica[cç]|comprobaci|control)|\bliste de contrôle|\bcheckliste|チェックリスト/iu

const none: Doubts = { isStep: () => false, mayBeOwned: () => false }

/** The doubts about the items of a document; none where owners or dates are required, which is not met by what may be one. */
export function doubtsOf(reading: Reading, require: readonly Requirement[]): Doubts {
  if (require.includes('owners') || require.includes('due-dates')) return none
  const steps = reading.passages
    .filter(({ heading }) => checklist.test(heading) && questionOf(heading) !== 'actions')
    .flatMap(({ lines }) => lines.map(({ number }) => number))
  const stepLines = new Set(steps)
  return { isStep: ({ line }) => stepLines.has(line), mayBeOwned }
}

/** Whether an open item is followed where it is tracked already: who does it, and until when, stands there. */
export function isFollowed(item: ActionItem): boolean {
  return !item.checked && !needsIssue(item)
}

/** "ICL to build 22.0.3": somebody, or a thing. */
const doer = /^[*_]{0,2}\p{Lu}[\p{L}\p{N}]{1,20}(?: [+&] \p{Lu}[\p{L}\p{N}]{1,20})?[*_]{0,2} to \p{Ll}/u
/** "Hypha + ICL: write a post". */
const label = /^[*_[]{0,3}(\p{Lu}[\p{L}\p{N}]{1,20}(?: ?[+&/,] ?\p{Lu}[\p{L}\p{N}]{1,20}){0,3})[\]*_]{0,3} ?:/u

function mayBeOwned({ source }: ActionItem): boolean {
  const named = label.exec(source)?.[1]
  return doer.test(source) || (named !== undefined && !isTopic(named))
}
