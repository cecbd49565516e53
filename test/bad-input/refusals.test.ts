import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, mend, refuse, type Stage, setStage } from './stage.ts'

afterEach(closeStages)

/** Starts an incident, writes these lines into its document and merges it while GitHub refuses what matches. */
async function mergeRefused(
  stage: Stage,
  lines: string,
  refusal: { readonly pattern: RegExp; readonly status: number; readonly message: string },
): Promise<number> {
  const number = await stage.declare({})
  const { path, text } = await stage.document(number)
  const content = text.replace('## 7.', `${lines}\n\n## 7.`)
  await stage.commit({ path, content, branch: `postmortem/incident-${number}` })
  await stage.settle()
  refuse(refusal.pattern, refusal)
  await stage.merge(2)
  return number
}

const invalid = { pattern: /^POST \/repos\/acme\/shop\/issues .*Cursed/, status: 422, message: 'Validation Failed' }

describe('a write that GitHub refuses', () => {
  it('for a secret in the incident’s text says to take it out and revoke it', async () => {
    const stage = await setStage()
    const message = 'Repository rule violations found\n\nSecret detected in content\nPush cannot contain secrets'
    refuse(/^PUT .*incident-1"/, { status: 409, message })
    const number = await stage.declare({ body: 'The key ghp_x leaked.' })
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ⚠️ Postmortem: held up

      The app cannot go on here. What is in the way stands below; it tries again by itself within the hour.

      #### Please have a look

      - The app could not write postmortems/2026-03-02-1-checkout-is-down.md on postmortem/incident-1, because the text holds what looks like a password or a key, and push protection keeps it out of the repository; take it out of the incident’s text and revoke it, since everybody who sees the incident can read it."
    `)
    await expectCalm(stage, { number })
  })

  it('for the complete label says so once, and does not rewrite the status comment with each sweep', async () => {
    const stage = await setStage()
    const refusal = { pattern: /^POST .*postmortem-complete/, status: 422, message: 'Validation Failed' }
    const number = await mergeRefused(stage, '- [x] Rolled back', refusal)
    expect(await stage.status(number)).toContain('Validation Failed')
    await expectCalm(stage, { number })
  })

  it('for one action item leaves the other items their issues', async () => {
    const stage = await setStage()
    const number = await mergeRefused(stage, '- [ ] One\n- [ ] Cursed\n- [ ] Three', invalid)
    const { issues } = await stage.state()
    expect(issues.map(({ title }) => title)).toEqual(['Checkout is down', 'One', 'Three'])
    expect((await stage.status(number)).split('#### Action items')[1]).toMatchInlineSnapshot(`
      ": 0 of 3 closed

      | Action item | Owner | Due | State |
      | --- | --- | --- | --- |
      | [#3](https://github.example/acme/shop/issues/3) One | nobody yet | 2026-04-01 | open |
      | Cursed | – | – | not opened yet, see below |
      | [#4](https://github.example/acme/shop/issues/4) Three | nobody yet | 2026-04-01 | open |

      #### Please have a look

      - The app could not open the issue “Cursed”, because GitHub answered HTTP 422: “Validation Failed”; the app tries again by itself; if that does not help, show this line to those who run the app."
    `)
    await expectCalm(stage, { number })
  })

  it('for one action item is made up for once GitHub takes it', async () => {
    const stage = await setStage()
    const number = await mergeRefused(stage, '- [ ] One\n- [ ] Cursed\n- [ ] Three', invalid)
    mend()
    await stage.app.sweep()
    const { issues } = await stage.state()
    expect(issues.map(({ title }) => title)).toEqual(['Checkout is down', 'One', 'Three', 'Cursed'])
    expect(await stage.status(number)).not.toContain('Please have a look')
    await expectCalm(stage, { number })
  })

  it.each([
    {
      status: 422,
      message: 'Validation Failed',
      says: 'GitHub answered HTTP 422: “Validation Failed”; the app tries again by itself; if that does not help, show this line to those who run the app.',
    },
    {
      status: 403,
      message: 'Resource not accessible by integration',
      says: 'a permission is missing; an owner can grant it in the account’s settings under “GitHub Apps”.',
    },
  ])('with $status for twenty action items ends in the status comment', async ({ says, ...answer }) => {
    const stage = await setStage()
    const tasks = Array.from({ length: 20 }, (_, n) => `- [ ] Cursed ${n}`).join('\n')
    const number = await mergeRefused(stage, tasks, { ...invalid, ...answer })
    const status = await stage.status(number)
    expect(status).toContain('#### Action items: 0 of 20 closed')
    const lines = status
      .split('#### Please have a look')[1]
      ?.split('\n')
      .filter((line) => line !== '')
    expect(lines).toEqual([`- The app could not open the issue “Cursed 0”, because ${says}`])
    await expectCalm(stage, { number })
  })

  it('to attach the items keeps them in the table without a word', async () => {
    const stage = await setStage()
    const cursed = { pattern: /^POST .*\/sub_issues/, status: 422, message: 'Issue may only have one parent' }
    const number = await mergeRefused(stage, '- [ ] One\n- [ ] Two', cursed)
    expect((await stage.state()).issues.map(({ title }) => title)).toEqual(['Checkout is down', 'One', 'Two'])
    const status = await stage.status(number)
    expect(status).toContain('Action items: 0 of 2 closed')
    expect(status).not.toContain('Please have a look')
    await expectCalm(stage, { number })
  })

  it('to remind of one item leaves the others their reminders', async () => {
    const stage = await setStage({ files: { '.github/postmortem.yml': 'action_items: { due: null }\n' } })
    const cursed = { pattern: /^POST .*\/issues\/3\/comments/, status: 410, message: 'This issue was deleted' }
    await mergeRefused(stage, '- [ ] One\n- [ ] Two', cursed)
    stage.world.sandbox.clock.advance(15 * 86_400_000)
    await stage.app.sweep()
    expect(await stage.said(3)).toEqual([])
    expect((await stage.said(4)).join()).toContain('has no due date')
    await stage.app.sweep()
    await expectCalm(stage, { number: 1 })
  })
})
