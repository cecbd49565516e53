import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const items = z.object({
  file: z.string(),
  items: z.array(
    z.object({
      line: z.int(),
      text: z.string(),
      kind: z.enum(['checkbox', 'bullet', 'numbered', 'table', 'prose', 'plain']),
      done: z.boolean().nullable(),
      owner: z.string().nullable(),
      /** Not there where nobody labelled it. */
      due: z.string().nullable().optional(),
      /** Further lines that belong to the same item. */
      also: z.array(z.int()).default([]),
    }),
  ),
})

export type LabelledItem = z.output<typeof items>['items'][number]

/** A person's label of one question: answered, partly, not, or a heading only. */
export type QuestionLabel = 'y' | 'p' | 'n' | 'h'

/** A sentence about people, or one that only looks so. */
export interface LabelledSentence {
  readonly label: string
  readonly line: number
  readonly quote: string
}

/** A document of the corpus with what people found in it. */
export interface CorpusDocument {
  readonly file: string
  readonly text: string
  readonly items: readonly LabelledItem[]
  /** Lines that two people could read differently: an item found there counts neither for nor against. */
  readonly unsure: readonly number[]
  /** In the order of the questions. */
  readonly questions: readonly QuestionLabel[]
  readonly blame: readonly LabelledSentence[]
}

/** Where the corpus lies: beside the project. It is not part of it, since its documents are other people's. */
export const corpusFolder = '../shared/corpus'

/** The corpus, or `null` when it is not there. Throws on one that is not of its documented shape. */
export function readCorpus(): readonly CorpusDocument[] | null {
  if (!existsSync(join(corpusFolder, 'labels.tsv'))) return null
  const labelled = new Map(
    linesOf('action-items.jsonl')
      .map((line) => items.parse(JSON.parse(line)))
      .map((one) => [one.file, one.items]),
  )
  const blame = linesOf('blame.tsv')
    .slice(1)
    .map((line) => line.split('\t'))
  return linesOf('labels.tsv')
    .slice(1)
    .map((line) => {
      const cells = line.split('\t')
      const [file = ''] = cells
      return {
        file,
        text: readFileSync(join(corpusFolder, 'documents', file), 'utf8'),
        items: labelled.get(file) ?? [],
        unsure: [],
        questions: questionLabels.parse(cells.slice(firstQuestion, firstQuestion + 7)),
        blame: blame
          .filter(([, where]) => where === file)
          .map(([label = '', , at = '', quote = '']) => ({ label, line: Number(at), quote })),
      }
    })
}

/** The column of `labels.tsv` in which the seven labels begin. */
const firstQuestion = 12
const questionLabels = z.array(z.enum(['y', 'p', 'n', 'h'])).length(7)

function linesOf(file: string): readonly string[] {
  const text = readFileSync(join(corpusFolder, file), 'utf8')
  return text.split('\n').filter((line) => line.trim() !== '')
}
