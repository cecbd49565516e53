import { postmortemIs, reacted, statusSays } from './outcomes.ts'
import { StoryError } from './scene.ts'
import type { Act, Page } from './step.ts'
import { repository } from './world.ts'

/** The next number after the release's pull request, the incident, its own and five action items. */
const alarm = 9

/** The page of the issue that turns out to be none. */
export const alarmPage: Page = () => `/issues/${alarm}`
const page = alarmPage
const title = 'SMARS sends a hundred times more orders than usual'

/** What costs one line, not a document. */
export const falseAlarm: Act = {
  title: 'A false alarm',
  steps: [
    {
      at: '2012-09-20 08:05',
      who: 'trading-ops',
      does: `opens an issue with the label "incident": "${title}"`,
      async act(scene) {
        const body = 'The new limit has fired before the open.'
        const { issues } = scene.as('trading-ops')
        const { data } = await issues.create({ ...repository, title, body, labels: ['incident'] })
        if (data.number !== alarm) throw new StoryError(`The false alarm became #${data.number}, not #${alarm}.`)
      },
      page,
      app: [
        {
          does: 'opens a draft at once',
          look: postmortemIs(alarm, 'draft', 'trading-ops'),
          page: async (scene) => `/pull/${(await scene.postmortem(alarm)).number}`,
        },
      ],
    },
    {
      at: '2012-09-20 08:20',
      who: 'incident-commander',
      does: 'comments: /postmortem skip false alarm: a rehearsal set the limit off',
      async act(scene) {
        const body = '/postmortem skip false alarm: a rehearsal set the limit off'
        await scene.as('incident-commander').issues.createComment({ ...repository, issue_number: alarm, body })
      },
      page,
      app: [
        { does: 'answers with a thumbs-up', look: reacted(alarm, '/postmortem', '+1'), page },
        {
          does: 'keeps the reason, and says how to take it back',
          look: statusSays(alarm, 'Postmortem: not needed', 'a rehearsal set the limit off', '/postmortem start'),
          page,
        },
        {
          does: 'closes the draft, which nobody has touched',
          look: postmortemIs(alarm, 'closed'),
          page: async (scene) => `/pull/${(await scene.postmortem(alarm)).number}`,
        },
      ],
    },
    {
      at: '2012-09-20 08:25',
      who: 'trading-ops',
      does: 'closes the issue',
      act: (scene) =>
        scene
          .as('trading-ops')
          .issues.update({ ...repository, issue_number: alarm, state: 'closed', state_reason: 'not_planned' }),
      page,
      app: [],
    },
  ],
}
