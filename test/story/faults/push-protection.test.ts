import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from '../stage/script.ts'
import { present } from '../stage/stage.ts'
import { type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

async function draft(): Promise<string> {
  return present(await story.document('postmortem/incident-1'), 'document').text
}

/** GitHub refuses the next so many commits to the branch, as if something in them were a secret that the app does not know. */
function refuseSecrets(times: number): void {
  const message = 'Repository rule violations found\n\nSecret detected in content\n\n'
  const effect = { kind: 'refuse', status: 409, message } as const
  story.sandbox.faults.add({ request: { method: 'PUT', path: '/contents/' }, effect, times })
}

describe('where push protection refuses the document', () => {
  it('the draft opens without the timeline, which comes back with a refresh once that is mended', async () => {
    story = await tell()
    refuseSecrets(1)
    await story.play(wes.opens('Checkout is down', { body: 'Since noon.' }))
    expect(await draft()).toContain('_The timeline stays out for now')
    expect(await draft()).toContain('Since noon.')
    expect(await story.status()).toContain('keeps the timeline as it is now out of the document')
    expect(await story.status()).not.toContain('could not write')

    story.writes()
    await story.play(later({ minutes: 30 }), tia.says('/timeline the old version is back'))
    await story.days(2)
    expect(story.writes().filter((write) => write.includes('/contents/'))).toEqual([])

    await story.play(tia.says('/postmortem refresh'))
    expect(await draft()).toContain('| tia | the old version is back |')
    expect(await story.status()).not.toContain('push protection')
  })

  it('the draft opens without the text of the incident, too, where that is what it takes', async () => {
    story = await tell()
    refuseSecrets(2)
    await story.play(wes.opens('Checkout is down', { body: 'Since noon.' }))
    expect(await draft()).not.toContain('Since noon.')
    expect(await story.status()).toContain('keeps the timeline and the text of the incident out of the document')
  })

  it('a refresh leaves the timeline as it stands, and renews the rest', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), later({ minutes: 30 }))
    refuseSecrets(1)
    await story.play(tia.says('/mitigated'))
    expect(await draft()).toContain('status: mitigated')
    expect(await draft()).toContain('| Time to mitigate: 30 minutes |')
    expect(await draft()).not.toContain('| tia | Mitigated |')
    expect(await story.status()).toContain('keeps the timeline as it is now out of the document')
  })

  it('what looks like a secret never goes there in the first place', async () => {
    story = await tell()
    const key = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5'].join('')
    await story.play(wes.opens('Checkout is down', { body: `We used ${key}, says jane@example.com.` }))
    expect(await draft()).toContain('We used [removed], says [removed].')
  })
})
