import { nameOf } from './cases.ts'
import { prepare } from './run.ts'

/** What a worker says of a case that it was asked to run. */
export interface Report {
  readonly name: string
  /** Empty when the app survived. */
  readonly wrong: readonly string[]
}

/** Runs the cases whose names arrive, one after another. The life is always the same, so each worker has the same cases. */
const { cases, run } = await prepare()
const known = new Map(cases.map((one) => [nameOf(one), one]))

process.on('message', (name: string) => {
  const one = known.get(name)
  const running = one === undefined ? Promise.resolve(['There is no such run.']) : run(one)
  void running.then((wrong) => process.send?.({ name, wrong } satisfies Report))
})
