import { answers, checklist, command, firstDraft, items, summary } from './document.ts'
import { addActionItems, answer, fillFrontMatter, replaceSummary } from './editing.ts'
import { documentSays, remindedWriter } from './outcomes.ts'
import type { Act } from './step.ts'
import { comment, filesPage, incident, pullPage } from './story-incident.ts'

export const thePostmortem: Act = {
  title: 'The postmortem',
  steps: [
    {
      at: '2012-08-02 10:00',
      who: 'release-engineer',
      does: 'answers question 3, how exactly it happened, above the timeline that stands there',
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
      at: '2012-08-03 09:00',
      who: 'clock',
      does: 'a day before it is due, three days for sev1',
      page: pullPage,
      app: [
        {
          does: 'reminds who writes it, with what is missing yet',
          look: remindedWriter(incident, '@incident-commander', 'is to be merged by 2012-08-04'),
          page: pullPage,
        },
      ],
    },
    {
      at: '2012-08-03 10:00',
      who: 'trading-ops',
      does: `comments on the pull request: ${command}`,
      async act(scene) {
        await comment(scene, 'trading-ops', command, (await scene.postmortem(incident)).number)
      },
      page: pullPage,
      app: [
        {
          does: 'adds that line to the document, which nobody has open',
          look: documentSays(incident, 'branch', items.page.line),
          page: filesPage,
        },
      ],
    },
    {
      at: '2012-08-03 11:00',
      who: 'incident-commander',
      does: 'answers all other questions but one, and lists the action items: owners, dates, priorities',
      act: (scene) => scene.edit('incident-commander', incident, 'Answer the rest, list the actions', finish),
      page: filesPage,
      app: [],
    },
  ],
}

/** As a first draft is: one question forgotten, and one sentence about a person. */
function finish(text: string): string {
  const answered = ([1, 4, 6] as const).reduce((edited, question) => answer(edited, question, answers[question]), text)
  const blunt = answers[5].replace(firstDraft.aboutTheSystem, firstDraft.aboutAPerson)
  const impact = '440 million dollars lost before tax'
  const told = fillFrontMatter(answer(answered, 5, blunt), 'impact', impact)
  return addActionItems(replaceSummary(told, summary), checklist)
}
