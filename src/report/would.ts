import { needsIssue } from '../document/action-items/tracked-items.ts'
import { documentPath } from '../document/files/file-name.ts'
import { postmortemBranch } from '../domain/ref.ts'
import { questionNames } from '../domain/review.ts'
import { cutAt, oneLine } from '../text/markdown/hidden-characters.ts'
import type { RepositoryRecord } from './facts.ts'
import { questionLabels } from './figures/postmortem-figures.ts'
import type { DocumentRow } from './rows/document-rows.ts'
import type { IncidentRow } from './rows/incident-rows.ts'

/** What the app would have done, had it been there. */
export interface Would {
  /** The drafts of incidents that no pull request of the app tells of. */
  readonly drafts: readonly {
    readonly incident: string
    readonly url: string
    readonly title: string
    readonly branch: string
    readonly path: string
  }[]
  /** What it would have asked of the documents that stand there, most often first. */
  readonly asked: readonly { readonly what: string; readonly documents: number; readonly times: number }[]
  /** The issues that it would have opened. */
  readonly issues: readonly { readonly title: string; readonly url: string; readonly asks: string }[]
}

/** What the app would have opened, and what its review would have asked; nothing of incidents that it has followed. */
export function wouldHave(
  facts: RepositoryRecord,
  documents: readonly DocumentRow[],
  incidents: readonly IncidentRow[],
): Would {
  const missed = incidents.filter(({ postmortem }) => postmortem.pull === null && postmortem.state !== 'not-needed')
  const paths = new Set(missed.map(({ postmortem }) => postmortem.document?.path))
  const unfollowed = documents.filter(({ path }) => paths.has(path))
  return {
    drafts: missed.flatMap((row) => draftOf(row, facts)),
    asked: askedOf(unfollowed),
    issues: unfollowed.flatMap(({ items, url }) =>
      items.filter(needsIssue).map((item) => ({
        title: cutAt(oneLine(item.text), 200),
        url: `${url}?plain=1#L${item.line}`,
        asks: [
          ...(item.owners.logins.length + item.owners.teams.length + item.owners.names.length === 0
            ? ['who does it']
            : []),
          ...(item.due === null ? ['until when'] : []),
        ].join(', '),
      })),
    ),
  }
}

/** One for all repositories. */
export function joinWoulds(all: readonly Would[]): Would {
  const counts = new Map<string, { readonly documents: number; readonly times: number }>()
  for (const { what, documents, times } of all.flatMap(({ asked }) => asked)) {
    const before = counts.get(what) ?? { documents: 0, times: 0 }
    counts.set(what, { documents: before.documents + documents, times: before.times + times })
  }
  return {
    drafts: all.flatMap(({ drafts }) => drafts),
    asked: inOrder([...counts].map(([what, count]) => ({ what, ...count }))),
    issues: all.flatMap(({ issues }) => issues),
  }
}

function draftOf(
  { number, title, url, repository, declared }: IncidentRow,
  { configuration }: RepositoryRecord,
): Would['drafts'] {
  if (number === null || declared === null) return []
  const path = documentPath(configuration.directory, declared, number, title)
  const branch = postmortemBranch(number)
  return [
    { incident: `${repository}#${number}`, url, title: `Postmortem: ${title}`, branch, path: path.ok ? path.path : '' },
  ]
}

/** What a rule of the review asks for, in few words; rules about one thing ask it once. */
const askedInWords: Readonly<Record<string, string>> = {
  'placeholder/left': 'What belongs where a placeholder stands?',
  'prompt/left': 'What answers the prompt that the template left there?',
  'action-item/no-owner': 'Who does this action item?',
  'action-item/no-date': 'Until when is this action item done?',
  'action-item/bad-date': 'Which day is meant here?',
  'action-item/unread': 'Is this line an action item?',
  'action-item/unbounded': 'What tells that this action item is done?',
  'action-item/too-many': 'Which of these many action items matter most?',
  'action-item/none-prevents': 'Which action item prevents the next one?',
  'action-item/duplicate': 'Is this action item open elsewhere already?',
  'timeline/missing': 'What happened when?',
  'timeline/out-of-order': 'In which order did this happen?',
  'duration/contradicts': 'How long did it take, as the timeline tells another duration?',
  'link/broken': 'Where does this link lead?',
}

function inWords(rule: string): string {
  if (rule.startsWith('people/')) return 'What made this reasonable at the time? (a sentence about a person)'
  if (rule.startsWith('front-matter/')) return 'What does the front matter mean?'
  return askedInWords[rule] ?? `What the rule ${rule} asks`
}

function askedOf(documents: readonly DocumentRow[]): Would['asked'] {
  const questions = questionNames.map((name) => {
    const count = documents.filter(({ answers }) => answers[name] !== 'answered').length
    return { what: questionLabels[name], documents: count, times: count }
  })
  const others = new Map<string, number[]>()
  for (const { findings } of documents) {
    const times = new Map<string, number>()
    for (const [rule, count] of findings) {
      if (!rule.startsWith('question/')) times.set(inWords(rule), (times.get(inWords(rule)) ?? 0) + count)
    }
    for (const [what, count] of times) others.set(what, [...(others.get(what) ?? []), count])
  }
  const rest = [...others].map(([what, counts]) => {
    return { what, documents: counts.length, times: counts.reduce((sum, one) => sum + one, 0) }
  })
  return inOrder([...questions, ...rest].filter(({ documents: count }) => count > 0))
}

function inOrder(asked: Would['asked']): Would['asked'] {
  return asked.toSorted((one, other) => other.documents - one.documents || (one.what < other.what ? -1 : 1))
}
