import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { later, person } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, shop, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')
const rex = person('rex')

let story: Story
afterEach(() => story.close())

async function draft(): Promise<string> {
  return present(await story.document('postmortem/incident-1'), 'document').text
}

/** The commits that the app made on the branch since the last time this was asked. */
function commits(): number {
  return story.writes().filter((write) => write.startsWith('PUT ') && write.includes('/contents/')).length
}

describe('the facts of a draft', () => {
  it('stand in it from the start, and are renewed once when it is mitigated and once when it closes', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), tia.says('/timeline we see declined cards'))
    expect(await draft()).toContain('| wes | Declared: Checkout is down |')
    expect(commits()).toBe(1)

    await story.play(later({ minutes: 30 }), tia.says('/mitigated 5 minutes ago'))
    expect(await draft()).toContain('| tia | we see declined cards |')
    expect(await draft()).toContain('status: mitigated')
    expect(await draft()).toContain('mitigated: 2026-03-02T12:25:00Z')
    expect(await draft()).toContain('| Time to mitigate: 25 minutes |')
    expect(commits()).toBe(1)
    await story.play(mia.says('That went well.'), tia.labels(1, 'sev2'))
    expect(commits()).toBe(0)

    await story.play(later({ minutes: 30 }), wes.closes(1))
    expect(await draft()).toContain('| Time to resolve: 1 hour |')
    expect(await draft()).toContain('| tia | Severity: sev2 |')
    expect(commits()).toBe(1)
    await story.play(mia.says('Thank you all.'))
    await story.days(2)
    expect(commits()).toBe(0)
  })

  it('wait for a refresh once people write, and a block that they edited is theirs', async () => {
    story = await tell()
    const note = (text: string) => text.replace('| wes | Declared: Checkout is down |', '| wes | He saw it first. |')
    await story.play(wes.opens('Checkout is down'), wes.edits('draft', 'the timeline', note))
    await story.play(later({ minutes: 30 }), tia.says('/timeline it is back'), tia.says('/mitigated'))
    expect(await draft()).not.toContain('Mitigated')

    await story.play(tia.says('/postmortem refresh'))
    expect(await draft()).toContain('| wes | He saw it first. |')
    expect(await draft()).not.toContain('it is back')
    expect(await draft()).toContain('| Time to mitigate: 30 minutes |')
  })

  it('credit who assigned somebody with the first response, in the timeline and among the people', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), later({ minutes: 10 }), mia.assigns(1, 'tia'))
    await story.play(later({ minutes: 20 }), wes.closes(1))
    const text = await draft()
    expect(text).toContain('| mia | Assigned to tia |')
    expect(text).toContain('| what mia did first | Time to respond: 10 minutes |')
    expect(text).toContain('| mia | responded first |\n| tia | led |')
  })

  it('are not told by strangers, who learn why', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), rex.says('/mitigated'), rex.says('/timeline all is well'))
    expect(await draft()).toContain('status: open')
    expect(await draft()).not.toContain('all is well')
    expect(await story.answers()).toEqual([expect.stringContaining('`/mitigated` needs the triage role or more here')])
  })

  it.each([
    ['/mitigated soonish', '`soonish` is not a time in the past that the app can read.'],
    ['/timeline', '`/timeline` needs a text in the same line'],
  ])('answer %s with what would help', async (command, sentence) => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), tia.says(command))
    expect(await story.answers()).toEqual([expect.stringContaining(sentence)])
  })

  it('tell what changed near the start, from other people’s hands too', async () => {
    story = await tell()
    const ship = (path: string, body: object) => story.person('wes').send('POST', `${story.repository}${path}`, body)
    for (const environment of ['eu', 'us', 'asia']) await ship('/deployments', { ref: 'main', environment })
    await ship('/releases', { tag_name: 'v2', name: 'Version 2' })
    story.world.sandbox.clock.advance(20 * 60_000)
    await story.play(wes.opens('Checkout is down'))
    expect(await draft()).toContain('Deployment of main to asia, eu, us | wes |')
    expect(await draft()).toContain('| [20 minutes](')
    expect(await draft()).toContain('Release Version 2')
  })

  it('tell what was taken back by a push, and of how many servers a deployment is told to have reached', async () => {
    story = await tell()
    const { send, read } = story.person('wes')
    const { repository } = story
    await send('POST', `${repository}/deployments`, { ref: 'main', environment: 'production' })
    const [deployment] = await read(`${repository}/deployments`, z.array(z.object({ id: z.number() })))
    const status = { state: 'success', description: 'Deployed to 7 of 8 servers' }
    await send('POST', `${repository}/deployments/${deployment?.id}/statuses`, status)
    await story.play(later({ minutes: 20 }), wes.opens('Checkout is down'))
    expect(await draft()).toContain('**Reached 7 of 8 servers in production:** main.')
    const content = Buffer.from('old').toString('base64')
    const message = `Revert "Use the new flag"\n\nThis reverts commit ${'c'.repeat(40)}.\n`
    await send('PUT', `${repository}/contents/flag.txt`, { message, content, branch: 'main' })
    await story.play(later({ minutes: 20 }), wes.closes(1))
    expect(await draft()).toMatch(
      /\| wes \| Revert of ccccccc by [0-9a-f]{7}, pushed without a pull request: Revert "Use/,
    )
  })

  it('leave out what the app may not read, and say so', async () => {
    const permissions = { deployments: 'none', actions: 'none' } as const
    story = await tell({ seed: { repositories: [{ ...shop, permissions }] } })
    await story.play(wes.opens('Checkout is down'))
    expect(await draft()).toContain('No deployment, release, merge or failed run is known')
    expect(await draft()).toContain('_Deployments are left out: GitHub does not show them to the app._')
    expect(await draft()).toContain('_Failed workflow runs are left out: GitHub does not show them to the app._')
    expect(await draft()).not.toContain('_Releases are left out')
    expect(await story.status()).not.toContain('could not')
  })
})
