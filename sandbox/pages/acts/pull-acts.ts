import { pullShape } from '../shapes.ts'
import { type Act, type Deed, unable } from './deed.ts'
import { change, issueActs } from './issue-acts.ts'

function root({ repository, number }: Deed): string {
  return `/repos/${repository}/pulls/${number}`
}

function mutation(name: string): Act {
  return async (deed) => {
    const { node_id } = await deed.visit.read.one(root(deed), pullShape)
    if (node_id === undefined) throw unable('The API does not say how GraphQL calls this pull request.')
    await deed.visit.write.mutate(name, { pullRequestId: node_id })
    return 'merging'
  }
}

function review(event: string): Act {
  return async (deed) => {
    await deed.visit.write.send('POST', `${root(deed)}/reviews`, { event, body: deed.form.one('review') })
    return 'merging'
  }
}

/** Only the commits that the person saw: a branch that moved on is refused. */
const merge: Act = async (deed) => {
  const { form } = deed
  const input = { sha: form.one('sha'), merge_method: form.one('method') || 'merge' }
  await deed.visit.write.send('PUT', `${root(deed)}/merge`, input)
  return 'merging'
}

/** What people do on the pages of a pull request. */
export const pullActs: ReadonlyMap<string, Act> = new Map([
  ...issueActs,
  ['close', change('pulls', { state: 'closed' })],
  ['reopen', change('pulls', { state: 'open' })],
  ['ready', mutation('markPullRequestReadyForReview')],
  ['draft', mutation('convertPullRequestToDraft')],
  ['approve', review('APPROVE')],
  ['request-changes', review('REQUEST_CHANGES')],
  ['remark', review('COMMENT')],
  ['merge', merge],
])
