import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

const fields = [
  { name: 'Priority', type: 'single_select' as const, options: ['Urgent', 'High', 'Medium', 'Low'] },
  { name: 'Target date', type: 'date' as const },
]
const wire = z.object({
  type: z.object({ name: z.string() }),
  issue_field_values: z.array(z.object({ issue_field_name: z.string(), value: z.string() })),
})
const configuration = 'action_items: { type: Task }\n'
const life = [
  wes.opens('Checkout is down'),
  wes.writes('- [ ] Alert us @tia (due 2026-03-20) [P1]'),
  wes.marksReady(),
  mia.merges(),
]

describe('where the organisation has issue fields', () => {
  it('they get date, priority and type with the issue, in one request, and the date is moved there', async () => {
    story = await tell({ seed: { fields, issueTypes: ['Task'] }, configuration })
    await story.play(...life.slice(0, 3))
    story.writes()
    await story.play(life[3] ?? later({}))
    const made = story.writes().filter((write) => /\/issues(?:\/\d+)?$/.test(write))
    expect(made).toEqual(['POST /repos/acme/shop/issues'])
    const { body } = await story.issueState(3)
    expect(body).not.toMatch(/^Due:/m)
    const values = async () => {
      const issue = await story.person('ada').read('/repos/acme/shop/issues/3', wire)
      return [issue.type.name, ...issue.issue_field_values.map((one) => `${one.issue_field_name}: ${one.value}`)]
    }
    expect(await values()).toEqual(['Task', 'Target date: 2026-03-20', 'Priority: High'])
    expect(await story.status()).toContain('| tia | 2026-03-20 | open |')

    await story.play(later({ minutes: 2 }), tia.says('/due 27 March', 3))
    expect(await values()).toContain('Target date: 2026-03-27')
    expect((await story.issueState(3)).body).not.toMatch(/^Due:/m)
    expect(await story.status()).toContain('| tia | 2026-03-27 | open |')
    story.sandbox.clock.set('2026-03-25T12:00:00Z')
    await story.sweep()
    expect((await story.issueState(3)).comments.map((one) => one.body).join()).toContain('is due on 2026-03-27')
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
  })

  it('and drops what it is given, the line says until when instead', async () => {
    story = await tell({ seed: { fields: fields.map((field) => ({ ...field, drops: true })) } })
    await story.play(...life)
    expect((await story.issueState(3)).body).toMatch(/^Due: 2026-03-20$/m)
    expect(await story.status()).toContain('| tia | 2026-03-20 | open |')
    await story.play(later({ minutes: 2 }))
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
  })
})
