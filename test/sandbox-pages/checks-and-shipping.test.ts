import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asApp, shop } from '../sandbox/setting.ts'
import { type Visitor, visitor } from './visitor.ts'

const root = '/repos/acme/shop'
const annotation = {
  path: 'README.md',
  start_line: 3,
  end_line: 4,
  annotation_level: 'warning' as const,
  title: 'action-item/no-owner',
  message: 'The item <b>count</b> has no owner.',
}
let here: Visitor
let run: number

beforeAll(async () => {
  here = await visitor()
  const head = z.object({ sha: z.string(), content: z.string() }).parse(await here.api(`${root}/contents/README.md`))
  const main = z.object({ object: z.object({ sha: z.string() }) }).parse(await here.api(`${root}/git/ref/heads/main`))
  await here.api(`${root}/git/refs`, 'POST', { ref: 'refs/heads/topic', sha: main.object.sha })
  const content = Buffer.from('# Shop\n\n- [ ] count\n- [x] paid\n').toString('base64')
  await here.api(`${root}/contents/README.md`, 'PUT', { message: 'Pay', branch: 'topic', content, sha: head.sha })
  const pull = z
    .object({ number: z.number(), head: z.object({ sha: z.string() }) })
    .parse(await here.api(`${root}/pulls`, 'POST', { title: 'Pay', head: 'topic', base: 'main' }))
  expect(pull.number).toBe(2)
  const app = await asApp(here.sandbox)
  const { data } = await app.rest.checks.create({
    ...shop,
    name: 'Postmortem',
    head_sha: pull.head.sha,
    conclusion: 'neutral',
    output: {
      title: '1 to look at',
      summary: '| Question | Answer |\n| --- | --- |\n| Who? | yes |',
      annotations: [annotation],
    },
    actions: [{ label: 'Check again', description: 'Looks anew', identifier: 'again' }],
  })
  run = data.id
  for (const environment of ['one', 'two']) {
    const { id } = z
      .object({ id: z.number() })
      .parse(await here.api(`${root}/deployments`, 'POST', { ref: 'main', environment }))
    const state = environment === 'one' ? 'success' : 'failure'
    await here.api(`${root}/deployments/${id}/statuses`, 'POST', { state })
  }
  await here.api(`${root}/releases`, 'POST', { tag_name: 'v1', name: 'First', body: 'It **counts**.' })
  await here.api('/_sandbox/workflow-run', 'POST', { repository: 'acme/shop', name: 'ci', title: 'Pay later' })
})
afterAll(() => here.sandbox.close())

describe('a check', () => {
  it('stands with its outcome above the merge button, and leads to its page', async () => {
    const { text } = await here.get('/acme/shop/pull/2')
    expect(text).toMatch(/Postmortem<\/b> <span class="muted">Neutral: 1 to look at<\/span>/)
    expect(text).toContain(`href="/acme/shop/runs/${run}">Details</a>`)
  })

  it('has a page with what it says, its buttons, and its annotations as plain text', async () => {
    const { text } = await here.get(`/acme/shop/runs/${run}`)
    expect(text).toMatch(/<th[^>]*>Question<\/th>/)
    expect(text).toMatch(/value="again"[^>]*>Check again<\/button>/)
    expect(text).toContain('The item &lt;b&gt;count&lt;/b&gt; has no owner.')
    expect(text).toContain('README.md, lines 3 to 4')
  })

  it('shows what it says of a line below that line', async () => {
    const { text } = await here.get('/acme/shop/pull/2/files')
    expect(text).toMatch(/id="f0R4"(?:(?!<tr)[\s\S])*<\/tr><tr class="note-row">[\s\S]*?action-item\/no-owner/)
    expect(text).toContain('1 annotation')
  })

  it('tells the app who pressed a button, and which', async () => {
    const told = () => here.sandbox.deliveries.list().filter(({ event }) => event === 'check_run')
    const before = told().length
    const pressed = await here.post(`/acme/shop/runs/${run}`, { identifier: 'again' }, 'wes')
    expect([pressed.status, pressed.location]).toEqual([303, `/acme/shop/runs/${run}`])
    await here.post(`/acme/shop/runs/${run}`, { do: 'rerun' })
    expect(told().length).toBe(before + 2)
    const [asked, again] = told().slice(-2)
    expect(asked?.payload).toMatchObject({ action: 'requested_action', requested_action: { identifier: 'again' } })
    expect(asked?.payload).toMatchObject({ sender: { login: 'wes' } })
    expect(again?.payload).toMatchObject({ action: 'rerequested' })
  })

  it('refuses a button that the run does not have', async () => {
    const { status, text } = await here.post(`/acme/shop/runs/${run}`, { identifier: 'merge' })
    expect([status, text.includes('That was refused.')]).toEqual([422, true])
  })
})

describe('what brings changes', () => {
  it('tells what stands in each environment, and how each deployment went', async () => {
    const { text } = await here.get('/acme/shop/deployments')
    expect(text).toMatch(/deployments\/one">one<\/a><b class="mono"><a[^>]*>main<\/a>/)
    expect(text).toMatch(/deployments\/two">two<\/a><b class="mono"><span class="muted">nothing yet/)
    expect(text).toMatch(/to <a[^>]*>two<\/a> <span class="muted">failure/)
    expect((await here.get('/acme/shop/deployments/one')).text).not.toContain('>two<')
  })

  it('shows releases with their notes, and failed workflow runs', async () => {
    expect((await here.get('/acme/shop/releases/tag/v1')).text).toContain('It <strong>counts</strong>.')
    const { text } = await here.get('/acme/shop/actions')
    const [, link = ''] = /href="(\/acme\/shop\/actions\/runs\/\d+)">Pay later/.exec(text) ?? []
    expect((await here.get(link)).text).toContain('failure')
  })

  it.each(['releases/tag/v9', 'actions/runs/9', 'runs/9'])('has no page at %s', async (path) => {
    expect((await here.get(`/acme/shop/${path}`)).status).toBe(404)
  })
})
