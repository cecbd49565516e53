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
  onceReminded('Alert on declined cards', tia.closes('Alert on declined cards')),
  mia.renames('Write the runbook', 'Write a runbook'),
  mia.closes('Write a runbook', 'not_planned'),
]

/** What may follow when all is done: one item is not. */
export const reopenedLife: readonly Step[] = [
  ...wholeLife,
  tia.reopens('Alert on declined cards'),
  tia.closes('Alert on declined cards'),
]
