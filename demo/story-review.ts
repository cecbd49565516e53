import { answers, firstDraft, items } from './document.ts'
import { answer, replaceOnce } from './editing.ts'
import { checkSays, documentSays, opened, statusSays } from './outcomes.ts'
import type { Act, Page } from './step.ts'
import { filesPage, incident, incidentPage, pullPage } from './story-incident.ts'
import { repository } from './world.ts'

const readyForReview =
  'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'

/** The newest run of the check. */
export const checkPage: Page = async (scene) => `/runs/${(await scene.check(incident)).id}`

/** What the check says of the first draft, by the rules that say it. */
const findings = [
  'people/should-have',
  'question/unanswered',
  'action-item/no-owner',
  'action-item/not-assignable',
] as const

export const theReview: Act = {
  title: 'The review',
  steps: [
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
        {
          does: 'says in the check "Postmortem" what a careful colleague would: a sentence about a person, a question without an answer, an item without an owner, and one whose owner has no access here',
          look: checkSays(incident, findings),
          page: checkPage,
        },
      ],
      moment: { name: 'first-check', page: checkPage },
    },
    {
      at: '2012-08-03 15:40',
      who: 'incident-commander',
      does: 'asks for the system instead of the person, and answers the last question',
      act: (scene) =>
        scene.edit('incident-commander', incident, 'Say what made it possible', (text) =>
          answer(replaceOnce(text, firstDraft.aboutAPerson, firstDraft.aboutTheSystem), 7, answers[7]),
        ),
      page: pullPage,
      app: [
        {
          does: 'looks again, and has less to say',
          look: checkSays(incident, ['7 of 7 questions answered', ...findings.slice(2)], findings.slice(0, 2)),
          page: checkPage,
        },
      ],
    },
    {
      at: '2012-08-03 16:10',
      who: 'chief-technology-officer',
      does: 'gives vendor-manager access, and presses "Check again"',
      async act(scene) {
        const access = { ...repository, username: 'vendor-manager', permission: 'triage' } as const
        await scene.as('chief-technology-officer').repos.addCollaborator(access)
        await scene.checkAgain('chief-technology-officer', incident)
      },
      page: checkPage,
      app: [
        {
          does: 'shows exactly the issues that merging will open; one has no owner, and that stands there as advice',
          look: checkSays(
            incident,
            ['When this merges', items.compare.title, items.page.title, 'vendor-manager', 'action-item/no-owner'],
            ['action-item/not-assignable'],
          ),
          page: checkPage,
        },
      ],
      moment: { name: 'in-review', page: filesPage },
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
}
