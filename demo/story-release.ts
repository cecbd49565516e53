import { type Scene, StoryError } from './scene.ts'
import type { Act, Page, Step } from './step.ts'
import { change, repository, servers } from './world.ts'

/** The pull request of the change: the first number of the repository. */
const release = 1

const before = 'v2012.7.0'
const after = 'v2012.8.0'
const page: Page = () => `/pull/${release}`

/** What GitHub saw in the weeks before: the app reads it when the incident is declared, and only then. */
export const theRelease: Act = {
  title: 'The weeks before',
  steps: [
    {
      at: '2012-07-02 07:00',
      who: 'release-engineer',
      does: `publishes ${before} and puts it on all eight servers, as every month`,
      async act(scene) {
        await publish(scene, before)
        await deploy(scene, before, servers)
      },
      page: () => '',
      app: [],
    },
    {
      at: '2012-07-26 16:00',
      who: 'release-engineer',
      does: `merges "${change.title}", which uses an old flag again`,
      act: merge,
      page,
      app: [],
    },
    rollOut('2012-07-27 17:00', 'puts it on the first server', servers.slice(0, 1), publish),
    rollOut('2012-07-30 17:00', 'puts it on three more', servers.slice(1, 4)),
    rollOut('2012-07-31 17:00', 'puts it on three more, and is done: nothing says that there are eight', [
      ...servers.slice(4, 7),
    ]),
  ],
}

/** Takes the new code back from the seven servers that had it. */
export async function takeBack(scene: Scene): Promise<void> {
  await deploy(scene, before, servers.slice(0, 7))
}

function rollOut(at: string, does: string, where: readonly string[], first?: typeof publish): Step {
  return {
    at,
    who: 'release-engineer',
    does,
    async act(scene) {
      await first?.(scene, after)
      await deploy(scene, after, where)
    },
    page,
    app: [],
  }
}

async function publish(scene: Scene, tag: string): Promise<void> {
  await scene.as('release-engineer').repos.createRelease({ ...repository, tag_name: tag, name: `SMARS ${tag}` })
}

async function deploy(scene: Scene, ref: string, where: readonly string[]): Promise<void> {
  const { repos } = scene.as('release-engineer')
  for (const environment of where) {
    const asked = { ...repository, ref, environment, required_contexts: [], auto_merge: false }
    const { data } = await repos.createDeployment(asked)
    if (!('id' in data)) throw new StoryError(`The deployment of ${ref} to ${environment} did not begin.`)
    await repos.createDeploymentStatus({ ...repository, deployment_id: data.id, state: 'success' })
  }
}

async function merge(scene: Scene): Promise<void> {
  const { git, repos, pulls } = scene.as('release-engineer')
  const { data: main } = await git.getRef({ ...repository, ref: 'heads/main' })
  await git.createRef({ ...repository, ref: `refs/heads/${change.branch}`, sha: main.object.sha })
  for (const [path, text] of Object.entries(change.files)) {
    const at = { ...repository, path, branch: change.branch }
    const standing = await repos.getContent({ ...at, ref: change.branch }).then(
      ({ data }) => ('sha' in data ? { sha: data.sha } : {}),
      () => ({}),
    )
    const content = Buffer.from(text).toString('base64')
    await repos.createOrUpdateFileContents({ ...at, ...standing, message: `Write ${path}`, content })
  }
  const { data: pull } = await pulls.create({ ...repository, head: change.branch, base: 'main', title: change.title })
  if (pull.number !== release) throw new StoryError(`The change became #${pull.number}, not #${release}.`)
  await pulls.merge({ ...repository, pull_number: pull.number })
}
