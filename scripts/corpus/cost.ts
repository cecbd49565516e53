import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type ReviewOptions, reviewDocument } from '../../src/document/review/review.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import type { CorpusDocument } from './corpus.ts'
import type { Measure } from './measure.ts'

const million = 1_000_000
const documentsRead = 1_000
/** After so many the program is compiled and its tables are made. */
const warm = 100

/** What a review costs: the seconds that 1 MB takes at best of three, and the memory that 1,000 documents, one after the other, leave behind. */
export const cost: Measure = {
  key: 'cost',
  title: 'What it costs',
  measure(documents) {
    const options = reviewOptions()
    const large = largeOf(documents)
    const seconds = Math.min(...[1, 2, 3].map(() => secondsOf(large, options)))
    return {
      figures: [
        { what: 'seconds for 1 MB', value: seconds, target: 1.5, of: 1, most: true },
        {
          what: 'MB more after 1,000 documents',
          value: growth(documents, options),
          target: 5,
          of: documentsRead,
          most: true,
        },
      ],
      misses: [],
    }
  },
}

function secondsOf(text: string, options: ReviewOptions): number {
  const start = performance.now()
  reviewDocument(text, options)
  return (performance.now() - start) / 1000
}

function reviewOptions(): ReviewOptions {
  const texts = loadTemplates()
  return { texts, today: null, require: [], headings: {}, participants: [], template: null, path: null }
}

/** The documents one after the other, again and again, up to 1 MB. */
function largeOf(documents: readonly CorpusDocument[]): string {
  const all = documents.map(({ text }) => text).join('\n\n')
  const bytes = Buffer.from(all.repeat(Math.ceil(million / Math.max(1, all.length))))
  return bytes.subarray(0, million).toString('utf8')
}

/** How much more is held after the last document than after the first hundred, in MB. */
function growth(documents: readonly CorpusDocument[], options: ReviewOptions): number {
  let before = 0
  for (let n = 0; n < documentsRead; n += 1) {
    if (n === warm) before = held()
    reviewDocument(documents[n % documents.length]?.text ?? '', options)
  }
  return Math.max(0, (held() - before) / million)
}

function held(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}
