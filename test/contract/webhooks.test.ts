import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Everyone } from './everyone.ts'
import { base64, recorded, type Setting } from './setting.ts'
import { evaluate } from './verdict.ts'

const shop = '/repos/acme/shop'
const withSha = z.object({ object: z.object({ sha: z.string() }) })

/** Acts as people do on GitHub's pages, where its API has no words for it. */
async function control({ sandbox }: Setting, path: string, body: object): Promise<void> {
  const init = { method: 'POST', body: JSON.stringify(body) }
  const answer = await sandbox.fetch(new Request(`${sandbox.url}/_sandbox/${path}`, init))
  expect(answer.status, await answer.text()).toBeLessThan(300)
}

/** Opens a pull request of one commit. */
async function offer({ ask }: Everyone, repository: string, branch: string): Promise<void> {
  const { json } = await ask('ada', 'GET', `${repository}/git/ref/heads/main`)
  const { object } = withSha.parse(json)
  await ask('ada', 'POST', `${repository}/git/refs`, { ref: `refs/heads/${branch}`, sha: object.sha })
  const file = { branch, message: 'Add', content: base64(branch) }
  await ask('ada', 'PUT', `${repository}/contents/${branch}.md`, file)
  await ask('ada', 'POST', `${repository}/pulls`, { title: branch, head: branch, base: 'main' })
}

describe('webhooks that no request of the API causes', () => {
  it('fit: what owners do with the app', async () => {
    const setting = await recorded()
    const rounds = [
      { action: 'suspend' },
      { action: 'unsuspend' },
      { action: 'new_permissions_accepted' },
      { action: 'removed', repositories: ['acme/shop'] },
      { action: 'added', repositories: ['acme/shop', 'acme/secret'] },
      { action: 'deleted' },
      { action: 'created' },
      { action: 'deleted' },
      { action: 'created', repositories: ['acme/shop'] },
    ]
    for (const round of rounds) await control(setting, 'installation', round)
    const { mismatches, sent } = evaluate(setting.recording, 'installations')
    expect(mismatches).toEqual([])
    expect([...sent].toSorted()).toEqual([
      'installation.created',
      'installation.deleted',
      'installation.new_permissions_accepted',
      'installation.suspend',
      'installation.unsuspend',
      'installation_repositories.added',
      'installation_repositories.removed',
    ])
  })

  it('fit: what moves, goes and is renamed', async () => {
    const setting = await recorded()
    const { ask } = setting.everyone
    await ask('ada', 'POST', `${shop}/issues`, { title: 'One', labels: ['bug'], assignees: ['wes'] })
    await ask('ada', 'POST', `${shop}/issues`, { title: 'Two' })
    await control(setting, 'issue-form', {
      repository: 'acme/shop',
      author: 'stranger',
      title: 'Three',
      labels: ['bug'],
    })
    await control(setting, 'transfer', { from: 'acme/shop', number: 1, to: 'acme/secret' })
    await control(setting, 'delete-issue', { repository: 'acme/shop', number: 2 })
    await control(setting, 'rename-organization', { to: 'zenith' })
    const { mismatches, sent } = evaluate(setting.recording, 'moved ground')
    expect(mismatches).toEqual([])
    expect([...sent]).toEqual(
      expect.arrayContaining(['issues.transferred', 'issues.deleted', 'installation_target.renamed']),
    )
  })

  it('fit: a merge queue, from its question to its end', async () => {
    const setting = await recorded()
    await offer(setting.everyone, '/repos/acme/queued', 'topic')
    await control(setting, 'merge-queue', { repository: 'acme/queued', number: 1 })
    const { mismatches, sent } = evaluate(setting.recording, 'a merge queue')
    expect(mismatches).toEqual([])
    expect([...sent]).toEqual(expect.arrayContaining(['merge_group.checks_requested', 'merge_group.destroyed']))
  })
})

const struck = [
  { effect: { kind: 'limit', limit: 'primary', status: 403, retryAfter: null }, status: 403 },
  { effect: { kind: 'limit', limit: 'primary', status: 429, retryAfter: 30 }, status: 429 },
  { effect: { kind: 'limit', limit: 'secondary', status: 403, retryAfter: 60 }, status: 403 },
  { effect: { kind: 'limit', limit: 'secondary', status: 429, retryAfter: null }, status: 429 },
  { effect: { kind: 'unauthorized' }, status: 401 },
  { effect: { kind: 'refuse', status: 409, message: 'Reference update failed' }, status: 409 },
  { effect: { kind: 'refuse', status: 422, message: 'Validation Failed' }, status: 422 },
] as const

describe('answers of a GitHub that cannot or will not', () => {
  it('fit: faults that were asked for', async () => {
    const { sandbox, recording, everyone } = await recorded()
    for (const { effect, status } of struck) {
      for (const path of [`${shop}/issues`, `${shop}/labels`]) {
        sandbox.faults.add({ request: { method: 'POST', path }, effect })
        const answer = await everyone.ask('app', 'POST', path, { title: 'x', name: 'x' })
        expect.soft(answer.status, JSON.stringify(effect)).toBe(status)
      }
    }
    expect(evaluate(recording, 'faults').mismatches).toEqual([])
  })

  it('fit: limits that were reached by asking', async () => {
    const { sandbox, recording, everyone } = await recorded()
    sandbox.setLimits({ contentPerMinute: 2 })
    const statuses: number[] = []
    for (const title of ['1', '2', '3']) {
      statuses.push((await everyone.ask('app', 'POST', `${shop}/issues`, { title })).status)
    }
    expect(statuses).toEqual([201, 201, 403])
    sandbox.setLimits({ primary: 1 })
    expect((await everyone.ask('app', 'GET', shop)).status).toBe(200)
    expect((await everyone.ask('app', 'GET', shop)).status).toBe(403)
    expect(evaluate(recording, 'limits').mismatches).toEqual([])
  })
})
