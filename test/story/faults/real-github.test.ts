import { afterEach, describe, expect, it } from 'vitest'
import type { FaultInput } from '../../../sandbox/faults/fault.ts'
import { closeStages, type Stage, setStage } from '../../bad-input/stage.ts'

// What recorded answers of real GitHub do, as worlds: each ends where people look.
afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }
const minutes = (count: number) => new Date(Date.parse('2026-03-02T12:00:00Z') + count * 60_000).toISOString()

type Effect = Extract<FaultInput, { request?: unknown }>['effect']

/** From now on GitHub answers the app's requests of that kind so. */
function always(stage: Stage, method: 'GET' | 'POST' | 'PUT', path: string, effect: Effect): void {
  stage.world.sandbox.faults.add({ request: { method, path, actor: 'installation' }, effect, times: 1_000 })
}

const refusal = (status: number, message: string) => ({ kind: 'refuse', status, message }) as const

function asked(stage: Stage, method: string, path: RegExp): number {
  return stage.world.sandbox.requests.list().filter((one) => one.method === method && path.test(one.path)).length
}

async function merged(stage: Stage, meanwhile: () => void = () => undefined): Promise<number> {
  const number = await stage.declare({})
  const { path, text } = await stage.document(number)
  const content = text.replace('## 7.', '- [ ] Alert on declined cards @tia\n\n## 7.')
  await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
  meanwhile()
  await stage.merge(2)
  return number
}

describe('classic branch protection', () => {
  it('that asks for pull requests is met once, and told with the way out', async () => {
    const stage = await setStage({ rules: [{ branch: 'main', classic: true, requirePullRequest: true }] })
    const number = await merged(stage)
    expect(asked(stage, 'PUT', /contents/)).toBe(2)
    expect(await stage.status(number)).toContain('since a direct commit to `main` was refused')
    await stage.app.sweep()
    expect(asked(stage, 'PUT', /contents/)).toBe(2)
  })

  it.each([
    'Could not update file: Required status check "manifests" is expected.',
    'Could not update file: Changes must be made through a pull request. Required status check "is at x but expected" is expected.',
  ])('is no race: %s', async (message) => {
    const stage = await setStage()
    const number = await merged(stage, () => always(stage, 'PUT', '/contents/', refusal(409, message)))
    expect(asked(stage, 'PUT', /contents/)).toBe(2)
    expect(await stage.status(number)).toContain('since a direct commit to `main` was refused')
  })
})

describe('an answer that repeats', () => {
  it.each([
    ['PUT', '/contents/', refusal(409, 'The stars are not right.'), 'The stars are not right'],
    [
      'PUT',
      '/contents/',
      refusal(409, 'postmortems/a.md does not match 3d21ec5'),
      'something changed at the same moment',
    ],
    ['POST', '/git/refs', refusal(422, 'Object does not exist'), 'something changed at the same moment'],
    [
      'POST',
      '/pulls$',
      { ...refusal(422, 'Validation Failed'), errors: 'Validation failed: stars' },
      'Validation failed: stars',
    ],
  ] as const)('to %s %s is told after a few tries: %j', async (method, path, effect, words) => {
    const stage = await setStage()
    always(stage, method, path, effect)
    const number = await stage.declare({})
    await stage.world.wait(minutes(5))
    expect((await stage.status(number)).replaceAll('\u200b', '')).toContain(words)
    const tries = stage.world.sandbox.requests
      .list()
      .filter((one) => one.method === method && one.status === effect.status)
    expect(tries.length).toBeLessThanOrEqual(12)
  })

  it('to a check run is tried a few times, and the rest of the incident goes on', async () => {
    const stage = await setStage()
    const effect = refusal(422, 'No commit found for SHA: 3d21ec53a331a6f037a91c368710b99387d012c1')
    always(stage, 'POST', '/check-runs', effect)
    const number = await stage.declare({})
    await stage.world.wait(minutes(10))
    expect(asked(stage, 'POST', /check-runs/)).toBeLessThanOrEqual(12)
    expect(await stage.status(number)).toContain('#2')
  })
})

