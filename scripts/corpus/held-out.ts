import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { CorpusDocument, LabelledItem } from './corpus.ts'

const kind = z.enum(['checkbox', 'bullet', 'numbered', 'table', 'prose', 'plain'])

const labelledDocument = z.object({
  file: z.string(),
  repository: z.string(),
  commit: z.string().length(40),
  path: z.string(),
  licence: z.string(),
  language: z.string(),
  sha256: z.string().length(64),
  questions: z.string().length(7),
  items: z.array(
    z.object({
      line: z.int(),
      kind,
      done: z.boolean().nullable(),
      owner: z.tuple([z.int(), z.int()]).nullable(),
      /** Not there where nobody labelled by when items are due. */
      due: z.tuple([z.int(), z.int()]).nullable().optional(),
      also: z.array(z.int()).default([]),
    }),
  ),
  unsure: z.array(z.int()),
  people: z.array(z.object({ line: z.int(), label: z.string() })),
})

/** What a person found in one document, and where its text stands. */
export type Labels = z.output<typeof labelledDocument>

/** Whether a finding of the review on these documents is right, as somebody judged who read the document. */
export interface Judgement {
  readonly file: string
  readonly rule: string
  readonly line: number
  readonly right: boolean
}

/** The documents of teams for which no rule was written, or what keeps from reading them. */
export type HeldOut =
  | { readonly ok: true; readonly documents: readonly CorpusDocument[] }
  | { readonly ok: false; readonly reason: string }

/** Sets of labelled documents, each a folder below `test/fixtures`. Once mended rules have seen one, the next one measures. */
export const heldOutSets = ['held-out', 'held-out-2'] as const

export type HeldOutSet = (typeof heldOutSets)[number]

/** Reads the texts of a set's documents in `folder`. A text that differs from the labelled one is not measured. */
export function readHeldOut(folder: string, set: HeldOutSet): HeldOut {
  const labels = labelsOfHeldOut(set)
  const texts = labels.map(({ file }) => textOf(join(folder, file)))
  const missing = labels.filter((_, index) => texts[index] === null)
  if (missing.length > 0) return { ok: false, reason: howToGet(missing, folder) }
  const other = labels.filter(({ sha256 }, index) => digestOf(texts[index] ?? '') !== sha256)
  if (other.length > 0)
    return {
      ok: false,
      reason: [
        'These are not the texts that were labelled, so nothing was measured:',
        ...other.map(({ file }) => file),
      ].join('\n'),
    }
  return { ok: true, documents: labels.map((one, index) => documentOf(one, texts[index] ?? '')) }
}

/** What was judged of the findings on a set, nothing where it was not. Throws on a table that is not of its documented shape. */
export function readJudgements(set: HeldOutSet): readonly Judgement[] {
  return linesOf(set, 'findings.tsv')
    .slice(1)
    .map((line) => {
      const [file, rule, at, verdict] = z
        .tuple([z.string(), z.string(), z.string(), z.enum(['right', 'wrong'])])
        .parse(line.split('\t'))
      return { file, rule, line: Number(at), right: verdict === 'right' }
    })
}

/** The labels of a set, without the texts. Throws on labels that are not of their documented shape. */
export function labelsOfHeldOut(set: HeldOutSet): readonly Labels[] {
  return linesOf(set, 'documents.jsonl').map((line) => labelledDocument.parse(JSON.parse(line)))
}

function documentOf(labels: Labels, text: string): CorpusDocument {
  const lines = text.split(/\r?\n/)
  const lineAt = (line: number) => lines[line - 1] ?? ''
  const partOf = (line: number, part: readonly [number, number] | null) =>
    part === null ? null : lineAt(line).slice(...part)
  return {
    file: labels.file,
    text,
    items: labels.items.map(
      ({ owner, due, ...item }): LabelledItem => ({
        ...item,
        text: lineAt(item.line),
        owner: partOf(item.line, owner),
        ...(due === undefined ? {} : { due: partOf(item.line, due) }),
      }),
    ),
    unsure: labels.unsure,
    questions: [...labels.questions].map((letter) => z.enum(['y', 'p', 'n', 'h']).parse(letter)),
    blame: labels.people.map(({ line, label }) => ({ line, label, quote: lineAt(line) })),
  }
}

/** The commands that fetch the texts: they are other people's, so they are not part of this repository. */
function howToGet(missing: readonly Labels[], folder: string): string {
  const name = quoted(folder)
  return [
    `${missing.length} of the labelled documents are not in ${folder}. They are other people's and kept apart from this repository.`,
    'These commands get them:',
    '',
    `mkdir -p ${name}`,
    ...missing.map(({ repository, commit, path, file }) => {
      const address = `https://raw.githubusercontent.com/${repository}/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`
      return `curl -fsSL -o ${quoted(join(folder, file))} ${quoted(address)}`
    }),
  ].join('\n')
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function linesOf(set: HeldOutSet, file: string): readonly string[] {
  const path = join('test/fixtures', set, file)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
