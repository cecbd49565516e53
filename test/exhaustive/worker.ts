import { casesOf, nameOf } from './cases.ts'
import { live } from './life.ts'
import { run } from './run.ts'

/** What a worker says of a case that it was asked to run. */
export interface Report {
  readonly name: string
  /** Empty when the app survived. */
  readonly wrong: readonly string[]
}

/** Runs the cases whose names arrive, one after another. Lives are deterministic: each worker has the same cases. */
async function main(): Promise<void> {
  const undisturbed = await live()
  const cases = new Map(casesOf(undisturbed).map((one) => [nameOf(one), one]))
  process.on('message', (name: string) => {
    const one = cases.get(name)
    const running = one === undefined ? Promise.resolve(['There is no such case.']) : run(one, undisturbed)
    void running.then((wrong) => process.send?.({ name, wrong } satisfies Report))
  })
}

await main()
