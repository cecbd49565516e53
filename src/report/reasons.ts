import { findMarker } from '../document/markers/markers.ts'
import type { Comment, Issue } from '../domain/issue.ts'
import { cutAt, oneLine } from '../text/markdown/hidden-characters.ts'
import { type ReportFacts, recordName, type SaidReason } from './facts.ts'
import { asOf } from './rows/as-of.ts'
import { recordRows } from './rows/record-rows.ts'

const longestReason = 300

/** The issues whose exceptions need a reason, so that their comments are read: of incidents first, then of action items. */
export function unexplained({ scope, repositories, texts }: ReportFacts): ReadonlyMap<string, readonly number[]> {
  return new Map(
    repositories.map((read) => {
      const facts = asOf(read, scope.until)
      const { incidents, items } = recordRows(facts, scope, texts)
      const without = incidents.filter(
        ({ postmortem: { state, late } }) => late === true || !['merged', 'written'].includes(state),
      )
      const numbers = [
        ...without.map(({ number }) => number),
        ...items.filter(({ state, overdue }) => state === 'declined' || overdue).map(({ issue }) => issue),
      ]
      return [recordName(facts), [...new Set(numbers)].filter((number) => number !== null)]
    }),
  )
}

/**
 * Why somebody decided as it stands: the reason of `/postmortem skip` that the app keeps, else the last words of a person
 * before `until`; `undefined` where nobody said anything. It is quoted, not understood.
 */
export function reasonAmong(
  comments: readonly Comment[],
  issue: Pick<Issue, 'url'>,
  until: string,
): SaidReason | undefined {
  const before = comments.filter(({ createdAt }) => Date.parse(createdAt) < Date.parse(until))
  const decided = before.flatMap(({ body, author }) => {
    const own = author.bot || author.appId !== null
    return own ? (findMarker(body, 'status')?.memory.decision ?? []) : []
  })
  const skipped = decided.find(({ kind }) => kind === 'skip')
  if (skipped !== undefined) {
    return { text: cutAt(oneLine(skipped.reason), longestReason), url: `${issue.url}#issuecomment-${skipped.comment}` }
  }
  const last = before.findLast(
    ({ author, hidden, body }) => !author.bot && author.appId === null && !hidden && shownOf(body) !== '',
  )
  return last && { text: cutAt(shownOf(last.body), longestReason), url: last.url }
}

/** What shows of a comment, on one line. */
function shownOf(body: string): string {
  return oneLine(body.replace(/<!--.*?(?:-->|$)/gs, ' '))
}
