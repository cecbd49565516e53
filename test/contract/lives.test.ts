import { afterEach, describe, expect, it } from 'vitest'
import { reopenedLife } from '../story/stage/lives.ts'
import { later, person } from '../story/stage/script.ts'
import { type Story, tell } from '../story/stage/story.ts'
import { record } from './recording.ts'
import { evaluate } from './verdict.ts'

const [wes, mia, tia] = [person('wes'), person('mia'), person('tia')]

let story: Story
afterEach(() => story.close())

describe('whole lives of the app on the sandbox', () => {
  it('send and get only what GitHub describes: to the last follow-up, and once more', async () => {
    story = await tell({ network: 'none' })
    const recording = record(story.world.sandbox)
    await story.play(...reopenedLife)
    await story.sweep()
    const { mismatches, succeeded, sent } = evaluate(recording, 'a whole life')
    expect(mismatches).toEqual([])
    expect(succeeded).toContain('PUT /repos/{owner}/{repo}/contents/{path}')
    expect(succeeded).toContain('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues')
    expect(sent).toContain('sub_issues.sub_issue_added')
    expect(sent).toContain('pull_request.closed')
  })

  it('send and get only what GitHub describes: stopped, resumed, edited, in a repository with a configuration', async () => {
    story = await tell({ network: 'none', configuration: 'directory: incidents\n' })
    const recording = record(story.world.sandbox)
    await story.play(
      wes.opens('Checkout is down', { body: 'Cards are declined.', labels: [] }),
      wes.labels(1),
      wes.says('/postmortem status'),
      mia.setsPull({ state: 'closed' }),
      mia.setsPull({ state: 'open', title: 'Postmortem' }),
      wes.unlabels(1),
      wes.labels(1),
      mia.renames(1, 'Checkout was down'),
      mia.removesComment(1),
      wes.closes(1),
      later({ days: 3 }),
      wes.opens('Checkout is down again', { assignees: ['wes'] }),
      wes.closes('Checkout is down again', 'duplicate'),
      tia.deletes('Checkout is down again'),
    )
    await story.days(2)
    expect(evaluate(recording, 'a life with detours').mismatches).toEqual([])
  })
})
