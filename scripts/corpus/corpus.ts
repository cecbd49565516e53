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
      due: z.string().nullable(),
    }),
  ),
})

export type LabelledItem = z.output<typeof items>['items'][number]

/** A document of the corpus with what people found in it. */
export interface CorpusDocument {
  readonly file: string
  readonly text: string
  readonly items: readonly LabelledItem[]
}

/** Where the corpus lies: beside the project. It is not part of it, since its documents are other people's. */
export const corpusFolder = '../shared/corpus'

/** The corpus, or `null` when it is not there. Throws on one that is not of its documented shape. */
export function readCorpus(): readonly CorpusDocument[] | null {
  const list = join(corpusFolder, 'action-items.jsonl')
  if (!existsSync(list)) return null
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { file, items: labelled } = items.parse(JSON.parse(line))
      return { file, text: readFileSync(join(corpusFolder, 'documents', file), 'utf8'), items: labelled }
    })
}
