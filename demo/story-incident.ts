import { during, incidentBody, incidentTitle } from './document.ts'
import { assigned, documentSays, postmortemIs, reacted, statusSays } from './outcomes.ts'
import { type Scene, StoryError } from './scene.ts'
import type { Act, Page } from './step.ts'
import { takeBack } from './story-release.ts'
import { type Role, repository } from './world.ts'

/** The next number after the pull request of the release. */
export const incident = 2

export const incidentPage: Page = () => `/issues/${incident}`
export const pullPage: Page = async (scene) => `/pull/${(await scene.postmortem(incident)).number}`
export const filesPage: Page = async (scene) => `${await pullPage(scene)}/files`

/** What only the record of GitHub tells, in words of the draft. */
const factsOfTheMorning = [
  '7 of 8 environments',
  'v2012.8.0',
  'smars-8',
  'started: 2012-08-01T13:30:00Z',
  'detected: 2012-08-01T13:31:00Z',
] as const

export const theIncident: Act = {
  title: 'The incident',
  steps: [
    {
      at: '2012-08-01 09:31',
      who: 'trading-ops',
      does: `opens an issue: "${incidentTitle}"`,
      async act(scene) {
        const { issues } = scene.as('trading-ops')
        const { data } = await issues.create({ ...repository, title: incidentTitle, body: incidentBody })
        if (data.number !== incident) throw new StoryError(`The incident became #${data.number}.`)
      },
      page: incidentPage,
      app: [],
    },
    {
      at: '2012-08-01 09:31',
      who: 'incident-commander',
      does: 'labels it "incident", "sev1" and "service:smars"',
      act: (scene) =>
        scene
          .as('incident-commander')
          .issues.addLabels({ ...repository, issue_number: incident, labels: ['incident', 'sev1', 'service:smars'] }),
      page: incidentPage,
      app: [
        {
          does: 'opens a draft pull request with the postmortem, assigned to who set the label',
          look: postmortemIs(incident, 'draft', 'incident-commander'),
          page: pullPage,
        },
        {
          does: 'links it in one comment on the incident, which it keeps true from now on',
          look: statusSays(incident, 'Postmortem: drafting', '/pull/3', 'incident-commander'),
          page: incidentPage,
        },
      ],
    },
    {
      at: '2012-08-01 09:32',
      who: 'incident-commander',
      does: 'comments: /lead',
      act: (scene) => comment(scene, 'incident-commander', during.lead),
      page: incidentPage,
      app: [
        {
          does: 'assigns the incident to them',
          look: assigned(incident, 'incident-commander'),
          page: incidentPage,
        },
      ],
    },
    {
      at: '2012-08-01 09:34',
      who: 'trading-ops',
      does: 'comments: /started 09:30, /detected 09:31, and an /update with what is known',
      act: (scene) => comment(scene, 'trading-ops', during.update),
      page: incidentPage,
      app: [{ does: 'answers with a thumbs-up', look: reacted(incident, '/started', '+1'), page: incidentPage }],
    },
    {
      at: '2012-08-01 09:58',
      who: 'release-engineer',
      does: 'takes the new code back from the seven servers that had it',
      act: takeBack,
      page: incidentPage,
      app: [],
    },
    {
      at: '2012-08-01 10:02',
      who: 'trading-ops',
      does: 'comments that it is all eight servers now; incident-commander marks that with 👀',
      async act(scene) {
        const comment_id = await comment(scene, 'trading-ops', during.worse)
        const mark = { ...repository, comment_id, content: 'eyes' } as const
        await scene.as('incident-commander').reactions.createForIssueComment(mark)
      },
      page: incidentPage,
      app: [],
    },
    {
      at: '2012-08-01 10:15',
      who: 'release-engineer',
      does: 'comments: /mitigated, and two lines for the timeline',
      act: (scene) => comment(scene, 'release-engineer', during.stopped),
      page: incidentPage,
      app: [
        {
          does: 'writes into the draft what GitHub knows: what reached 7 of 8 servers, who wrote when, how long it took',
          look: documentSays(incident, 'branch', 'status: mitigated', ...factsOfTheMorning),
          page: filesPage,
        },
      ],
    },
    {
      at: '2012-08-01 10:20',
      who: 'incident-commander',
      does: 'closes the incident',
      act: (scene) =>
        scene
          .as('incident-commander')
          .issues.update({ ...repository, issue_number: incident, state: 'closed', state_reason: 'completed' }),
      page: incidentPage,
      app: [
        {
          does: 'writes into the draft when it was resolved; once people write there, it commits only when asked',
          look: documentSays(incident, 'branch', 'status: resolved', 'resolved: 2012-08-01T14:20:00Z'),
          page: filesPage,
        },
      ],
    },
  ],
}

/** Writes below an issue or a pull request; gives the id of the comment. */
export async function comment(scene: Scene, who: Role, body: string, below: number = incident): Promise<number> {
  const { data } = await scene.as(who).issues.createComment({ ...repository, issue_number: below, body })
  return data.id
}
