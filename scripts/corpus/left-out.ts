import { matchesHeading } from '../../src/document/headings/heading-patterns.ts'
import { readingsOf } from '../../src/document/headings/heading-question.ts'
import { questionHeadings, unsureActionHeadings } from '../../src/document/headings/question-headings.ts'
import { parseDocument, type Section } from '../../src/text/markdown/sections.ts'
import { actionItems } from './action-items.ts'
import type { CorpusDocument } from './corpus.ts'
import type { Measure, Result } from './measure.ts'
import { questions } from './questions.ts'

/** Heads nothing that any table knows. */
const unknown = 'Qx'
const entries = [...Object.values(questionHeadings).flat(), ...unsureActionHeadings].map((entry) => [entry] as const)

/**
 * What is left of each team's documents when the headings that only this team uses are taken out of the tables, as if the team
 * had never been seen. Headings alone: what the words of items, columns and labels owe to it stays.
 */
export const leftOut: Measure = {
  key: 'left-out',
  title: 'Each team without the headings that only it uses (as read → without)',
  measure(documents) {
    const teams = [...new Set(documents.map(teamOf))]
    const known = new Map(documents.map((one) => [one, sectionsOf(one.text)]))
    const all = teams.map((team) => {
      const own = documents.filter((one) => teamOf(one) === team)
      const others = documents.filter((one) => teamOf(one) !== team).flatMap((one) => known.get(one) ?? [])
      const kept = entriesUsedBy(others)
      let taken = 0
      const without = own.map((one) => {
        const gone = (known.get(one) ?? []).filter(({ heading }) => isOnlyOurs(heading, kept))
        taken += gone.length
        return { ...one, text: withoutHeadings(one.text, gone) }
      })
      return { team, own, without, taken }
    })
    const before = figuresOf(documents)
    const after = figuresOf(all.flatMap(({ without }) => without))
    const rows = all.map(({ team, own, without, taken }) => row(team, taken, figuresOf(own), figuresOf(without)))
    return {
      figures: after.map(({ what, value, of }) => ({ what: `without: ${what}`, value, of, target: null })),
      table: [
        `  ${'team'.padEnd(20)}${'taken'.padStart(6)}${names.map((name) => name.padStart(18)).join('')}`,
        ...rows,
        row(
          'all',
          all.reduce((sum, { taken }) => sum + taken, 0),
          before,
          after,
        ),
      ],
      misses: [],
    }
  },
}

const names = ['items: precision', 'items: recall', 'questions']

function figuresOf(documents: readonly CorpusDocument[]): Result['figures'] {
  const items = actionItems({ precision: 0, recall: 0 }).measure(documents).figures
  const answers = questions(0).measure(documents).figures
  const named = (figures: Result['figures'], what: string) => figures.filter((one) => one.what === what)
  return [
    ...named(items, 'all but prose: precision'),
    ...named(items, 'all but prose: recall'),
    ...named(answers, 'all'),
  ].map((figure, index) => ({ ...figure, what: names[index] ?? figure.what }))
}

function row(team: string, taken: number, before: Result['figures'], after: Result['figures']): string {
  const cells = before.map(({ value }, index) => `${value.toFixed(3)} → ${(after[index]?.value ?? 0).toFixed(3)}`)
  return `  ${team.padEnd(20)}${String(taken).padStart(6)}${cells.map((cell) => cell.padStart(18)).join('')}`
}

function teamOf({ file }: CorpusDocument): string {
  return file.split('__')[0] ?? ''
}

function sectionsOf(text: string): readonly Section[] {
  const parsed = parseDocument(text)
  return parsed.ok ? parsed.document.sections : []
}

type Entry = (typeof entries)[number]

function entriesUsedBy(sections: readonly Section[]): ReadonlySet<Entry> {
  const readings = [...new Set(sections.map(({ heading }) => heading))].map(readingsOf)
  return new Set(entries.filter((entry) => readings.some((reading) => matchesHeading(entry, reading))))
}

/** Whether the tables know a heading, and by nothing that another team's headings need. */
function isOnlyOurs(heading: string, kept: ReadonlySet<Entry>): boolean {
  const readings = readingsOf(heading)
  const knowing = entries.filter((entry) => matchesHeading(entry, readings))
  return knowing.length > 0 && knowing.every((entry) => !kept.has(entry))
}

/** `text` in which these sections have a heading that nothing knows; lines stay. */
function withoutHeadings(text: string, gone: readonly Section[]): string {
  return gone.toReversed().reduce((rest, { start, headingEnd, heading }) => {
    const head = rest.slice(start, headingEnd)
    return rest.slice(0, start) + head.replace(heading, unknown) + rest.slice(headingEnd)
  }, text)
}
