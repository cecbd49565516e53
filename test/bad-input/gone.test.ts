import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, setStage, writes } from './stage.ts'

afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }

describe('an empty repository', () => {
  it('holds the incident up, and says what to do', async () => {
    const stage = await setStage({ empty: true, files: {} })
    const number = await stage.declare({})
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The app cannot go on here. What is in the way stands below; it tries again by itself within the hour.

      #### Please have a look

      - The repository is empty: it has no commit to start from. Push a first commit to \`main\`."
    `)
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it('goes on by itself after its first commit', async () => {
    const stage = await setStage({ empty: true, files: {} })
    const number = await stage.declare({})
    // Settled first: what nothing has touched since, a sweep passes over.
    await stage.app.sweep()
    await stage.app.sweep()
    await stage.commit({ path: 'README.md', content: '# Shop\n' })
    stage.world.sandbox.deliveries.clear()
    await stage.app.sweep()
    expect(await stage.status(number)).toContain('### 📝 Postmortem: drafting')
    await expectCalm(stage, { number })
  })
})

describe('an incident that goes away', () => {
  it.each([
    { what: 'deleted', path: 'delete-issue', body: { repository: 'acme/shop', number: 1 } },
    { what: 'transferred', path: 'transfer', body: { from: 'acme/shop', number: 1, to: 'acme/wiki' } },
  ])('$what before its pass is no reason to write, and the log says so', async ({ what, path, body }) => {
    const stage = await setStage()
    await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down', labels: ['incident'] })
    await stage.control(path, body)
    await stage.settle()
    expect(writes(stage).filter((write) => write.includes('/shop/'))).toEqual([])
    expect(stage.logged().filter((line) => line.includes(what))).not.toEqual([])
    await expectCalm(stage, { number: 1 })
  })

  it.each([
    {
      what: 'deleted',
      path: 'delete-issue',
      body: { repository: 'acme/shop', number: 1 },
      says: 'The incident was deleted, so the app has stopped here. Its pull request and issues stand.',
    },
    {
      what: 'transferred',
      path: 'transfer',
      body: { from: 'acme/shop', number: 1, to: 'acme/wiki' },
      says: 'The incident was transferred to another repository, so the app has stopped here. Its pull request and issues stand.',
    },
  ])(
    '$what after its pull request opened leaves human work alone, and the log says so',
    async ({ path, body, says }) => {
      const stage = await setStage()
      await stage.declare({})
      await stage.control(path, body)
      await stage.settle()
      const { pulls, branches } = await stage.state()
      expect(pulls.map(({ state }) => state)).toEqual(['open'])
      expect(branches['postmortem/incident-1']).toBeDefined()
      expect(stage.logged()).toContain(says)
      await expectCalm(stage, { number: 1 })
    },
  )

  it('deleted after the merge leaves its issues alone', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    const { path, text } = await stage.document(number)
    const content = text.replace('## 7.', '- [ ] Alert on declined cards\n\n## 7.')
    await stage.commit({ path, content, branch: 'postmortem/incident-1' })
    await stage.merge(2)
    await stage.control('delete-issue', { repository: 'acme/shop', number })
    await stage.settle()
    stage.world.sandbox.clock.advance(30 * 86_400_000)
    await expectCalm(stage, { number })
  })
})

describe('a repository that takes nothing', () => {
  it('that is archived while follow-ups are open is left alone, and the log says so', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    const { path, text } = await stage.document(number)
    const content = text.replace('## 7.', '- [ ] Alert on declined cards\n\n## 7.')
    await stage.commit({ path, content, branch: 'postmortem/incident-1' })
    await stage.merge(2)
    await stage.as('wes').rest.issues.update({ ...shop, issue_number: 3, state: 'closed' })
    await stage.as('ada').rest.repos.update({ ...shop, archived: true })
    await stage.settle()
    expect(stage.logged('warn')).toMatchInlineSnapshot(`
      [
        "The app could not create the label “postmortem-complete”, because the repository is archived; unarchive it in its settings to let the app go on.",
        "The app could not put the label “postmortem-complete” on #1, because the repository is archived; unarchive it in its settings to let the app go on.",
        "The app could not edit its comment, because the repository is archived; unarchive it in its settings to let the app go on.",
      ]
    `)
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it('that was archived before the incident’s pass is left alone, and the log says so', async () => {
    const stage = await setStage()
    await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down', labels: ['incident'] })
    await stage.as('ada').rest.repos.update({ ...shop, archived: true })
    await stage.settle()
    expect(writes(stage)).toEqual([])
    expect(stage.logged()).toContain('The repository is archived, so nothing is written.')
    await expectCalm(stage, { number: 1, others: 'wiki' })
  })

  it('that has issues disabled is left alone, and the log says so', async () => {
    const stage = await setStage()
    const number = await stage.declare({})
    await stage.as('ada').rest.repos.update({ ...shop, has_issues: false })
    await stage.settle()
    stage.app.enqueue({ ref: { kind: 'incident', ...shop, number }, reason: 'test', priority: 'interactive' })
    await stage.app.idle()
    expect(stage.logged()).toContain('Issues are disabled in this repository, so there is nothing to follow.')
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it('that the app was taken out of is left alone, and the log says so', async () => {
    const stage = await setStage({ installed: false })
    await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down', labels: ['incident'] })
    stage.app.enqueue({ ref: { kind: 'incident', ...shop, number: 1 }, reason: 'test', priority: 'interactive' })
    await stage.app.idle()
    expect(stage.logged('warn')).toEqual([
      'The app could not act in acme/shop, because it is not installed there; an owner can install it or add the repository in the account’s settings under “GitHub Apps”.',
    ])
    await expectCalm(stage, { number: 1, others: 'wiki' })
  })
})
