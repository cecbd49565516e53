import { declareIncident } from './story.ts'
import { place, type World } from './world.ts'

/** What happened around an incident before the app looks. */
export interface Busy {
  readonly comments: number
  readonly merges: number
  readonly deployments: number
}

/**
 * An incident with so much around it: pull requests that were merged and deployments that went out shortly before it, and
 * comments, every tenth of which is a `/timeline`. Returns its number; the app has not looked yet.
 */
export async function declareBusyIncident(world: World, { comments, merges, deployments }: Busy): Promise<number> {
  const wes = world.as('wes').rest
  const { data: main } = await wes.git.getRef({ ...place, ref: 'heads/main' })
  const content = Buffer.from('* @acme/shop-team\n').toString('base64')
  await wes.repos.createOrUpdateFileContents({ ...place, path: '.github/CODEOWNERS', message: 'Say who owns', content })
  for (let n = 1; n <= merges; n += 1) await mergeOne(world, `change-${n}`, main.object.sha)
  for (let n = 1; n <= deployments; n += 1) {
    await wes.repos.createDeployment({ ...place, ref: 'main', environment: `server-${n}` })
    const [deployment] = (await wes.repos.listDeployments({ ...place, per_page: 1 })).data
    if (deployment === undefined) throw new Error('Nothing was deployed.')
    await wes.repos.createDeploymentStatus({ ...place, deployment_id: Number(deployment.id), state: 'success' })
  }
  world.sandbox.clock.advance(10 * 60_000)
  const incident = await declareIncident(world)
  for (let n = 1; n <= comments; n += 1) {
    const body = n % 10 === 0 ? `/timeline 12:0${n % 7} provider ${n} answers` : `Looked at provider ${n}.`
    await world.as(n % 2 === 0 ? 'wes' : 'mia').rest.issues.createComment({ ...place, issue_number: incident, body })
  }
  return incident
}

async function mergeOne(world: World, name: string, from: string): Promise<void> {
  const wes = world.as('wes').rest
  await wes.git.createRef({ ...place, ref: `refs/heads/${name}`, sha: from })
  await wes.repos.createOrUpdateFileContents({
    ...place,
    branch: name,
    path: `src/${name}.ts`,
    message: `Add ${name}`,
    content: Buffer.from(`export const name = '${name}'\n`).toString('base64'),
  })
  const { data } = await wes.pulls.create({ ...place, title: `Add ${name}`, head: name, base: 'main' })
  await wes.pulls.merge({ ...place, pull_number: data.number })
}
