import { readActionItems } from '../src/document/action-items/read/action-items.ts'
import { parseDocument } from '../src/text/markdown/sections.ts'
import { type DocumentKind, documentKinds, documentOf } from './documents.ts'
import type { Benchmark, Measurement } from './harness.ts'
import { median, rounded } from './harness.ts'
import { planOver, reviewOver } from './plan-over.ts'

const mebibyte = 1_048_576
const million = 1_000_000
const repeats = 3

/**
 * Seconds of a whole observation of a merged 1 MB postmortem, or of the review of an open one, with the answers at hand:
 * every parse and plan of it, the slowest kind of document counting. Grows with the size; what is larger or nests deeper is refused with a sentence.
 */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  await seconds('postmortem', million / 10)
  const kinds: Record<string, number> = {}
  const reviews: Record<string, number> = {}
  for (const kind of documentKinds) {
    say(`1 MB of ${kind}`)
    kinds[kind] = rounded(await seconds(kind, million))
    say(`reviewing 1 MB of ${kind}`)
    reviews[kind] = rounded(await seconds(kind, million, reviewOver))
  }
  const [slowest = 0] = [...Object.values(kinds), ...Object.values(reviews)].sort((one, other) => other - one)
  const growth: Record<string, number> = {}
  for (const megabytes of [0.25, 0.5, 1]) {
    say(`growth at ${megabytes} MB`)
    growth[`${megabytes} MB`] = rounded(await seconds('postmortem', megabytes * million))
  }
  const parsed = performance.now()
  readActionItems(documentOf('postmortem', million))
  const parse = rounded((performance.now() - parsed) / 1000)
  return { value: slowest, detail: { kinds, reviews, parse, growth, refusals: refusals() } }
}

let texts = 0

async function seconds(kind: DocumentKind, bytes: number, observed = planOver): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < repeats; n += 1) {
    // What was read once is remembered: each time it is another text.
    texts += 1
    const text = documentOf(kind, bytes - 20).replace('title: Checkout', `title: ${texts} Checkout`)
    const start = performance.now()
    await observed(text)
    times.push((performance.now() - start) / 1000)
    // A kind that is too slow is not measured again: it is missed either way.
    if ((times[0] ?? 0) > 2) break
  }
  return median(times)
}

/** What is said of documents past the limits. */
function refusals(): Readonly<Record<string, string>> {
  const reason = (text: string): string => {
    const parsed = parseDocument(text)
    if (parsed.ok) throw new Error('A document past the limits was read.')
    return parsed.reason
  }
  return {
    larger: reason(documentOf('postmortem', mebibyte + 1)),
    longerSection: readActionItems(`## Action items\n\n${'- [ ] *a*\n'.repeat(30_000)}`).problem ?? '',
    deeper: reason(`# Postmortem\n\n${'> '.repeat(20_000)}why`),
  }
}

export const largeDocument: Benchmark = {
  key: 'large-document',
  what: 'reading or reviewing a 1 MB postmortem, the slowest of several kinds',
  unit: 's',
  budget: 1.5,
  keeps: 'at-most',
  runs: 'alone',
  measure,
}
