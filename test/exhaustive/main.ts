import { parseArgs } from 'node:util'
import { optionsOf, UsageError } from '../../sandbox/usage.ts'
import { type Case, isCalled, nameOf } from './cases.ts'
import { runInCrew } from './crew.ts'
import { deliveryFaults, requestFaults } from './kinds.ts'
import { prepare } from './run.ts'
import type { Report } from './worker.ts'

const help = `Plays one incident's whole life over and over, each time with one fault at one request of the app's or at one
delivery to it, or with the app's process killed after a write, and compares how it ends with the undisturbed life.

  npm run test:exhaustive -- [options]

  --only NAME     only these runs: 'k=12,reset-after' is one, 'k=12' every fault at the 12th request, 'reset-after' that
                  fault everywhere, 'd=3' every fault at the 3rd delivery, 'kill' every death of the process
  --sample N      only N of them, spread evenly
  --json          print one object and nothing else (npm run -s test:exhaustive -- --json keeps npm silent too)
  --help          print this

Faults of requests: ${requestFaults.map(({ name }) => name).join(', ')}.
Faults of deliveries: ${deliveryFaults.map(({ name }) => name).join(', ')}.

Ends with 0 when the app survived every run, else with 1.
`

interface Failure extends Report {
  readonly case: Case
}

async function main(): Promise<void> {
  const options = read()
  if (options.help) {
    process.stdout.write(help)
    return
  }
  const begun = performance.now()
  const { undisturbed, cases: all } = await prepare()
  const cases = spread(chosen(all, options.only), options.sample)
  const say = options.json ? () => undefined : (text: string) => process.stdout.write(`${text}\n`)
  say(`${undisturbed.requests.length} requests and ${undisturbed.deliveries.length} deliveries in one life`)
  say(`${requestFaults.length} faults for a request, ${deliveryFaults.length} for a delivery, and SIGKILL`)
  say(`${cases.length} runs`)

  const byName = new Map(cases.map((one) => [nameOf(one), one]))
  const failures: Failure[] = []
  let ran = 0
  await runInCrew([...byName.keys()], (report) => {
    ran += 1
    progress(`${ran} of ${cases.length} runs, ${failures.length} failed`)
    const one = byName.get(report.name)
    if (report.wrong.length === 0 || one === undefined) return
    failures.push({ ...report, case: one })
    progress('')
    say(describe({ ...report, case: one }))
  })
  progress('')
  const seconds = Math.round((performance.now() - begun) / 1000)
  const survived = cases.length - failures.length
  if (options.json) process.stdout.write(`${JSON.stringify(toJson())}\n`)
  say(`${seconds} s`)
  say(`survived ${survived} of ${cases.length} runs`)
  if (failures.length > 0) process.exitCode = 1

  function toJson() {
    return {
      requests: undisturbed.requests.length,
      deliveries: undisturbed.deliveries.length,
      faults: requestFaults.length + deliveryFaults.length,
      runs: cases.length,
      survived,
      seconds,
      failures: failures.map(({ name, wrong, case: { happening } }) => ({ name, at: happening.name, wrong })),
    }
  }
}

const most = 10

function describe({ name, wrong, case: { happening } }: Failure): string {
  const lines = wrong.slice(0, most).map((line) => `  ${line}`)
  const more = wrong.length > most ? [`  and ${wrong.length - most} more`] : []
  return [
    `failed: ${name} at ${happening.name}`,
    ...lines,
    ...more,
    `  again: npm run test:exhaustive -- --only '${name}'`,
  ].join('\n')
}

/** One line that is written over, on a terminal only. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}

function chosen(cases: readonly Case[], only: string | undefined): readonly Case[] {
  const some = only === undefined ? cases : cases.filter((one) => isCalled(only, one))
  if (some.length === 0) throw new UsageError(`There is no run "${only}".`)
  return some
}

function spread(cases: readonly Case[], sample: string | undefined): readonly Case[] {
  const size = Number(sample ?? cases.length)
  if (!Number.isInteger(size) || size < 1) throw new UsageError(`--sample "${sample}" is not a number of runs.`)
  return cases.filter(
    (_, index) => Math.floor((index * size) / cases.length) !== Math.floor(((index + 1) * size) / cases.length),
  )
}

function read() {
  return optionsOf(
    () =>
      parseArgs({
        options: {
          only: { type: 'string' },
          sample: { type: 'string' },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values,
  )
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\nTry --help.`)
  else console.error(error)
  process.exitCode = error instanceof UsageError ? 2 : 1
})
