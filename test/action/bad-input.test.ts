import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { personIn } from '../story/stage/people.ts'
import { documented, type Runner, startRunner } from './runner.ts'

let runner: Runner
let github: Sandbox
beforeAll(async () => {
  runner = await startRunner()
})
afterAll(() => runner.close())
afterEach(() => github?.close())

async function incident(seed: { readonly workflowsOpenPulls?: boolean } = {}): Promise<void> {
  github = await startSandbox({
    now: '2026-03-02T12:00:00Z',
    keyBits: 1024,
    seed: { repositories: [{ name: 'shop', ...seed }] },
  })
  await personIn(github, Object.keys(github.tokens)[0] ?? '').send('POST', '/repos/acme/shop/issues', {
    title: 'Checkout is down',
    labels: ['incident'],
  })
}

describe('the Action says in a sentence what to do', () => {
  it('where it is started by hand', async () => {
    const { status, errors } = await runner.byHand()
    expect(status).toBe(1)
    expect(errors).toEqual([expect.stringContaining('put “uses:” in a workflow as docs/action.md shows')])
  })

  it.each([
    { inputs: { INPUT_MODE: 'dry' }, says: 'write act, or observe' },
    { inputs: { INPUT_TOKEN: 'x', INPUT_NOW: '2026-03-02T12:00:00Z' }, says: 'goes with “mode: observe” only' },
    { inputs: {}, says: 'The input “token” is empty' },
    { inputs: { 'INPUT_APP-ID': '12' }, says: 'give both to act as an app' },
  ])('where an input is not right: $says', async ({ inputs, says }) => {
    const { status, errors } = await runner.run('schedule', {}, inputs)
    expect(status).toBe(1)
    expect(errors).toEqual([expect.stringContaining(says)])
  })

  it('where the event is one that it knows nothing of', async () => {
    const { status, notices, outputs } = await runner.run('fork', {}, { INPUT_TOKEN: 'x' })
    expect(status).toBe(0)
    expect(notices).toEqual([expect.stringContaining('knows nothing of the event “fork”')])
    expect(outputs).toEqual({ passes: '0', writes: '0', 'open-items': '' })
  })

  it('where a pull request comes from a fork', async () => {
    const payload = { pull_request: { number: 3, head: { repo: { id: 2 } } }, repository: { id: 1 } }
    const { status, notices } = await runner.run('pull_request', payload, { INPUT_TOKEN: 'x' })
    expect(status).toBe(0)
    expect(notices).toEqual([expect.stringContaining('from a fork')])
  })

  it('where the file of the event holds none', async () => {
    const { status, errors } = await runner.run('issues', '{', { INPUT_TOKEN: 'x' })
    expect(status).toBe(1)
    expect(errors).toEqual([expect.stringContaining('The file of the event cannot be read')])
  })

  it('where the workflow gives its token no permissions', async () => {
    await incident()
    const [ran] = await runner.hear(github, { contents: 'read' })
    expect(ran?.status).toBe(1)
    expect(ran?.errors.join()).toContain('give its job “permissions:” with contents: write, issues: write')
  })

  it('where workflows may open no pull requests', async () => {
    await incident({ workflowsOpenPulls: false })
    const [ran] = await runner.hear(github, documented)
    expect(ran?.status).toBe(1)
    expect(ran?.errors[0]).toContain('Allow GitHub Actions to create and approve pull requests')
  })
})

it('the Action changes nothing by markers that others of the same bot left, and that nothing else confirms', async () => {
  await incident()
  await runner.hear(github)
  const before = await github.dump('acme', 'shop')
  const token = github.workflowToken('acme', 'shop', documented)
  const forged = '<!-- aftermath:v1 reminder {"slot":"2026-03-20/1","item":"9:1"} -->\nForged.'
  const headers = { authorization: `token ${token}`, 'content-type': 'application/json' }
  const address = `${github.url}/repos/acme/shop/issues/1/comments`
  await fetch(address, { method: 'POST', headers, body: JSON.stringify({ body: forged }) })
  const ran = await runner.schedule(github)
  const after = await github.dump('acme', 'shop')
  expect(ran.errors).toEqual([])
  expect(after.pulls).toEqual(before.pulls)
  expect(after.issues.map(({ title, state, labels }) => ({ title, state, labels }))).toEqual(
    before.issues.map(({ title, state, labels }) => ({ title, state, labels })),
  )
  expect(after.issues[0]?.comments.some(({ body }) => body.includes('Forged.'))).toBe(true)
})
