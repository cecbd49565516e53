import type { GitHubAdapter } from '../../../github/app.ts'
import { type ReportFacts, type RepositoryRecord, recordName, type SaidReason } from '../../../report/facts.ts'
import { reasonAmong, unexplained } from '../../../report/reasons.ts'

/** Exceptions of one repository whose comments are read; more would cost more requests than all the rest. */
const mostReasons = 60

/** The facts with what people said of each exception, as far as its comments are read. */
export async function withReasons(
  github: GitHubAdapter,
  facts: ReportFacts,
  progress: (text: string) => void,
): Promise<ReportFacts> {
  const numbers = unexplained(facts)
  const repositories: RepositoryRecord[] = []
  for (const record of facts.repositories) {
    const { owner, name, url } = record.repository
    const called = recordName(record)
    const all = numbers.get(called) ?? []
    const some = all.slice(0, mostReasons)
    const { reader } = await github.open({ owner, repo: name })
    progress(`${called}: reading why ${some.length} issues are as they are`)
    const read = await Promise.all(
      some.map(async (number): Promise<readonly [number, SaidReason | undefined]> => {
        const comments = await reader.comments({ ask: 'comments', number })
        return [number, reasonAmong(comments, { url: `${url}/issues/${number}` }, facts.scope.until)]
      }),
    )
    progress('')
    const reasons = new Map(read.flatMap(([number, said]) => (said === undefined ? [] : [[number, said] as const])))
    const gap = `${called}: of ${all.length} exceptions the comments of ${some.length} were read. Ask for a shorter time span to see all.`
    repositories.push({ ...record, reasons, gaps: some.length < all.length ? [...record.gaps, gap] : record.gaps })
  }
  return { ...facts, repositories }
}
