import { parseArgs } from 'node:util'
import { optionsOf, UsageError } from '../sandbox/usage.ts'
import { coalescing } from './coalescing.ts'
import { draftRequests, draftWaves } from './draft-requests.ts'
import { fairness } from './fairness.ts'
import { flood } from './flood.ts'
import { type Benchmark, isKept, type Outcome, runAll } from './harness.ts'
import { idlePass } from './idle-pass.ts'
import { labelToPullRequest } from './label-to-pull-request.ts'
import { largeDocument } from './large-document.ts'
import { loopDelay, unanswered } from './loop-delay.ts'
import { memory } from './memory.ts'
import { mergePacing } from './merge-pacing.ts'
import { mergeRequests } from './merge-requests.ts'
import { planDraft } from './plan-draft.ts'
import { recovery } from './recovery.ts'
import { reviewRequests } from './review-requests.ts'
import { cliCheck, cliHelp, serverStart } from './start-up.ts'
import { sweep } from './sweep.ts'
import { renderMarkdown, renderTable, toJson } from './table.ts'
import { webhookLatency } from './webhook-latency.ts'
import { webhookThroughput } from './webhook-throughput.ts'

/** In the order of the table of budgets, then those without one. */
const benchmarks: readonly Benchmark[] = [
  webhookThroughput,
  webhookLatency,
  labelToPullRequest,
  mergeRequests,
  mergePacing,
  idlePass,
  reviewRequests,
  sweep,
  coalescing,
  fairness,
  memory,
  largeDocument,
  loopDelay,
  unanswered,
  draftRequests,
  draftWaves,
  planDraft,
  cliCheck,
  cliHelp,
  serverStart,
  recovery,
  flood,
]

const help = `Measures the app against its budgets, on the embedded GitHub. Takes about five minutes.

  npm run bench -- [options]

  --only KEY,KEY  only these: ${benchmarks.map(({ key }) => key).join(', ')}
  --json          print one object, { "<key>": { "value", "unit", "budget", "detail" } }, and nothing else
                  (npm run -s bench -- --json keeps npm silent too)
  --markdown      print the table as Markdown, for docs/performance.md
  --strict        end with 1 when a budget is missed
  --help          print this

Ends with 0 when everything could be measured, missed budgets included, and with 1 when something could not.
`

async function main(): Promise<void> {
  const options = read()
  if (options.help) {
    process.stdout.write(help)
    return
  }
  const chosen = choose(options.only)
  const outcomes = await runAll(chosen, say)
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  process.stdout.write(`${render(outcomes, options)}\n`)
  const missed = outcomes.filter((outcome) => !isKept(outcome))
  if (missed.length > 0) {
    process.stderr.write(`Budgets missed: ${missed.map(({ benchmark }) => benchmark.key).join(', ')}\n`)
    if (options.strict) process.exitCode = 1
  }
}

function render(outcomes: readonly Outcome[], options: { readonly json: boolean; readonly markdown: boolean }): string {
  if (options.json) return toJson(outcomes)
  return options.markdown ? renderMarkdown(outcomes) : renderTable(outcomes)
}

function say(key: string, doing: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${key}: ${doing}`)
}

function read() {
  return optionsOf(
    () =>
      parseArgs({
        options: {
          only: { type: 'string' },
          json: { type: 'boolean', default: false },
          markdown: { type: 'boolean', default: false },
          strict: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values,
  )
}

function choose(only: string | undefined): readonly Benchmark[] {
  if (only === undefined) return benchmarks
  const wanted = new Set(only.split(',').map((key) => key.trim()))
  for (const key of wanted) {
    if (!benchmarks.some((benchmark) => benchmark.key === key)) throw new UsageError(`There is no benchmark "${key}".`)
  }
  return benchmarks.filter(({ key }) => wanted.has(key))
}

main().then(
  // What a benchmark started may hold timers; everything has been printed by now.
  () => process.exit(),
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`${error.message}\nTry --help.`)
    else console.error(error)
    process.exit(error instanceof UsageError ? 2 : 1)
  },
)
