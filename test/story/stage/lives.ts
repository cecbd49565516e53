import { later, onceReminded, person, type Step } from './script.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

/** What every law replays: a life with each kind of write in it. Two items and a checked one; one reminder each. */
export const wholeLife: readonly Step[] = [
  wes.opens('Checkout is down', { body: 'Cards are declined.', assignees: ['wes'] }),
  mia.says('/postmortem skip false alarm'),
  mia.says('/postmortem start'),
  wes.writes('- [ ] Alert on declined cards @tia (due 2026-03-20)\n- [ ] Write the runbook @ghost\n- [x] Roll back'),
  wes.closes(1),
  wes.marksReady(),
  mia.approves(),
  mia.merges(),
  wes.assigns('Write the runbook', 'mia'),
  later({ days: 16 }),
  onceReminded('Alert on declined cards', tia.says('/done with the new alert', 'Alert on declined cards')),
  mia.renames('Write the runbook', 'Write a runbook'),
  mia.closes('Write a runbook', 'not_planned'),
]

/** What may follow when all is done: one item is not. */
export const reopenedLife: readonly Step[] = [
  ...wholeLife,
  tia.reopens('Alert on declined cards'),
  tia.closes('Alert on declined cards'),
]

/** How the repository of the busy life is configured: everything is due within days, and again the week after. */
export const busyConfiguration = 'action_items: { due: null }\nreminders:\n  before: 1\n  repeat: 1\n  undated: 2\n'

/**
 * A life for a timetable, a step every few hours: taken back and forth before it starts, three items and a checked one,
 * one reminder each.
 */
export const busyLife: readonly Step[] = [
  wes.opens('Checkout is down', { body: 'Cards are declined.', assignees: ['wes'] }),
  mia.says('/postmortem skip false alarm'),
  mia.says('/postmortem start'),
  wes.writes(
    [
      '- [ ] Alert on declined cards @tia (due 2026-03-06)',
      '- [ ] Write the runbook @ghost',
      '- [ ] Rehearse the failover @mia (due 2026-03-06)',
      '- [x] Roll back',
    ].join('\n'),
  ),
  wes.closes(1),
  wes.marksReady(),
  mia.merges(),
  onceReminded('Alert on declined cards', tia.closes('Alert on declined cards')),
  onceReminded('Write the runbook', mia.closes('Write the runbook', 'not_planned')),
  onceReminded('Rehearse the failover', mia.closes('Rehearse the failover')),
]

/** When the reminders of the busy life come due, of each item by its title. */
export const busyReminders = [
  { title: 'Alert on declined cards', slot: '2026-03-06/1', due: '2026-03-05T09:00:00Z' },
  { title: 'Write the runbook', slot: 'none/1', due: '2026-03-05T09:00:00Z' },
  { title: 'Rehearse the failover', slot: '2026-03-06/1', due: '2026-03-05T09:00:00Z' },
] as const
