import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, setStage, tamper, writes } from './stage.ts'

afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }

describe('a label', () => {
  it('on a pull request gets a sentence about what to do instead', async () => {
    const stage = await setStage()
    const wes = stage.as('wes').rest
    const { data } = await wes.git.getRef({ ...shop, ref: 'heads/main' })
    await wes.git.createRef({ ...shop, ref: 'refs/heads/fix', sha: data.object.sha })
    await stage.commit({ path: 'fix.ts', content: 'export {}\n', branch: 'fix' })
    await wes.pulls.create({ ...shop, title: 'A fix', head: 'fix', base: 'main' })
    await wes.issues.addLabels({ ...shop, issue_number: 1, labels: ['incident'] })
    await stage.settle()
    expect(await stage.said(1)).toMatchInlineSnapshot(`
      [
        "### ✋ Postmortem: not an incident

      This is a pull request, and incidents are issues. To start a postmortem, open an issue that says what happened and label it \`incident\`.",
      ]
    `)
    expect((await stage.state()).pulls).toHaveLength(1)
    await expectCalm(stage, { number: 1 })
  })

  it('that a pull request has carried for long is passed over without a word', async () => {
    const stage = await setStage()
    const wes = stage.as('wes').rest
    const { data } = await wes.git.getRef({ ...shop, ref: 'heads/main' })
    await wes.git.createRef({ ...shop, ref: 'refs/heads/fix', sha: data.object.sha })
    await stage.commit({ path: 'fix.ts', content: 'export {}\n', branch: 'fix' })
    await wes.pulls.create({ ...shop, title: 'A fix', head: 'fix', base: 'main' })
    await wes.issues.addLabels({ ...shop, issue_number: 1, labels: ['incident'] })
    stage.world.sandbox.deliveries.clear()
    stage.world.sandbox.clock.advance(4 * 86_400_000)
    await wes.issues.addLabels({ ...shop, issue_number: 1, labels: ['bug'] })
    await stage.settle()
    expect(writes(stage)).toEqual([])
    await expectCalm(stage, { number: 1 })
  })

  it('on the postmortem’s own pull request changes nothing', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    await stage.as('wes').rest.issues.addLabels({ ...shop, issue_number: 2, labels: ['incident'] })
    await stage.settle()
    expect(await stage.said(2)).toEqual([])
    await expectCalm(stage, { number })
  })

  it('that a form gave to a stranger’s issue waits for a maintainer', async () => {
    const stage = await setStage()
    const form = { repository: 'acme/shop', title: 'I am down @everyone', labels: ['incident'], author: 'stranger' }
    await stage.control('issue-form', form)
    await stage.settle()
    expect(await stage.status(1)).toMatchInlineSnapshot(`
      "### ✋ Postmortem: waiting for a maintainer

      This issue carries the label \`incident\`, but stranger, who set it, cannot start a postmortem here: that needs the triage role or more. If this is an incident, a maintainer can remove the label and set it again, or comment \`/postmortem start\`."
    `)
    const { pulls, branches } = await stage.state()
    expect(pulls).toEqual([])
    expect(Object.keys(branches)).toEqual(['main'])
    await expectCalm(stage, { number: 1 })
  })

  it('that a form gave starts once a maintainer sets it again', async () => {
    const stage = await setStage()
    const form = { repository: 'acme/shop', title: 'I am down', labels: ['incident'], author: 'stranger' }
    await stage.control('issue-form', form)
    await stage.settle()
    await stage.as('tia').rest.issues.removeLabel({ ...shop, issue_number: 1, name: 'incident' })
    await stage.settle()
    await stage.as('tia').rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['incident'] })
    await stage.settle()
    expect(await stage.status(1)).toContain('**tia** writes it.')
    await expectCalm(stage, { number: 1 })
  })

  it('that a stranger may not set again by a command', async () => {
    const stage = await setStage()
    const form = { repository: 'acme/shop', title: 'I am down', labels: ['incident'], author: 'stranger' }
    await stage.control('issue-form', form)
    await stage.settle()
    const comment = { ...shop, issue_number: 1, body: '/postmortem start' }
    await stage.as('stranger').rest.issues.createComment(comment)
    await stage.settle()
    // The second thing that somebody from outside does waits for more of them.
    await stage.world.wait('2026-03-02T12:02:00Z', stage.settle)
    expect(await stage.status(1)).toMatchInlineSnapshot(`
      "### ✋ Postmortem: waiting for a maintainer

      This issue carries the label \`incident\`, but stranger, who set it, cannot start a postmortem here: that needs the triage role or more. If this is an incident, a maintainer can remove the label and set it again, or comment \`/postmortem start\`."
    `)
    expect(await stage.answers(1)).toEqual([
      'Thank you, stranger. `/postmortem start` needs the triage role or more here, so nothing has changed. Please ask a maintainer to comment the same.',
    ])
    expect((await stage.state()).pulls).toEqual([])
    await expectCalm(stage, { number: 1 })
  })

  it.each([
    {
      what: 'older than the installation',
      installedAt: '2026-03-02T18:00:00Z',
      says: 'The label was set before the app was installed.',
    },
    {
      what: 'older than start.within',
      installedAt: '2026-01-01T00:00:00Z',
      says: 'The label was set longer ago than start.within allows.',
    },
  ])('$what is passed over without a word', async ({ installedAt, says }) => {
    const issues = Array.from({ length: 5 }, (_, n) => ({ title: `Old ${n}`, author: 'wes', labels: ['incident'] }))
    const stage = await setStage({ issues }, { installedAt })
    stage.world.sandbox.clock.advance(4 * 86_400_000)
    await stage.app.sweep('all')
    const comment = { ...shop, issue_number: 1, body: 'Still a problem?' }
    await stage.as('wes').rest.issues.createComment(comment)
    await stage.settle()
    expect(writes(stage)).toEqual([])
    expect(stage.logged()).toContain(says)
    await expectCalm(stage, { number: 1 })
  })

  it('set twice, by a stranger’s form and by a maintainer, counts as the maintainer’s', async () => {
    const stage = await setStage()
    const form = { repository: 'acme/shop', title: 'I am down', labels: ['incident'], author: 'stranger' }
    await stage.control('issue-form', form)
    await stage.as('mia').rest.issues.removeLabel({ ...shop, issue_number: 1, name: 'incident' })
    await stage.as('mia').rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['incident'] })
    await stage.settle()
    expect(await stage.status(1)).toContain('**mia** writes it.')
    expect((await stage.state()).pulls).toHaveLength(1)
    await expectCalm(stage, { number: 1 })
  })

  it('set several times, hinted at by every delivery twice, opens one pull request', async () => {
    const stage = await setStage()
    await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down', labels: ['incident', 'bug'] })
    await stage.world.sandbox.deliveries.idle()
    const deliveries = stage.world.sandbox.deliveries.list()
    expect(deliveries.length).toBeGreaterThan(2)
    for (const delivery of [...deliveries, ...deliveries]) stage.app.deliver(delivery)
    await stage.settle()
    expect((await stage.state()).pulls).toHaveLength(1)
    await expectCalm(stage, { number: 1 })
  })

  it('set by somebody who has left GitHub waits for a maintainer', async () => {
    const stage = await setStage()
    tamper(/\/issues\/1\/events/, (body) =>
      Array.isArray(body) ? body.map((event) => ({ ...event, actor: null })) : body,
    )
    const number = await stage.declare({})
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ✋ Postmortem: waiting for a maintainer

      This issue carries the label \`incident\`, but the account that set it no longer exists, and a postmortem is started by somebody with the triage role or more. If this is an incident, a maintainer can remove the label and set it again, or comment \`/postmortem start\`."
    `)
    expect((await stage.state()).pulls).toEqual([])
    await expectCalm(stage, { number })
  })

  it('on an issue whose author has left GitHub counts by who set it', async () => {
    const stage = await setStage()
    tamper(/\/issues\/1(?:\?|$)/, (body) => (typeof body === 'object' ? { ...body, user: null } : body))
    const number = await stage.declare({})
    expect(await stage.status(number)).toContain('**wes** writes it.')
    await expectCalm(stage, { number })
  })
})
