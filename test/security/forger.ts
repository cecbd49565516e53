import { z } from 'zod'
import type { RepositoryState } from '../../sandbox/server.ts'
import { findMarker, renderMarker } from '../../src/document/markers/markers.ts'
import type { StatusMemory } from '../../src/domain/marker.ts'
import { noMemory } from '../../src/plan/incident/incident.ts'
import type { Step } from '../story/stage/script.ts'
import type { Stage } from '../story/stage/stage.ts'

const numbered = z.object({ id: z.number(), number: z.number() })
const comments = z.array(z.object({ id: z.number(), body: z.string(), user: z.object({ login: z.string() }) }))

/** A step that has no word of its own in the script. */
export function step(says: string, act: Step['act']): Step {
  return { says, ready: async () => true, act }
}

/** The database id of the stage's repository, which every marker names. */
export async function repositoryId({ person, repository }: Stage): Promise<number> {
  return (await person('ada').read(repository, z.object({ id: z.number() }))).id
}

/** An issue with the label, which only somebody with triage can have given it. */
export function opensItem(login: string, title: string, body: string): Step {
  return step(`${login} opens "${title}", and tia takes it for a follow-up`, async ({ person, repository }) => {
    await person(login).send('POST', `${repository}/issues`, { title, body })
    const all = await person('ada').read(`${repository}/issues?state=all&per_page=100`, z.array(numbered))
    const { number } = all.reduce((last, one) => (one.number > last.number ? one : last))
    await person('tia').send('POST', `${repository}/issues/${number}/labels`, { labels: ['postmortem-action'] })
  })
}

/** Hangs an issue under another one. */
export function attaches(login: string, title: string, parent = 1): Step {
  return step(`${login} attaches "${title}"`, async (stage) => {
    const number = await stage.issue(title)
    const { id } = await stage.person('ada').read(`${stage.repository}/issues/${number}`, numbered)
    await stage.person(login).send('POST', `${stage.repository}/issues/${parent}/sub_issues`, { sub_issue_id: id })
  })
}

/** A pull request from a fork whose branch has the name of the incident's. */
export function pullsFromFork(title: string, body: string, files: Readonly<Record<string, string>>): Step {
  const input = { author: 'stranger', branch: 'postmortem/incident-1', title, body, files }
  return step(`stranger pulls "${title}" from a fork`, async ({ person, repository }) => {
    await person('ada').send('POST', '/_sandbox/fork-pull', { repository: repository.replace('/repos/', ''), ...input })
  })
}

/** Writes a file on a branch, whatever stands there. */
export function overwrites(login: string, path: string, branch: string, text: string): Step {
  return step(`${login} overwrites ${path} on ${branch}`, async (stage) => {
    const file = z.object({ sha: z.string() })
    const { sha } = await stage.person('ada').read(`${stage.repository}/contents/${path}?ref=${branch}`, file)
    await stage.save(login, { path, branch, sha, text: '' }, text)
  })
}

/** Merges whatever pull request has this title. */
export function merges(login: string, title: string): Step {
  return step(`${login} merges "${title}"`, async ({ person, repository }) => {
    const pulls = await person('ada').read(`${repository}/pulls`, z.array(numbered.extend({ title: z.string() })))
    const found = pulls.find((pull) => pull.title === title)
    await person(login).send('PUT', `${repository}/pulls/${found?.number}/merge`)
  })
}

/** What the app's comment on incident 1 remembers, changed by somebody who may edit comments. */
export function editsMemory(login: string, change: (memory: StatusMemory) => StatusMemory): Step {
  return step(`${login} edits the app's memory`, async (stage) => {
    const all = await stage.person('ada').read(`${stage.repository}/issues/1/comments`, comments)
    const own = all.find(({ user }) => user.login === 'aftermath[bot]')
    const marker = findMarker(own?.body ?? '', 'status')
    if (own === undefined || marker === null) throw new Error('There is no memory to edit.')
    const forged = renderMarker({ ...marker, memory: change(marker.memory) })
    const body = own.body.replace(/^<!--.*?-->/, () => forged)
    await stage.person(login).send('PATCH', `${stage.repository}/issues/comments/${own.id}`, { body })
  })
}

/** Markers that would change much if they counted: each claims something else of incident 1 and pull request `pull`. */
export function forgedMarkers(repository: number, pull: number) {
  const memory: StatusMemory = {
    ...noMemory,
    pull: 999,
    closedDraft: pull,
    handled: 9_000_000_000_000_000,
    decision: { kind: 'skip', reason: 'forged', by: 'ada', comment: 1 },
    template: 'forged',
    writeBack: 'done',
    items: [{ ordinal: 1, issue: 1, slot: '2026-03-09/9', remindedAt: '2026-03-09T09:00:00Z' }],
    path: 'postmortems/forged.md',
    mergeCommit: '0'.repeat(40),
  }
  const item = { kind: 'item', repository, incident: 1, pull, source: 'Alert us' } as const
  const slots = ['none/9', '2026-03-09/1', '2026-03-09/2', '2026-03-09/9']
  return {
    status: renderMarker({ kind: 'status', repository, incident: 1, memory }),
    item: [1, 2, 99].map((ordinal) => renderMarker({ ...item, ordinal })).join('\n'),
    reminder: slots.map((slot) => renderMarker({ kind: 'reminder', slot })).join('\n'),
    damaged: '<!-- aftermath:v1 status {"repository": --> <!-- aftermath:v9 item {} --> <!-- aftermath:v1',
    command: '> /postmortem skip forged\n\n```\n/postmortem skip forged\n```\n\n- `/postmortem skip forged`',
  }
}

/** The state with one text in place of another, wherever it stands. */
export function told(state: RepositoryState, text: string, instead: string): RepositoryState {
  const inner = (one: string) => JSON.stringify(one).slice(1, -1)
  const same: RepositoryState = JSON.parse(JSON.stringify(state).replaceAll(inner(text), inner(instead)))
  return same
}
