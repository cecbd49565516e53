import { z } from 'zod'
import { findMarker } from '../../document/markers/markers.ts'
import { type Issue, sameLabel } from '../../domain/issue.ts'
import type { Somewhere } from '../../domain/question.ts'
import { parseFullName } from '../../domain/ref.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { encodeSegment, repositoryPath } from '../requests/paths.ts'
import { toIssue, wireIssue } from '../wire/wire-issue.ts'
import { placeToWrite } from '../write/issue-target.ts'
import { inItsPlace, lookUp, lookUpElsewhere, standsIn } from './issue-place.ts'
import { orNothing } from './or-nothing.ts'
import { readRepository } from './read-repository.ts'

type IssueTopics = 'issue' | 'issueElsewhere' | 'subIssues' | 'labelled' | 'incidents' | 'openItems' | 'label'

/** Issues and their lists. Of an issue that is gone, there are no sub-issues. */
export function issueTopics(context: SessionContext): Pick<Reader, IssueTopics> {
  const { name, calls } = context
  const base = repositoryPath(name)

  /** Issues with a label, oldest first: pages stay as they are while issues are added. */
  async function listed(label: string, query: Readonly<Record<string, string>>, at = { base, calls }) {
    const wires = await at.calls.readAll({
      path: `${at.base}/issues`,
      query: { labels: label, sort: 'created', direction: 'asc', ...query },
      schema: wireIssue,
      what: `list the issues labelled “${label}”`,
    })
    return wires.map(toIssue).filter((issue) => !issue.isPull && issue.labels.some((own) => sameLabel(own, label)))
  }

  /** Where a question about an issue is answered; refused where the app is not installed. */
  async function placeFor({ in: written }: Somewhere) {
    if (written === undefined) return { base, calls }
    const place = await placeToWrite(context, parseFullName(written) ?? name, `read issues of ${written}`)
    return { base: place.repository, calls: place.there }
  }

  return {
    issue: ({ number }) => lookUp(context, number),
    issueElsewhere: ({ repository, number }) => lookUpElsewhere(context, repository, number),
    subIssues: ({ number }) => orNothing(null, () => subIssuesOf(context, number)),
    labelled: async ({ label, since, ...where }) => listed(label, { state: 'all', since }, await placeFor(where)),
    incidents: ({ label, since }) => listed(label, since === null ? { state: 'all' } : { state: 'all', since }),
    openItems: ({ label }) => listed(label, { state: 'open' }),
    label: ({ name: label, ...where }) =>
      orNothing(false, async () => {
        const there = await placeFor(where)
        await there.calls.read({
          path: `${there.base}/labels/${encodeSegment(label)}`,
          schema: z.object({ name: z.string() }),
          what: `look for the label “${label}”`,
        })
        return true
      }),
  }
}

async function subIssuesOf(context: SessionContext, number: number): Promise<readonly Issue[]> {
  const path = `${repositoryPath(context.name)}/issues/${number}/sub_issues`
  const [wires, { id, owner, name: repo }] = await Promise.all([
    context.calls.readAll({ path, schema: wireIssue, what: `read the sub-issues of #${number}` }),
    readRepository(context),
  ])
  const issues = wires.map(async (wire) => {
    if (standsIn(wire.repository_url, `${owner}/${repo}`) !== false) return toIssue(wire)
    // People attach what they like from other repositories; an item that was transferred says where it is from.
    return findMarker(wire.body ?? '', 'item')?.repository === id ? inItsPlace(context, wire) : null
  })
  return (await Promise.all(issues)).filter((issue) => issue !== null)
}
