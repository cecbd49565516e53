import { noItems } from '../../document/action-items/account/no-items.ts'
import type { ActionItems } from '../../document/action-items/read/action-items.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { fullName } from '../../domain/ref.ts'
import { type Finding, type QuestionAnswers, questionNames } from '../../domain/review.ts'
import { defaultDue } from '../action-items/due-day.ts'
import type { ItemsToOpen } from '../action-items/items-to-open.ts'
import { wordsFor } from '../action-items/open-items.ts'
import { here, type ItemPlace } from '../action-items/place/item-place.ts'
import { shownLine } from '../action-items/unread-lines.ts'
import type { Context } from '../context.ts'
import { issueDraft, type MayOwn } from '../draft/issue-draft.ts'
import type { TextViews } from '../text-views.ts'
import { sayer, sentence, text } from '../texts.ts'
import { type Proposed, unfollowed } from './review-facts.ts'

/** A summary has room for no more, in UTF-16 code units of what people wrote: marks that are escaped double it. */
const roomForIssues = 24_000

/** So many lines that are no items are shown. */
const mostLeft = 30

/** What the check says first: how many questions are answered, and what there is to look at. */
export function reviewTitle(answers: QuestionAnswers, findings: readonly Finding[], context: Context): string {
  const answered = questionNames.filter((name) => answers[name] === 'answered').length
  return sentence(context.templates, 'check-title', { answered, findings: findings.length })
}

/** The summary of the check: the seven answers, how many findings there are, and what merging will open. */
export function reviewSummary(
  proposed: Proposed,
  reviewed: {
    answers: QuestionAnswers
    findings: readonly Finding[]
    preview: ItemsToOpen
    read: Pick<ActionItems, 'lines'>
    places: ReadonlyMap<ActionItem, ItemPlace>
  },
  mayOwn: MayOwn,
  context: Context,
): string {
  const { configuration, repository, pull } = proposed
  const say = sayer(context.templates)
  const { max } = configuration.actionItems
  const { open, overflow, followed } = reviewed.preview
  const left = noItems(reviewed.read.lines)
  const rows = open.map((item) => row({ item, place: reviewed.places.get(item) ?? here }, proposed, mayOwn, context))
  const shown = asManyAsFit(rows)
  return text(context.templates, 'check/review', {
    questions: questionNames.map((name) => ({
      name: say(`question-${name}`),
      answer: say(`answer-${reviewed.answers[name]}`),
    })),
    ...counts(reviewed.findings),
    base: pull.base.ref,
    issues: shown,
    hidden: rows.length - shown.length,
    fork: unfollowed(proposed) === 'fork',
    elsewhere: unfollowed(proposed) === 'elsewhere',
    counted: configuration.baseBranch ?? repository.defaultBranch,
    count: open.length,
    path: proposed.file.path,
    others: proposed.others.slice(0, 20).map((other) => ({ other })),
    follows: followed.slice(0, 20).join(' '),
    left: left.slice(0, mostLeft).map((line) => shownLine(line, 120, context)),
    leftCount: left.length,
    leftMore: Math.max(0, left.length - mostLeft),
    oneLeft: left.length === 1,
    beyond: overflow.length,
    max,
  }).trim()
}

type IssueRow = TextViews['check/review']['issues'][number]

function row(
  { item, place }: { readonly item: ActionItem; readonly place: ItemPlace },
  { configuration, pull, about, repository }: Proposed,
  mayOwn: MayOwn,
  context: Context,
): IssueRow {
  const words = wordsFor({ item, ordinal: item.ordinal, place }, about.number ?? pull.number, context)
  const { title, labels, assignees, named } = issueDraft(item, {
    words,
    label: configuration.actionItems.label,
    mayOwn,
    place,
  })
  return {
    title,
    place: place.there === null ? `${repository.owner}/${repository.name}` : fullName(place.there),
    neutral: place.neutral,
    wanted: place.wanted ?? '',
    assignees: assignees.join(', '),
    named: named.join(', '),
    // Of those who cannot be assigned nobody is named where more people read it.
    nobody: assignees.length + named.length === 0,
    due: item.due?.valid ? item.due.day : '',
    byDefault: defaultDue(item, configuration) ?? '',
    badDue: item.due !== null && !item.due.valid ? item.due.text : '',
    labels: labels.join(', '),
  }
}

function asManyAsFit(rows: readonly IssueRow[]): readonly IssueRow[] {
  let room = roomForIssues
  return rows.filter((one) => {
    room -= JSON.stringify(one).length
    return room >= 0
  })
}

function counts(findings: readonly Finding[]) {
  const number = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length
  return {
    findings: findings.length,
    failures: number('failure'),
    warnings: number('warning'),
    notices: number('notice'),
  }
}
