import { readFileSync } from 'node:fs'
import {
  type LeakKind,
  leakKinds,
  noPublicationKnowledge,
  type PublicationKnowledge,
} from '../../../src/document/publication/leak.ts'
import { findLeaks } from '../../../src/document/publication/leaks.ts'

/** A sentence of a public document, and the leak that it holds. */
export interface LabelledCase {
  readonly label: LeakKind | 'none'
  readonly text: string
}

/** What a team of this name would say in its configuration, and what the app knows of it. */
export const acme: PublicationKnowledge = {
  ...noPublicationKnowledge,
  internal: ['*.corp.acme.com', '203.0.113.0/24'],
  customers: ['Initech', 'Globex Corporation', 'Vandelay'],
  people: ['robin', 'Robin Okafor', 'mei-lin', 'Mei-Lin Tan', 'octo-sam', 'sam-w', 'Priya Raman'],
  owner: 'acme',
  publicRepositories: ['acme/site', 'acme/client'],
  dead: [
    'https://status.acme.com/old-incident',
    'https://vendor.example.com/gone',
    'https://docs.acme.com/removed',
    'https://acme.com/blog/deleted',
    'https://github.com/acme/site/pull/404',
  ],
}

export function labelledCases(name: string): readonly LabelledCase[] {
  const text = readFileSync(new URL(`../../fixtures/publication/${name}.tsv`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [label, ...others] = line.split('\t')
      const kind = label === 'none' ? label : leakKinds.find((one) => one === label)
      if (kind === undefined) throw new Error(`No kind: ${label}`)
      return { label: kind, text: others.join('\t').replaceAll('¦', '').replaceAll('⏎', '\n') }
    })
}

const kindsOf = new Map<string, readonly LeakKind[]>()

/** The kinds found in a case that stands in a document of its own. */
export function kindsIn(text: string): readonly LeakKind[] {
  const known = kindsOf.get(text)
  if (known !== undefined) return known
  const found = findLeaks(`# What happened\n\n${text}\n`, acme)
  if (!found.ok) throw new Error(found.problem)
  const kinds = [...new Set(found.leaks.map(({ kind }) => kind))]
  kindsOf.set(text, kinds)
  return kinds
}

export function missed(cases: readonly LabelledCase[]): readonly string[] {
  return cases.flatMap(({ label, text }) =>
    label === 'none' || kindsIn(text).includes(label) ? [] : [`${label}: ${text}`],
  )
}

export function falseAlarms(cases: readonly LabelledCase[]): readonly string[] {
  return cases.flatMap(({ label, text }) => {
    const kinds = label === 'none' ? kindsIn(text) : []
    return kinds.length === 0 ? [] : [`${kinds.join()}: ${text}`]
  })
}

/** What became of the cases, a row a kind, as `docs/publishing.md` shows it. */
export function confusionTable(cases: readonly LabelledCase[], heldOut: readonly LabelledCase[]): string {
  const cells = (kind: LeakKind, all: readonly LabelledCase[]) => {
    const own = all.filter(({ label }) => label === kind)
    const found = own.filter(({ text }) => kindsIn(text).includes(kind)).length
    const alarms = all.filter(({ label, text }) => label === 'none' && kindsIn(text).includes(kind)).length
    return `${own.length} | ${found} | ${alarms}`
  }
  const harmless = (all: readonly LabelledCase[]) => all.filter(({ label }) => label === 'none').length
  const kinds = leakKinds.filter((kind) => kind !== 'question')
  return [
    `| kind | leaks | found | false alarms in ${harmless(cases)} | held out | found | false alarms in ${harmless(heldOut)} |`,
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...kinds.map((kind) => `| \`${kind}\` | ${cells(kind, cases)} | ${cells(kind, heldOut)} |`),
  ].join('\n')
}