describe('a branch in the way', () => {
  it('is named, and the postmortem opens once it is gone', async () => {
    const stage = await setStage()
    const { data } = await stage.as('ada').rest.git.getRef({ ...shop, ref: 'heads/main' })
    await stage.as('ada').rest.git.createRef({ ...shop, ref: 'refs/heads/postmortem', sha: data.object.sha })
    const number = await stage.declare({})
    expect(await stage.status(number)).toContain(
      'because the branch postmortem is in the way: git keeps no branch below another one; rename or delete postmortem',
    )
    await stage.as('ada').rest.git.deleteRef({ ...shop, ref: 'heads/postmortem' })
    await stage.app.sweep()
    expect((await stage.state()).pulls).toHaveLength(1)
    expect(await stage.status(number)).not.toContain('in the way')
  })
})

describe('a secondary limit that comes as 422', () => {
  it('is waited out, and nothing else is written meanwhile', async () => {
    const stage = await setStage()
    const errors = [{ resource: 'PullRequest', code: 'abuse', field: 'base' }]
    const effect = { ...refusal(422, 'Validation Failed'), errors }
    stage.world.sandbox.faults.add({ request: { method: 'POST', path: '/pulls$', actor: 'installation' }, effect })
    const number = await stage.declare({})
    expect((await stage.state()).pulls).toEqual([])
    expect(stage.app.log.map(({ message }) => message)).toContain('GitHub limits requests, waiting')
    await stage.world.wait(minutes(3))
    expect((await stage.state()).pulls).toHaveLength(1)
    expect(await stage.status(number)).not.toContain('Validation Failed')
  })
})

describe('a 403 that is no missing permission', () => {
  it.each([
    [
      403,
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled',
      'IP allow list',
    ],
    [403, 'Resource protected by organization SAML enforcement.', 'SAML single sign-on'],
    [403, 'Repository access blocked', 'blocked the repository'],
    [403, 'The moon is in the seventh house.', 'The moon is in the seventh house'],
    [451, 'Repository access blocked', 'legal reasons'],
  ])('(%i: %s) is told in the log whenever it keeps an incident from being read', async (status, message, words) => {
    const stage = await setStage()
    always(stage, 'GET', '/issues/\\d+', refusal(status, message))
    await stage.declare({})
    expect(stage.logged('warn').some((line) => line.includes(words))).toBe(true)
  })
})

describe('a refusal of any other words', () => {
  it.each(['/issues/\\d+$', '/issues/\\d+/comments', '/issues/\\d+/events', '/pulls\\?'])(
    'to GET %s is told in the log, and the incident waits',
    async (path) => {
      const stage = await setStage()
      always(stage, 'GET', path, refusal(418, 'The stars are not right.'))
      await stage.declare({})
      await stage.world.wait(minutes(30))
      expect(stage.logged('warn').some((line) => line.includes('The stars are not right'))).toBe(true)
      expect((await stage.state()).pulls).toEqual([])
      expect(asked(stage, 'GET', new RegExp(path))).toBeLessThanOrEqual(6)
    },
  )
})

describe('what GitHub leaves out or shows otherwise', () => {
  it('an app whose writing shows no app works by its login', async () => {
    const stage = await setStage({}, { app: { via: 'null' } })
    const number = await merged(stage)
    await stage.app.sweep()
    const { issues, pulls } = await stage.state()
    expect(pulls).toHaveLength(1)
    expect(issues.map(({ title }) => title)).toEqual(['Checkout is down', 'Alert on declined cards'])
    expect(await stage.status(number)).toContain('0 of 1 closed')
  })

  it('the assignee stands as the actor of an assignment among the events, and who did it in the timeline', async () => {
    const stage = await setStage()
    const number = await stage.declare({ labels: ['bug'] })
    await stage.as('mia').rest.issues.addAssignees({ ...shop, issue_number: number, assignees: ['wes'] })
    const { data: events } = await stage.as('mia').rest.issues.listEvents({ ...shop, issue_number: number })
    const { data: timeline } = await stage
      .as('mia')
      .rest.issues.listEventsForTimeline({ ...shop, issue_number: number })
    expect(events.find(({ event }) => event === 'assigned')).toMatchObject({
      actor: { login: 'wes' },
      assigner: { login: 'mia' },
      assignee: { login: 'wes' },
    })
    expect(timeline.find(({ event }) => event === 'assigned')).toMatchObject({ actor: { login: 'mia' } })
  })
})
