import type { Item } from './document.ts'
import { itemSays, type Look, labelled, reminded, statusSays } from './outcomes.ts'
import type { Scene } from './scene.ts'
import type { Act, Page, Reaction, Step } from './step.ts'
import { incident, incidentPage } from './story-incident.ts'
import { type Role, repository } from './world.ts'

const complete = 'postmortem-complete'

/** The page of an action item's issue. */
export const itemPage =
  (item: Item): Page =>
  async (scene) =>
    `/issues/${await scene.issueOf(item)}`

const reminders: readonly Step[] = [
  later(
    '2012-08-08 09:00',
    'two days before the deletion is due',
    nudge(
      'reminds release-engineer, in a comment on that issue',
      'delete',
      1,
      '@release-engineer',
      'is due on 2012-08-10',
    ),
  ),
  close(
    '2012-08-09 16:20',
    'release-engineer',
    'delete',
    'has deleted Power Peg and closes its issue',
    '2 of 6 closed',
  ),
  later(
    '2012-08-13 09:00',
    'two days before the paging is due',
    nudge('reminds trading-ops', 'page', 1, '@trading-ops', 'is due on 2012-08-15'),
  ),
  later(
    '2012-08-15 09:00',
    'two days before the comparing of versions is due',
    nudge('reminds release-engineer', 'compare', 1, '@release-engineer', 'is due on 2012-08-17'),
  ),
  {
    at: '2012-08-15 11:00',
    who: 'release-engineer',
    does: 'needs more time, and comments "/due 31 August" on that issue',
    act: (scene) => comment(scene, 'release-engineer', 'compare', '/due 31 August'),
    page: itemPage('compare'),
    app: [
      onStatus(
        'shows the new date in its comment on the incident',
        /versions differ \| release-engineer \| 2012-08-31/,
      ),
    ],
  },
  later(
    '2012-08-16 09:00',
    'the day after the paging was due',
    nudge('reminds trading-ops again', 'page', 2, '@trading-ops', 'was due on 2012-08-15'),
    onStatus('calls it overdue in its comment on the incident', '| **overdue** |'),
  ),
  {
    at: '2012-08-20 10:30',
    who: 'trading-ops',
    does: 'takes on the item that has no owner',
    act: async (scene) => {
      const issue_number = await scene.issueOf('rehearse')
      await scene.as('trading-ops').issues.addAssignees({ ...repository, issue_number, assignees: ['trading-ops'] })
    },
    page: itemPage('rehearse'),
    app: [onStatus('names the new owner', /in one minute \| trading-ops \|/)],
  },
  {
    at: '2012-08-21 15:00',
    who: 'incident-commander',
    does: 'snoozes the second router until the supplier has answered',
    act: (scene) =>
      comment(scene, 'incident-commander', 'supplier', '/snooze until 5 September the supplier answers then'),
    page: itemPage('supplier'),
    app: [
      {
        does: 'says so at the top of that issue, with the day in full',
        look: itemSays('supplier', '**Snoozed** until Wednesday, 5 September 2012 by incident-commander: the supplier'),
        page: itemPage('supplier'),
      },
    ],
  },
  later(
    '2012-08-23 09:00',
    'a week after the last reminder',
    nudge('reminds of the paging, weekly from now on', 'page', 3, '@trading-ops', 'was due on 2012-08-15'),
  ),
  later(
    '2012-08-28 09:00',
    'two days before the item without a date is due by default',
    nudge('reminds its new owner', 'rehearse', 1, '@trading-ops', 'is due on 2012-08-30'),
  ),
  close(
    '2012-08-28 17:05',
    'trading-ops',
    'rehearse',
    'has rehearsed the stop, and closes that issue',
    '3 of 6 closed',
  ),
  later(
    '2012-08-29 09:00',
    'two days before the new date of the comparing of versions',
    nudge('reminds release-engineer: a new date starts a new series', 'compare', 2, 'is due on 2012-08-31'),
  ),
]

