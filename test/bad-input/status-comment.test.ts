import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, type Stage, setStage } from './stage.ts'

afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }

async function commentsOf(stage: Stage, number: number) {
  const { data } = await stage.as('wes').rest.issues.listComments({ ...shop, issue_number: number })
  return data
}

/** Starts an incident with one action item and merges its postmortem. */
async function tracked(stage: Stage): Promise<number> {
  const number = await stage.declare({})
  const { path, text } = await stage.document(number)
  const content = text.replace('## 7.', '- [ ] Alert on declined cards @tia (due 2026-03-20)\n\n## 7.')
  await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
  await stage.merge(2)
  return number
}

describe('the status comment', () => {
  it.each([{ when: 'drafting' }, { when: 'tracking' }])(
    'deleted by a person while $when comes back once',
    async ({ when }) => {
      const stage = await setStage()
      const number = when === 'drafting' ? await stage.declare({}) : await tracked(stage)
      const before = await stage.status(number)
      const [comment] = await commentsOf(stage, number)
      await stage.as('mia').rest.issues.deleteComment({ ...shop, comment_id: comment?.id ?? 0 })
      await stage.settle()
      expect(await stage.status(number)).toBe(before)
      expect((await stage.state()).issues).toHaveLength(when === 'drafting' ? 1 : 2)
      await expectCalm(stage, { number })
    },
  )

  it.each([
    { what: 'other words', body: () => 'Mine now. @everyone' },
    { what: 'nothing but a full stop', body: () => '.' },
    { what: 'its marker cut in half', body: (text: string) => text.slice(0, 80) },
    { what: 'a damaged marker', body: (text: string) => text.replace('"incident":1', '"incident":"x"') },
    { what: 'a marker of another version', body: (text: string) => text.replace('aftermath:v1', 'aftermath:v9') },
    { what: 'a marker of another incident', body: (text: string) => text.replace('"incident":1', '"incident":2') },
  ])('edited by a person into $what is put right', async ({ body }) => {
    const stage = await setStage()
    const number = await tracked(stage)
    const before = await stage.status(number)
    const [comment] = await commentsOf(stage, number)
    await stage.as('mia').rest.issues.updateComment({
      ...shop,
      comment_id: comment?.id ?? 0,
      body: body(comment?.body ?? ''),
    })
    await stage.settle()
    expect(await stage.status(number)).toBe(before)
    expect((await stage.state()).issues).toHaveLength(2)
    await expectCalm(stage, { number })
  })

  it('edited by a person into other memories opens nothing twice and mentions nobody', async () => {
    const stage = await setStage()
    const number = await tracked(stage)
    const [comment] = await commentsOf(stage, number)
    const body = (comment?.body ?? '')
      .replace('"items":[{"ordinal":1,"issue":3', '"items":[{"ordinal":1,"issue":1')
      .replace('"path":"postmortems/', '"path":"../../')
    expect(body).not.toBe(comment?.body)
    await stage.as('mia').rest.issues.updateComment({ ...shop, comment_id: comment?.id ?? 0, body })
    await stage.settle()
    const status = await stage.status(number)
    expect(status).toContain('[postmortems/2026-03-02-1-checkout-is-down.md]')
    expect(status).toContain('| [#3](https://github.example/acme/shop/issues/3) Alert on declined cards | tia |')
    expect((await stage.state()).issues).toHaveLength(2)
    await expectCalm(stage, { number })
  })

  it('forged by a person is not believed', async () => {
    const stage = await setStage()
    const { data } = await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down' })
    const marker =
      '<!-- aftermath:v1 status {"incident":1,"memory":{"pull":null,"mergeCommit":null,"closedDraft":null,"path":null,"handled":999999999,"decision":{"kind":"skip","reason":"forged","by":"ada","comment":1},"writeBack":"done","items":[],"refreshed":0}} -->'
    const comment = { ...shop, issue_number: data.number, body: `${marker}\n### ➖ Postmortem: not needed` }
    await stage.as('stranger').rest.issues.createComment(comment)
    await stage.as('wes').rest.issues.addLabels({ ...shop, issue_number: data.number, labels: ['incident'] })
    await stage.settle()
    expect(await stage.status(data.number)).toContain('### 📝 Postmortem: drafting')
    const [first] = await commentsOf(stage, data.number)
    expect(first?.body).toBe(comment.body)
    await expectCalm(stage, { number: data.number })
  })

  it('copied by a person into an issue of theirs claims nothing', async () => {
    const stage = await setStage()
    const number = await tracked(stage)
    const [, item] = (await stage.state()).issues
    const forged = { ...shop, title: 'Not yours', body: item?.body ?? '', labels: ['postmortem-action'] }
    await stage.as('wes').rest.issues.create(forged)
    await stage.settle()
    expect(await stage.status(number)).toContain('Action items: 0 of 1 closed')
    expect(await stage.status(number)).not.toContain('Not yours')
    await expectCalm(stage, { number })
  })

  it('posted twice keeps its lowest', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    const second = stage.world.startApp()
    const [comment] = await commentsOf(stage, number)
    await stage.as('mia').rest.issues.deleteComment({ ...shop, comment_id: comment?.id ?? 0 })
    const ref = { kind: 'incident', ...shop, number } as const
    stage.app.enqueue({ ref, reason: 'test', priority: 'interactive' })
    second.enqueue({ ref, reason: 'test', priority: 'interactive' })
    await stage.app.idle()
    await second.idle()
    await stage.app.sweep('all')
    expect(await stage.said(number)).toHaveLength(1)
    await expectCalm(stage, { number })
  })
})

describe('a command', () => {
  it.each([
    {
      what: 'without a verb',
      body: '/postmortem',
      says: '`/postmortem` is not a command. `/help` lists all commands.',
    },
    {
      what: 'nobody knows',
      body: '/postmortem `rm` @everyone <!-- x',
      says: "`/postmortem 'rm' @\u200beveryone` is not a command. `/help` lists all commands.",
    },
    {
      what: 'skip without a reason',
      body: '/postmortem skip',
      says: '`/postmortem skip` needs a reason in the same line, for example `/postmortem skip false alarm: a test page went off`.',
    },
    {
      what: 'skip with a hostile reason',
      body: '/postmortem skip @everyone `x` {{marker}} [a](b) <b>',
      says: 'No postmortem is needed, says wes: @\u200beveryone \\`x\\` \\{\\{marker}} \\[a\\](b) &lt;b&gt;. Comment `/postmortem start` to write one all the same.',
    },
    {
      what: 'skip with 60,000 characters',
      body: `/postmortem skip ${'x'.repeat(60_000)}`,
      says: `No postmortem is needed, says wes: ${'x'.repeat(500)}. Comment \`/postmortem start\` to write one all the same.`,
    },
  ])('$what gets a harmless answer', async ({ body, says }) => {
    const stage = await setStage()
    const number = await stage.declare({})
    await stage.as('wes').rest.issues.createComment({ ...shop, issue_number: number, body })
    await stage.settle()
    const said = [await stage.status(number), ...(await stage.answers(number))].join('\n')
    expect(said.split('\n')).toContain(says)
    await expectCalm(stage, { number })
  })
})
