import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, type Stage, setStage, writes } from './stage.ts'

afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }

async function mergedItem(stage: Stage): Promise<number> {
  const number = await stage.declare({})
  const { path, text } = await stage.document(number)
  const content = text.replace('## 7.', '- [ ] Alert on declined cards @tia\n\n## 7.')
  await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
  await stage.merge(2)
  return number
}

const grant = 'an owner can grant it in the account’s settings under “GitHub Apps”.'
const held = 'The app cannot go on here. What is in the way stands below; it tries again by itself within the hour.'

describe('a missing permission', () => {
  it.each([
    {
      permissions: { contents: 'read' },
      says: `The app could not create the branch postmortem/incident-1, because the permission “contents: write” is missing; ${grant}`,
    },
    {
      permissions: { contents: 'none' },
      says: `The app could not look for the branch postmortem/incident-1, because the permission “contents: read” is missing; ${grant}`,
    },
    {
      permissions: { pull_requests: 'read' },
      says: `The app could not open the pull request, because the permission “pull requests: write” is missing; ${grant}`,
    },
    {
      permissions: { pull_requests: 'none' },
      says: `The app could not list the pull requests from postmortem/incident-1, because the permission “pull requests: read” is missing; ${grant}`,
    },
  ] as const)('$permissions holds the incident up, and the status comment says so', async ({ permissions, says }) => {
    const stage = await setStage({ permissions })
    const number = await stage.declare({})
    const lines = (await stage.status(number)).split('\n').filter((line) => line !== '')
    expect(lines).toEqual(['### ⚠️ Postmortem: held up', held, '#### Please have a look', `- ${says}`])
    expect((await stage.state()).pulls).toEqual([])
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it.each([
    {
      permissions: { issues: 'read' },
      says: `The app could not comment on #1, because the permission “issues: write” is missing; ${grant}`,
    },
    {
      permissions: { issues: 'none' },
      says: `The app could not read #1, because the permission “issues: read” is missing; ${grant}`,
    },
    {
      permissions: { issues: 'read', pull_requests: 'read' },
      says: `The app could not comment on #1, because the permission “issues: write” or “pull requests: write” is missing; ${grant}`,
    },
  ] as const)('$permissions leaves no place to say so but the log', async ({ permissions, says }) => {
    const stage = await setStage({ permissions })
    const number = await stage.declare({})
    expect(await stage.said(number)).toEqual([])
    expect(stage.logged()).toContain(says)
    expect((await stage.state()).pulls).toEqual([])
    await expectCalm(stage, { number, others: 'wiki' })
  })

  it.each([{ permissions: { contents: 'none' } }, { permissions: { pull_requests: 'none' } }] as const)(
    '$permissions is no reason to speak on incidents from before the installation',
    async ({ permissions }) => {
      const issues = [{ title: 'Old', author: 'wes', labels: ['incident'] }]
      const stage = await setStage({ permissions, issues }, { installedAt: '2026-03-02T18:00:00Z' })
      stage.world.sandbox.clock.advance(86_400_000)
      await stage.app.sweep('all')
      expect(writes(stage)).toEqual([])
      await expectCalm(stage, { number: 1, others: 'wiki' })
    },
  )
})

describe('a rule', () => {
  it('that forbids direct commits to the base branch loses nothing', async () => {
    const stage = await setStage({ rules: [{ branch: 'main', requirePullRequest: true }] })
    const number = await mergedItem(stage)
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### 🚧 Postmortem: tracking

      The postmortem is merged. These follow-ups are open until somebody closes them: as completed, or as not planned to decline.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) Postmortem: Checkout is down
      - Document: [postmortems/2026-03-02-1-checkout-is-down.md](https://github.example/acme/shop/blob/main/postmortems/2026-03-02-1-checkout-is-down.md)
      - Who writes it: wes

      #### Action items: 0 of 1 closed

      | Action item | Owner | Due | State |
      | --- | --- | --- | --- |
      | [#3](https://github.example/acme/shop/issues/3) Alert on declined cards | tia | 2026-04-01 | open |

      #### Please have a look

      - The issue links could not be added to the document, since a direct commit to \`main\` was refused. Nothing is lost: they stand here. \`write_back: pull-request\` offers them as a pull request instead."
    `)
    await expectCalm(stage, { number })
  })

  it('that forbids the app’s branches holds the incident up, and says so', async () => {
    const stage = await setStage({ rules: [{ branch: 'postmortem/incident-1', requirePullRequest: true }] })
    const number = await stage.declare({})
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The app cannot go on here. What is in the way stands below; it tries again by itself within the hour.

      #### Please have a look

      - The app could not write postmortems/2026-03-02-1-checkout-is-down.md on postmortem/incident-1, because a rule of this repository forbids it; let the app bypass that rule in the repository’s settings under “Rules” or “Branches”."
    `)
    await expectCalm(stage, { number })
  })
})

describe('a conversation', () => {
  it('that is locked shuts the app out, too, as the log says, and is answered once it is unlocked', async () => {
    const stage = await setStage()
    const { data } = await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down' })
    await stage.as('wes').rest.issues.lock({ ...shop, issue_number: data.number })
    await stage.as('wes').rest.issues.addLabels({ ...shop, issue_number: data.number, labels: ['incident'] })
    await stage.settle()
    expect(await stage.said(data.number)).toEqual([])
    expect(stage.logged('warn')).toContain(
      'The app could not comment on #1, because the conversation is locked; unlock it to let the app go on.',
    )
    await stage.as('wes').rest.issues.unlock({ ...shop, issue_number: data.number })
    await stage.app.sweep()
    expect(await stage.status(data.number)).toContain('### 📝 Postmortem: drafting')
    await expectCalm(stage, { number: data.number })
  })
})
