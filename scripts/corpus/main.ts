import { parseArgs } from 'node:util'
import { actionItems } from './action-items.ts'
import { type CorpusDocument, corpusFolder, readCorpus } from './corpus.ts'
import { cost } from './cost.ts'
import { findings } from './findings.ts'
import { type HeldOutSet, heldOutSets, readHeldOut, readJudgements } from './held-out.ts'
import { leftOut } from './left-out.ts'
import type { Figure, Measure, Result } from './measure.ts'
import { people } from './people.ts'
import { questions } from './questions.ts'

const usage = `How well real documents are read. Ends with 1 where a figure misses its target, with 2 for wrong usage.

  npm run corpus -- [--misses] [--json]
  npm run corpus -- --held-out FOLDER [--set SET]

  --misses     also what is not as people labelled it
  --json       one object instead of tables
  --held-out   documents for which no rule was written, in FOLDER (../SET when left out)
  --set        which of them: ${heldOutSets.join(', ')} (${heldOutSets[0]} when left out)
  --help       this text`

const { values, positionals } = readArguments()
const set = heldOutSets.find((one) => one === values.set)
if (values.help) console.log(usage)
else if (!values['held-out']) measureCorpus()
else if (set !== undefined) measureHeldOut(positionals[0] ?? `../${set}`, set)
else {
  console.error(`There is no set ${values.set}. There are: ${heldOutSets.join(', ')}.`)
  process.exitCode = 1
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        misses: { type: 'boolean' },
        'held-out': { type: 'boolean' },
        set: { type: 'string', default: heldOutSets[0] },
      },
      allowPositionals: true,
    })
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`)
    process.exit(2)
  }
}

function measureCorpus(): void {
  const documents = readCorpus()
  const measures = [actionItems({ precision: 0.95, recall: 0.95 }), questions(0.85), people, leftOut, cost]
  if (documents !== null) report(measures, documents)
  else
    console.log(
      `There is no corpus at ${corpusFolder}, so nothing was measured. It is kept apart from this repository.`,
    )
}

function measureHeldOut(folder: string, set: HeldOutSet): void {
  const heldOut = readHeldOut(folder, set)
  const measures = [
    actionItems({ precision: 0.93, recall: 0.9 }),
    questions(0.9),
    people,
    findings(readJudgements(set)),
  ]
  if (heldOut.ok) report(measures, heldOut.documents)
  else console.log(heldOut.reason)
}

function report(measures: readonly Measure[], documents: readonly CorpusDocument[]): void {
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
