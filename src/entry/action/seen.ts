import type { Plan } from '../../domain/plan.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Log } from '../../reconcile/ports.ts'

/** What one run did, for its outputs and its summary. */
export interface RunTally {
  readonly passes: number
  /** What was written, or would be, by where it went: `acme/shop#12`. */
  readonly writes: ReadonlyMap<string, readonly string[]>
  /** Open issues of action items; `null` where no sweep read them. */
  readonly openItems: number | null
  /** What stood in the way, each once, in sentences for people. */
  readonly problems: readonly string[]
  /** Whether GitHub said that a permission is missing. */
  readonly lacksPermission: boolean
}

/** Notes what passes plan, and what is told of them. */
export interface Watch {
  /** To be called with each plan; one with questions does not count yet. */
  planned(snapshot: Snapshot, plan: Plan): void
  wrote(where: string, write: string): void
  problem(sentence: string, reason: unknown): void
  tally(): RunTally
}

/** Watches one run. */
export function watchRun(): Watch {
  const writes = new Map<string, readonly string[]>()
  const problems = new Set<string>()
  let [passes, lacksPermission] = [0, false]
  let openItems: number | null = null
  return {
    planned({ ref, answers }, plan) {
      if (plan.questions.length > 0) return
      passes += 1
      if (ref.kind !== 'repository' || answers.openItems === undefined) return
      openItems = new Set([...answers.openItems.values()].flat().map(({ number }) => number)).size
    },
    wrote(where, write) {
      writes.set(where, [...(writes.get(where) ?? []), write])
    },
    problem(sentence, reason) {
      problems.add(sentence)
      lacksPermission ||= reason === 'permission'
    },
    tally: () => ({ passes, writes, openItems, problems: [...problems], lacksPermission }),
  }
}

/** `log`, whose lines a watch notes, too: each write, and what stood in the way. */
export function watched(log: Log, watch: Watch): Log {
  return {
    info(fields, message) {
      // `acme/shop#12 postmortem/incident-12` where a write names its branch.
      if (message === 'wrote') watch.wrote(String(fields.where).replace(/ .*/s, ''), String(fields.write))
      log.info(fields, message)
    },
    warn(fields, message) {
      const reason = message === 'GitHub refused a read' ? 'permission' : fields.reason
      watch.problem(typeof fields.because === 'string' ? fields.because : message, reason)
      log.warn(fields, message)
    },
    error(fields, message) {
      watch.problem(`The program has a fault (${message}, ${String(fields.error)}): please report it.`, null)
      log.error(fields, message)
    },
  }
}
