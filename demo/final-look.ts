import type { Sandbox } from '../sandbox/server.ts'
import { appLogin, type Scene, StoryError } from './scene.ts'
import { repository } from './world.ts'

/**
 * Looks at everything once more when the story is over: all is closed, one postmortem is merged, nobody was reminded
 * twice, and the app took every delivery.
 * @throws StoryError that says what is not so
 */
export async function findOpen(sandbox: Sandbox, scene: Scene): Promise<void> {
  const { issues, pulls } = scene.as('chief-technology-officer')
  const { data: all } = await issues.listForRepo({ ...repository, state: 'all', per_page: 100 })
  const open = all.filter(({ state }) => state === 'open').map(({ number, title }) => `#${number} ${title}`)
  if (open.length > 0) throw new StoryError(`The story ends with everything closed, but these are open: ${open}.`)
  const { data: requests } = await pulls.list({ ...repository, state: 'all' })
  const merged = requests.filter(({ merged_at, head }) => merged_at !== null && head.ref.startsWith('postmortem/'))
  if (merged.length !== 1) throw new StoryError(`One postmortem is to be merged, but ${merged.length} are.`)
  for (const { number } of all) {
    const said = await scene.appComments(number)
    const again = said.find((body, index) => said.indexOf(body) !== index)
    if (again !== undefined) throw new StoryError(`#${number} has a comment by ${appLogin} twice:\n${again}`)
  }
  const refused = sandbox.deliveries.list().filter(({ status = 0 }) => status < 200 || status > 299)
  const first = refused[0]
  if (first) throw new StoryError(`${refused.length} deliveries were not taken, first ${first.event}: ${first.status}.`)
}