const ends: readonly Step[] = [
  later('2012-08-30 09:00', 'another week', nudge('reminds of the paging a fourth time', 'page', 4, '@trading-ops')),
  close('2012-08-31 15:40', 'release-engineer', 'compare', 'closes the comparing of versions', '4 of 6 closed'),
  {
    at: '2012-09-05 10:00',
    who: 'incident-commander',
    does: 'declines the second router, with the reason: "/decline …"',
    act: (scene) =>
      comment(
        scene,
        'incident-commander',
        'supplier',
        '/decline Two routers are two ways to fail; the check of versions and the rehearsed stop cover what this was for',
      ),
    page: itemPage('supplier'),
    app: [
      {
        does: 'closes that issue as not planned, and keeps the reason',
        look: itemSays('supplier', '**Declined** by incident-commander', 'Two routers are two ways to fail'),
        page: itemPage('supplier'),
      },
      onStatus(
        'counts 5 of 6 closed, and tells who declined that one and why',
        '5 of 6 closed',
        'declined by incident-commander: Two routers are two ways to fail',
      ),
    ],
  },
  later('2012-09-06 09:00', 'another week', nudge('reminds a fifth time', 'page', 5, '@trading-ops')),
  later(
    '2012-09-13 09:00',
    'another week; five reminders had no effect',
    nudge(
      'escalates to the team in the configuration; from now on it would remind once a month',
      'page',
      6,
      '@knight-capital/technology-leads',
    ),
  ),
  {
    at: '2012-09-13 11:00',
    who: 'chief-technology-officer',
    does: 'makes room for it, in a comment',
    act: async (scene) => {
      const issue_number = await scene.issueOf('page')
      const body = 'This goes before the next release: two days without other work for it.'
      await scene.as('chief-technology-officer').issues.createComment({ ...repository, issue_number, body })
    },
    page: itemPage('page'),
    app: [],
  },
  {
    ...close('2012-09-17 14:30', 'trading-ops', 'page', 'closes the last one, the paging', '6 of 6 closed'),
    app: [
      onStatus(
        'says that all is done, with the numbers',
        'Postmortem: done',
        '5 done, 1 declined',
        '5 days',
        '42 days',
      ),
      label('labels the incident "postmortem-complete"', 'carried'),
    ],
  },
  {
    at: '2012-09-18 09:50',
    who: 'release-engineer',
    does: 'finds a test that still names Power Peg, and reopens that issue',
    act: (scene) => change(scene, 'release-engineer', 'delete', { state: 'open' }),
    page: itemPage('delete'),
    app: [
      label('takes the label away', 'absent'),
      onStatus('is back at following up', 'Postmortem: tracking', '5 of 6 closed'),
    ],
  },
  {
    ...close(
      '2012-09-18 16:10',
      'release-engineer',
      'delete',
      'deletes that too, and closes the issue',
      '6 of 6 closed',
    ),
    app: [onStatus('is done again', 'Postmortem: done', '43 days'), label('labels it again', 'carried')],
  },
]

/** From the first reminder to the last closed issue. */
export const followUps: readonly Act[] = [
  { title: 'The reminders', steps: reminders },
  { title: 'The last one, and the end', steps: ends },
]

function later(at: string, does: string, ...app: readonly Reaction[]): Step {
  return { at, who: 'clock', does, page: incidentPage, app }
}

function nudge(does: string, item: Item, count: number, ...words: readonly string[]): Reaction {
  return { does, look: reminded(item, count, ...words), page: itemPage(item) }
}

function onStatus(does: string, ...parts: readonly (string | RegExp)[]): Reaction {
  return { does, look: statusSays(incident, ...parts), page: incidentPage }
}

function label(does: string, wanted: 'carried' | 'absent'): Reaction {
  const look: Look = labelled(incident, complete, wanted)
  return { does, look, page: incidentPage }
}

function close(at: string, who: Role, item: Item, does: string, count: string): Step {
  const act = (scene: Scene) => change(scene, who, item, { state: 'closed', state_reason: 'completed' })
  return { at, who, does, act, page: itemPage(item), app: [onStatus(`counts ${count}`, count)] }
}

interface Change {
  readonly state?: 'open' | 'closed'
  readonly state_reason?: 'completed' | 'not_planned'
  readonly body?: string
}

async function change(scene: Scene, who: Role, item: Item, to: Change): Promise<void> {
  const issue_number = await scene.issueOf(item)
  await scene.as(who).issues.update({ ...repository, issue_number, ...to })
}

async function comment(scene: Scene, who: Role, item: Item, body: string): Promise<void> {
  const issue_number = await scene.issueOf(item)
  await scene.as(who).issues.createComment({ ...repository, issue_number, body })
}
