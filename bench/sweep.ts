import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, unchangedIn, writesOf } from './requests.ts'
import { mergePostmortem, settledDraft } from './story.ts'
import { type Engine, startEngine, startWorld, type World } from './world.ts'

const size = { incidents: 100, itemsEach: 10, dueIncidents: 5, dueEach: 2 }
const items = size.incidents * size.itemsEach
const due = size.dueIncidents * size.dueEach
const budget = items / 100 + size.incidents / 100 + 2 * due + 12 * size.dueIncidents + 6

/** A Tuesday, long enough before the hour of reminders (9:00) to prepare everything, and soon enough for one day's look. */
const begin = '2026-03-03T03:00:00Z'
const coldSweep = '2026-03-03T08:00:00Z'
const warmSweep = '2026-03-03T08:30:00Z'
const dueSweep = '2026-03-03T09:30:00Z'
const minute = 60_000

/**
 * Requests of a sweep over 1,000 open action items of 100 incidents in one repository, when 10 items of 5 incidents are
 * due. Before it, a process that knows nothing sweeps, and once more when nothing is due: both must write nothing.
 */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  const world = await startWorld({ now: begin })
  try {
    await prepare(world, say)
    say('sweeping')
    const engine = startEngine({ env: world.sandbox.env })
    const at = (now: string) => sweepAt(world, engine, now)
    const cold = await at(coldSweep)
    const warm = await at(warmSweep)
    if (cold.writes + warm.writes > 0)
      throw new Error('The incidents were not settled: a sweep wrote though none was due.')
    const measured = await at(dueSweep)
    const after = await at(dueSweep)
    await engine.stop()
    const formula = 'n/100 + i/100 + 2d + 12e + 6'
    return { value: measured.requests, detail: { ...size, items, due, formula, measured, cold, warm, after } }
  } finally {
    await world.close()
  }
}

/** One incident after the other, a minute apart, so that each looks for its own items only. */
async function prepare(world: World, say: (doing: string) => void): Promise<void> {
  for (let n = 1; n <= size.incidents; n += 1) {
    say(`preparing incident ${n} of ${size.incidents}`)
    world.sandbox.clock.advance(minute)
    const incident = await settledDraft(world, `Checkout of shop ${n} is down`)
    const dueHere = n <= size.dueIncidents ? size.dueEach : 0
    const lines = Array.from({ length: size.itemsEach }, (_, index) => {
      // The first reminder comes two days ahead: of these, on the day of the sweep.
      const day = index < dueHere ? '2026-03-05' : '2026-06-30'
      return `- [ ] Alert on declined cards of provider ${index + 1} @tia (due ${day})`
    })
    await mergePostmortem(world, incident, lines)
    await world.engine.pass(incident)
  }
}

async function sweepAt(world: World, engine: Engine, now: string) {
  world.sandbox.clock.set(now)
  world.sandbox.requests.clear()
  world.sandbox.deliveries.clear()
  const before = engine.passes()
  await engine.sweep()
  const all = world.sandbox.requests.list()
  const asked = ofInstallation(all)
  return {
    requests: all.length,
    unchanged: unchangedIn(asked),
    writes: writesOf(asked).length,
    passes: engine.passes() - before,
    kinds: kindsOf(all),
  }
}

export const sweep: Benchmark = {
  key: 'sweep',
  what: `requests of a sweep: ${items} open items of ${size.incidents} incidents, ${due} items of ${size.dueIncidents} due`,
  unit: 'requests',
  budget,
  keeps: 'at-most',
  runs: 'alone',
  measure,
}
