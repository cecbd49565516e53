import { answers, checklist, during, incidentBody, incidentTitle, summary } from './document.ts'
import { addActionItems, answer, fillFrontMatter, replaceSummary } from './editing.ts'
import { documentSays, opened, postmortemIs, statusSays } from './outcomes.ts'
import { type Scene, StoryError } from './scene.ts'
import type { Act, Page } from './step.ts'
import { takeBack } from './story-release.ts'
import { type Role, repository } from './world.ts'

/** The next number after the pull request of the release. */
export const incident = 2

export const incidentPage: Page = () => `/issues/${incident}`
export const pullPage: Page = async (scene) => `/pull/${(await scene.postmortem(incident)).number}`
export const filesPage: Page = async (scene) => `${await pullPage(scene)}/files`

const readyForReview =
  'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'

/** What only the record of GitHub tells, in words of the draft. */
const factsOfTheMorning = ['7 of 8 environments', 'v2012.8.0', 'smars-8'] as const

export const postmortem: readonly Act[] = [
  {
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
        does: 'labels it "incident" and "sev1"',
        act: (scene) =>
          scene
            .as('incident-commander')
            .issues.addLabels({ ...repository, issue_number: incident, labels: ['incident', 'sev1'] }),
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
        does: 'takes the incident on',
        act: (scene) =>
          scene.as('incident-commander').issues.addAssignees({
            ...repository,
            issue_number: incident,
            assignees: ['incident-commander'],
          }),
        page: incidentPage,
        app: [],
      },
      {
        at: '2012-08-01 09:34',
        who: 'trading-ops',
        does: 'comments: /update, with what is known',
        act: (scene) => comment(scene, 'trading-ops', during.update),
        page: incidentPage,
        app: [],
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
  },
  {
    title: 'The postmortem',
    steps: [
      {
        at: '2012-08-02 10:00',
        who: 'release-engineer',
        does: 'answers question 3, how exactly it happened, below the timeline that stands there',
        act: (scene) =>
          scene.edit('release-engineer', incident, 'Tell how it happened', (text) => answer(text, 3, answers[3])),
        page: filesPage,
        app: [],
      },
      {
        at: '2012-08-02 14:00',
        who: 'trading-ops',
        does: 'answers question 2: 97 e-mails from 8:01 on, and nobody was to act on them',
        act: (scene) =>
          scene.edit('trading-ops', incident, 'Tell which messages there were', (text) => answer(text, 2, answers[2])),
        page: filesPage,
        app: [],
      },
      {
        at: '2012-08-03 11:00',
        who: 'incident-commander',
        does: 'answers the other questions and lists the action items: owners, dates, priorities',
        act: (scene) => scene.edit('incident-commander', incident, 'Answer the rest, list the actions', finish),
        page: filesPage,
        app: [],
      },
      {
        at: '2012-08-03 15:00',
        who: 'incident-commander',
        does: 'marks the pull request ready for review',
        async act(scene) {
          const { nodeId } = await scene.postmortem(incident)
          await scene.as('incident-commander').graphql(readyForReview, { id: nodeId })
        },
        page: pullPage,
        app: [
          {
            does: 'says that it is in review',
            look: statusSays(incident, 'Postmortem: reviewing'),
            page: incidentPage,
          },
        ],
        moment: 'in-review',
      },
      {
        at: '2012-08-06 09:30',
        who: 'chief-technology-officer',
        does: 'approves it',
        async act(scene) {
          const { number } = await scene.postmortem(incident)
          const body = 'I can follow it without having been there. The dates are ours to keep.'
          const review = { ...repository, pull_number: number, event: 'APPROVE', body } as const
          await scene.as('chief-technology-officer').pulls.createReview(review)
        },
        page: pullPage,
        app: [],
      },
      {
        at: '2012-08-06 10:00',
        who: 'incident-commander',
        does: 'merges it',
        async act(scene) {
          const { number } = await scene.postmortem(incident)
          await scene.as('incident-commander').pulls.merge({ ...repository, pull_number: number })
        },
        page: pullPage,
        app: [
          {
            does: 'opens an issue for each unchecked action item, with its owner, its date and its notes',
            look: opened('compare', incident, 'release-engineer', 'Due: 2012-08-17', 'one differs', 'P1'),
            page: async (scene) => `/issues/${await scene.issueOf('compare')}`,
          },
          {
            does: 'opens the one that has no owner too, and attaches them all to the incident',
            look: opened('rehearse', incident, null, 'by hand, at the desk'),
            page: async (scene) => `/issues/${await scene.issueOf('rehearse')}`,
          },
          {
            does: 'lists them in its comment; the one that was checked is recorded as done',
            look: statusSays(incident, 'Postmortem: tracking', '1 of 6 closed', 'done before merging'),
            page: incidentPage,
          },
          {
            does: 'adds their links to the lines of the document',
            look: documentSays(incident, 'main', '[#4](', '[#8]('),
            page: async (scene) => `/blob/main/${(await scene.postmortem(incident)).path}`,
          },
        ],
      },
    ],
  },
]

function finish(text: string): string {
  const answered = ([1, 4, 5, 6, 7] as const).reduce(
    (edited, question) => answer(edited, question, answers[question]),
    text,
  )
  const dated = fillFrontMatter(answered, 'detected', '2012-08-01T13:31:00Z')
  return addActionItems(replaceSummary(dated, summary), checklist)
}

/** The id of the comment. */
async function comment(scene: Scene, who: Role, body: string): Promise<number> {
  const { data } = await scene.as(who).issues.createComment({ ...repository, issue_number: incident, body })
  return data.id
}
