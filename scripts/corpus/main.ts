import { parseArgs } from 'node:util'
import { actionItems } from './action-items.ts'
import { corpusFolder, readCorpus } from './corpus.ts'
import { cost } from './cost.ts'
import type { Figure, Measure, Result } from './measure.ts'
import { people } from './people.ts'
import { questions } from './questions.ts'

/**
 * How well real documents are read: `npm run corpus` prints a table for each part of the reader, `-- --misses` also what is
 * not as people labelled it, `-- --json` one object. Ends with 1 where a figure misses its target.
 */
const measures: readonly Measure[] = [actionItems, questions, people, cost]

const { values } = parseArgs({ options: { json: { type: 'boolean' }, misses: { type: 'boolean' } } })
const documents = readCorpus()
if (documents === null) {
  console.log(`There is no corpus at ${corpusFolder}, so nothing was measured. It is kept apart from this repository.`)
} else {
  const results = measures.map((measure) => ({ measure, result: measure.measure(documents) }))
  if (values.json)
    console.log(
      JSON.stringify(Object.fromEntries(results.map(({ measure, result }) => [measure.key, result])), null, 2),
    )
  else for (const { measure, result } of results) print(measure, result)
  if (results.some(({ result }) => result.figures.some(isMissed))) process.exitCode = 1
}

function isMissed({ value, target, most }: Figure): boolean {
  return target !== null && (most ? value > target : value < target)
}

function print({ title }: Measure, { figures, misses, table = [] }: Result): void {
  console.log(`\n${title}`)
  for (const figure of figures) {
    const target =
      figure.target === null
        ? ''
        : `  at ${figure.most ? 'most' : 'least'} ${figure.target.toFixed(2)}${isMissed(figure) ? '  MISSED' : ''}`
    console.log(`  ${figure.what.padEnd(34)} ${figure.value.toFixed(3)}  of ${String(figure.of).padStart(4)}${target}`)
  }
  for (const line of table) console.log(line)
  if (values.misses) for (const miss of misses) console.log(`  ${miss}`)
  else if (misses.length > 0) console.log(`  ${misses.length} not as labelled; -- --misses shows them`)
}
