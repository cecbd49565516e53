import { place, type World } from './world.ts'

/** Somebody opens an issue with the incident label. Returns its number; the app has not looked yet. */
export async function declareIncident(world: World, title = 'Checkout is down'): Promise<number> {
  const { data } = await world.as('wes').rest.issues.create({
    ...place,
    title,
    body: 'Cards are declined since the deployment.\n\n- checkout\n- refunds\n',
    labels: ['incident'],
  })
  return data.number
}

/** An incident with its draft pull request open and everything said. */
export async function settledDraft(world: World, title?: string): Promise<number> {
  const incident = await declareIncident(world, title)
  await world.engine.pass(incident)
  return incident
}

/** Merges the postmortem of an incident, with these lines as its action items. The app has not looked yet. */
export async function mergePostmortem(
  world: Pick<World, 'as'>,
  incident: number,
  items: readonly string[],
): Promise<void> {
  const wes = world.as('wes')
  const branch = `postmortem/incident-${incident}`
  const pulls = await wes.rest.pulls.list({ ...place, head: `${place.owner}:${branch}` })
  const pull = pulls.data[0]
  if (!pull) throw new Error(`Incident ${incident} has no open pull request.`)
  const files = await wes.rest.pulls.listFiles({ ...place, pull_number: pull.number })
  const path = files.data[0]?.filename ?? ''
  const { data: file } = await wes.rest.repos.getContent({ ...place, path, ref: branch })
  if (Array.isArray(file) || file.type !== 'file') throw new Error(`${path} is no file.`)
  const text = Buffer.from(file.content, 'base64').toString('utf8')
  const edited = text.replace('\n## 7.', `\n${items.join('\n')}\n\n## 7.`)
  await wes.rest.repos.createOrUpdateFileContents({
    ...place,
    path,
    branch,
    message: 'Say what happened',
    content: Buffer.from(edited).toString('base64'),
    sha: file.sha,
  })
  await wes.graphql(
    'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
    { id: pull.node_id },
  )
  await world.as('mia').rest.pulls.merge({ ...place, pull_number: pull.number })
}

/** `count` action items with a due date and one or two of three owners, all of whom can be assigned. */
export function actionItems(count: number, due = '2026-06-30'): readonly string[] {
  const owners = ['@tia', '@wes', '@mia']
  return Array.from({ length: count }, (_, index) => {
    const second = index % 4 === 0 ? ` ${owners[(index + 1) % 3]}` : ''
    return `- [ ] Alert on declined cards of provider ${index + 1} ${owners[index % 3]}${second} (due ${due}) [P1]`
  })
}
