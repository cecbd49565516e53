import { afterEach, describe, expect, it } from 'vitest'
import { moves } from '../stage/moves.ts'
import { person, type Step } from '../stage/script.ts'
import { hear, type Story, tell } from '../stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

async function telling(...steps: readonly Step[]): Promise<void> {
  story = await tell({ network: 'none' })
  await story.play(...steps)
}

/** #3 is of tia, due on Friday 20 March; wes writes the postmortem. */
const item = '- [ ] Alert us @tia (due 2026-03-20)'
const merged = [wes.opens('Checkout is down'), wes.writes(item), wes.marksReady(), mia.merges()]

async function row(): Promise<string> {
  return (await story.status()).split('\n').find((line) => line.startsWith('|') && line.includes('Alert us')) ?? ''
}

/** The last reminder of the item, without its marker, once one is due. */
async function reminder(): Promise<string> {
  story.sandbox.clock.set('2026-03-18T12:00:00Z')
  await story.sweep()
  const { comments } = await story.issueState(3)
  expect(comments).toHaveLength(1)
  return comments[0]?.body.split('\n').slice(1).join('\n') ?? ''
}

const leaves = [
  { how: 'is removed', step: moves.removesCollaborator },
  { how: 'loses access and stays assigned', step: moves.losesAccess },
]

describe('who leaves', () => {
  it('before the merge is named in the issue of the item instead of being assigned', async () => {
    await telling(...merged.slice(0, 3), moves.removesCollaborator('tia'), ...merged.slice(3))
    expect((await story.issueState(3)).assignees).toEqual([])
    expect((await story.issueState(3)).body).toContain('Owners in the document whom GitHub could not assign: tia')
    expect(await row()).toContain('| tia (not assigned) | 2026-03-20 | open |')
  })

  it.each(leaves)('and $how is not reminded: the writer is, and the status comment knows', async ({ step }) => {
    await telling(...merged, step('tia'))
    await story.sweep()
    const removed = (await story.issueState(3)).assignees.length === 0
    expect(await row()).toContain(removed ? '| tia (not assigned) |' : '| tia |')
    const said = await reminder()
    expect(said).toContain('@wes: this follow-up')
    expect(said).not.toContain('@tia')
    expect(said.includes('tia can no longer be assigned here. Please assign somebody else.')).toBe(!removed)
  })

  it.each(leaves)('with everybody else and $how leaves a reminder that asks whoever reads it', async ({ step }) => {
    await telling(...merged, step('tia'), step('wes'))
    const said = await reminder()
    expect(said).not.toContain('@')
    expect(said).toContain('Nobody is assigned. If you read this: please assign somebody')
    await story.play(mia.assigns(3, 'mia'))
    expect(await row()).toContain('| mia | 2026-03-20 | open |')
  })

  it('while drafting is taken off the draft, and the status comment asks who writes it', async () => {
    await telling(wes.opens('Checkout is down'), moves.removesCollaborator('wes'))
    await story.sweep()
    expect(await story.status()).toContain('Nobody writes it yet. Who will?')
    expect((await story.pullState()).state).toBe('open')
  })

  it('right after setting the label starts nothing: a maintainer is asked', async () => {
    story = await tell({ network: 'none' })
    await wes.opens('Checkout is down').act(story)
    await moves.removesCollaborator('wes').act(story)
    await hear(story.world, story.app)
    expect((await story.state()).pulls).toEqual([])
    expect(await story.status()).toContain('wes, who set it, cannot start a postmortem here')
    await story.play(mia.says('/postmortem start'))
    expect(await story.status()).toContain('**mia** writes it.')
  })

  it('commands nothing any more', async () => {
    await telling(wes.opens('Checkout is down'), moves.losesAccess('wes'), wes.says('/postmortem skip I am gone'))
    expect(await story.answers()).toEqual([expect.stringContaining('needs the triage role or more here')])
    expect((await story.pullState()).state).toBe('open')
  })
})
