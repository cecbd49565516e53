import { afterEach, describe, expect, it } from 'vitest'
import { type AppProcess, startWorld, type World } from './world.ts'

let world: World
let app: AppProcess
afterEach(() => world.close())

const repository = { owner: 'acme', repo: 'shop' }
const day = 86_400_000

async function settle() {
  for (;;) {
    await world.sandbox.deliveries.idle()
    const deliveries = world.sandbox.deliveries.list()
    world.sandbox.deliveries.clear()
    for (const delivery of deliveries) app.deliver(delivery)
    await app.idle()
    if (world.sandbox.deliveries.list().length === 0) return
  }
}

describe('one incident, from its label to the last follow-up', () => {
  it('opens, merges, tracks, reminds and completes', async () => {
    world = await startWorld()
    app = world.startApp()
    const wes = world.as('wes').rest
    const mia = world.as('mia').rest
    await wes.issues.create({
      ...repository,
      title: 'Checkout is down',
      body: 'Cards are declined.',
      labels: ['incident'],
    })
    await settle()
    const [pull] = (await wes.pulls.list(repository)).data
    const path = 'postmortems/2026-03-02-1-checkout-is-down.md'
    const file = await wes.repos.getContent({ ...repository, path, ref: 'postmortem/incident-1' })
    const text = Buffer.from((file.data as { content: string }).content, 'base64').toString()
    const edited = text.replace(
      '## 7.',
      '- [ ] Alert on declined cards @tia (due 2026-03-20) [P1]\n  With a page.\n- [ ] Write the runbook @nobody (due 2030-02-29)\n- [x] Roll back\n\n## 7.',
    )
    await wes.repos.createOrUpdateFileContents({
      ...repository,
      path,
      branch: 'postmortem/incident-1',
      message: 'Write it',
      content: Buffer.from(edited).toString('base64'),
      sha: (file.data as { sha: string }).sha,
    })
    await settle()
    await world
      .as('wes')
      .graphql(
        'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }',
        { id: pull!.node_id },
      )
    await settle()
    await mia.pulls.merge({ ...repository, pull_number: 2 })
    await settle()
    console.log(
      (await world.state()).issues
        .map(
          (issue) =>
            `#${issue.number} ${issue.title} ${issue.state} ${issue.assignees} ${issue.labels}\n${issue.body}\n${issue.comments.map((c) => `>> ${c.author}: ${c.body}`).join('\n')}`,
        )
        .join('\n=====\n'),
    )
    for (let n = 0; n < 45; n++) {
      world.sandbox.clock.advance(day)
      await app.sweep()
    }
    console.log(
      (await world.state()).issues
        .map(
          (issue) =>
            `#${issue.number} ${issue.state}\n${issue.comments.map((c) => `>> ${c.author}: ${c.body.slice(0, 400)}`).join('\n')}`,
        )
        .join('\n=====\n'),
    )
    await wes.issues.update({ ...repository, issue_number: 3, state: 'closed', state_reason: 'completed' })
    await wes.issues.update({ ...repository, issue_number: 4, state: 'closed', state_reason: 'not_planned' })
    await settle()
    const state = await world.state()
    console.log(state.issues[0], state.branches['main']?.[path])
    console.log(app.log.map((l) => `${l.level} ${l.message} ${JSON.stringify(l.fields)}`).join('\n'))
    expect(state.pulls).toHaveLength(1)
  })
})
