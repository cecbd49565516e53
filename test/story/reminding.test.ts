import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

/** The story begins on Monday 2 March 2026 at noon, in UTC. */
function merged(line: string) {
  return [wes.opens('Checkout is down'), wes.writes(line), wes.marksReady(), mia.merges()]
}

interface Reminder {
  readonly slot: string
  readonly text: string
}

async function reminders(): Promise<readonly Reminder[]> {
  const { comments } = await story.issueState(3)
  return comments.map(({ body }) => ({ slot: /"slot":"(.*?)"/.exec(body)?.[1] ?? '', text: body }))
}

async function slots(): Promise<readonly string[]> {
  return (await reminders()).map(({ slot }) => slot)
}

/**
 * Goes from one of these days, as `03-18`, to the next, and returns which of them brought a reminder and the day before
 * none. What every day of a calendar brings is in the table of reminder-slots.
 */
async function remindedOn(...days: readonly string[]): Promise<readonly string[]> {
  const brought: string[] = []
  const at = async (moment: number) => {
    const before = (await slots()).length
    story.sandbox.clock.set(new Date(moment).toISOString())
    await story.sweep()
    return (await slots()).length - before
  }
  for (const day of days) {
    const noon = Date.parse(`2026-${day}T12:00:00Z`)
    if ((await at(noon - 86_400_000)) > 0) brought.push(`before ${day}`)
    if ((await at(noon)) === 1) brought.push(day)
  }
  return brought
}

describe('reminders', () => {
  it('come two days before the due date, the day after it and then weekly, on weekdays', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'))
    expect(await remindedOn('03-18', '03-23', '03-30', '04-06', '04-13', '04-16')).toEqual([
      '03-18',
      '03-23',
      '03-30',
      '04-06',
      '04-13',
    ])
    expect((await reminders())[0]?.text).toContain(
      '@tia: this follow-up from the postmortem of #1 (Checkout is down) is due on 2026-03-20.',
    )
    expect((await reminders())[1]?.text).toContain('was due on 2026-03-20')
    const { comments } = await story.issueState(3)
    expect(comments.map(({ minimized }) => minimized)).toEqual([...Array(4).fill('outdated'), null])
  })

  it('come every fourteen days without a due date, to the postmortem’s writers when nobody is assigned', async () => {
    story = await tell({ network: 'none', configuration: 'action_items: { due: null }\n' })
    await story.play(...merged('- [ ] Alert us'))
    expect(await remindedOn('03-16', '03-30', '04-13', '04-20')).toEqual(['03-16', '03-30', '04-13'])
    expect((await reminders())[0]?.text).toContain('@wes: this follow-up')
  })

  it('wait for the configured hour in the configured zone', async () => {
    story = await tell({ network: 'none', configuration: 'reminders:\n  zone: Europe/Berlin\n  hour: 14\n' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'), later({ days: 16 }))
    story.sandbox.clock.set('2026-03-18T12:59:59Z')
    await story.sweep()
    expect(await slots()).toEqual([])
    story.sandbox.clock.set('2026-03-18T13:00:00Z')
    await story.sweep()
    expect(await slots()).toEqual(['2026-03-20/1'])
  })

  it('begin a new series when the line Due: is edited', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'))
    expect(await remindedOn('03-18', '03-23')).toEqual(['03-18', '03-23'])
    expect(await slots()).toEqual(['2026-03-20/1', '2026-03-20/2'])
    await story.play(tia.reschedules(3, '2026-05-06'))
    expect(await story.status()).toContain('| 2026-05-06 | open |')
    expect(await remindedOn('05-04', '05-07', '05-14', '05-21')).toEqual(['05-04', '05-07', '05-14', '05-21'])
    expect(await slots()).toEqual([
      '2026-03-20/1',
      '2026-03-20/2',
      '2026-05-06/1',
      '2026-05-06/2',
      '2026-05-06/3',
      '2026-05-06/4',
    ])
  })

  it('are not made up for after a month of downtime', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'))
    await story.unheard(later({ days: 31 }))
    await story.sweep()
    await story.sweep()
    expect(await slots()).toEqual(['2026-03-20/3'])
  })

  it('wait for Monday when the app comes back on a Saturday', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'))
    story.sandbox.clock.set('2026-03-21T10:00:00Z')
    await story.sweep()
    story.sandbox.clock.set('2026-03-23T08:00:00Z')
    await story.sweep()
    expect(await slots()).toEqual([])
    story.sandbox.clock.set('2026-03-23T09:00:00Z')
    await story.sweep()
    expect(await slots()).toEqual(['2026-03-20/2'])
  })

  it('go by the day of the configured zone, which may be ahead of UTC', async () => {
    story = await tell({ network: 'none', configuration: 'reminders:\n  zone: Pacific/Auckland\n' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-18)'))
    story.sandbox.clock.set('2026-03-18T20:30:00Z')
    await story.sweep()
    expect((await reminders())[0]?.text).toContain('was due on 2026-03-18')
    expect(await story.status()).toContain('| 2026-03-18 | **overdue** |')
  })

  it('go by the date in the item, not by one in its notes', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)\n  Due: 2026-09-01'))
    expect(await story.status()).toContain('| 2026-03-20 | open |')
  })

  it('go on with one escalation, and then once a month until the item is closed', async () => {
    story = await tell({ network: 'none', configuration: 'reminders:\n  limit: 2\n  escalation: "@acme/leads"\n' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'))
    expect(await remindedOn('03-18', '03-23', '03-30', '04-06', '04-13')).toEqual(['03-18', '03-23', '03-30'])
    const last = (await reminders()).at(-1)?.text
    expect(last).toContain('@acme/leads: this follow-up')
    expect(last).toContain('Until then the app reminds of it once a month.')
    expect(await remindedOn('05-04', '05-05', '06-03')).toEqual(['05-04', '06-03'])
    await story.play(tia.closes(3))
    expect(await remindedOn('07-04', '07-10')).toEqual([])
  })

  it('stop while an item is closed, and go on where they were', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'), later({ days: 16 }))
    await story.sweep()
    await story.play(tia.closes(3))
    expect(await remindedOn('03-20', '03-23', '03-27')).toEqual([])
    await story.play(tia.reopens(3))
    expect(await slots()).toEqual(['2026-03-20/1', '2026-03-20/2'])
  })

  it('are not sent twice when the status comment has lost its memory', async () => {
    story = await tell({ network: 'none' })
    await story.play(...merged('- [ ] Alert us @tia (due 2026-03-20)'), later({ days: 16 }))
    await story.sweep()
    await story.play(mia.removesComment(1))
    await story.sweep()
    expect(await slots()).toEqual(['2026-03-20/1'])
    expect(await story.status()).toContain('"slot":"2026-03-20/1"')
  })
})
