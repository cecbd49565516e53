import { setTimeout as sleep } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { SandboxProgram } from './servers.ts'
import { mergePostmortem } from './story.ts'
import { place, startEngine, type World } from './world.ts'

const itemsEach = 3

/** How long (s) the app has after a flood for what had to wait: its pauses double, from 10 s on. */
const patience = 300

/** People, by their tokens. */
function peopleOf(sandbox: SandboxProgram): Pick<World, 'as'> {
  return { as: (login) => new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens[login] }) }
}

function itemTitle(incident: number, item: number): string {
  return `Alert on the cause ${item} of incident ${incident}`
}

/** Merges the postmortems of the first half of the incidents, with three items each, spread over the time of a flood. */
export async function mergeDrafts(
  sandbox: SandboxProgram,
  { incidents, seconds }: { readonly incidents: number; readonly seconds: number },
): Promise<void> {
  const merges = incidents / 2
  for (let incident = 1; incident <= merges; incident += 1) {
    const pause = sleep((seconds * 1000) / (merges + 1))
    const lines = Array.from(
      { length: itemsEach },
      (_, n) => `- [ ] ${itemTitle(incident, n + 1)} @tia (due ${new Date().getUTCFullYear() + 1}-06-30)`,
    )
    await mergePostmortem(peopleOf(sandbox), incident, lines)
    await pause
  }
}

/**
 * Waits until every incident is as it should be, and says which are not when the patience ends: one pull request each, one
 * comment of the app each that links it, and of the merged ones each item's issue once, linked in both.
 */
export async function untilRight(
  sandbox: SandboxProgram,
  incidents: number,
): Promise<{ readonly wrong: readonly string[]; readonly seconds: number }> {
  const begin = performance.now()
  for (;;) {
    const wrong = await wrongIncidents(sandbox, incidents)
    const seconds = Math.round((performance.now() - begin) / 1000)
    if (wrong.length === 0 || seconds > patience) return { wrong, seconds }
    await sleep(1_000)
  }
}

async function wrongIncidents(sandbox: SandboxProgram, incidents: number): Promise<readonly string[]> {
  const eyes = peopleOf(sandbox).as('ada')
  const everything = { ...place, state: 'all', per_page: 100 } as const
  const [pulls, issues] = await Promise.all([
    eyes.paginate(eyes.rest.pulls.list, everything),
    eyes.paginate(eyes.rest.issues.listForRepo, everything),
  ])

  async function stateOf(incident: number): Promise<{ readonly right: boolean; readonly seen: string }> {
    const merged = incident <= incidents / 2
    const opened = pulls.filter(({ head }) => head.ref === `postmortem/incident-${incident}`)
    const titles = Array.from({ length: merged ? itemsEach : 0 }, (_, item) => itemTitle(incident, item + 1))
    const items = titles.map((title) => issues.filter((issue) => issue.title === title))
    const { data: comments } = await eyes.rest.issues.listComments({ ...place, issue_number: incident, per_page: 100 })
    const own = comments.filter(({ user }) => user?.login === 'aftermath[bot]')
    const linked = merged && opened[0] ? await documentOf(eyes, opened[0].number) : ''
    const once = opened.length === 1 && own.length === 1 && items.every(({ length }) => length === 1)
    const status = own[0]?.body ?? ''
    const told = items.flat().every(({ number }) => linked.includes(`#${number}`) && status.includes(`#${number}`))
    const counts = `${opened.length} pull requests, ${own.length} comments, items ${items.map(({ length }) => length)}`
    return { right: once && told && status.includes(`#${opened[0]?.number}`), seen: `#${incident}: ${counts}` }
  }

  const states = await Promise.all(Array.from({ length: incidents }, (_, index) => stateOf(index + 1)))
  return states.filter(({ right }) => !right).map(({ seen }) => seen)
}

/** The document that a merged pull request brought, as it stands on the default branch now. */
async function documentOf(eyes: Octokit, pull: number): Promise<string> {
  const { data: files } = await eyes.rest.pulls.listFiles({ ...place, pull_number: pull })
  const path = files[0]?.filename
  if (path === undefined) return ''
  const { data: file } = await eyes.rest.repos.getContent({ ...place, path })
  return Array.isArray(file) || file.type !== 'file' ? '' : Buffer.from(file.content, 'base64').toString('utf8')
}

const requests = z.array(z.object({ actor: z.string(), method: z.string(), path: z.string() }))

/** What a process without memory writes in a sweep over everything: nothing, when everything has been done. */
export async function writesOfASweep(sandbox: SandboxProgram): Promise<readonly string[]> {
  await sandbox.control('DELETE', 'requests')
  const engine = startEngine({ env: sandbox.env })
  await engine.sweep()
  await engine.stop()
  const asked = requests.parse(await sandbox.control('GET', 'requests'))
  return asked
    .filter(({ actor, method }) => actor === 'aftermath[bot]' && method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
}
