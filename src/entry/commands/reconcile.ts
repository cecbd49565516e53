import { running } from './access.ts'
import { parseIssue } from './target.ts'
import type { Outcome, Terminal } from './terminal.ts'

/** Runs passes over an issue, or over the incident of a pull request, until nothing is left to do. */
export async function reconcileCommand(terminal: Terminal, target: string): Promise<Outcome> {
  const name = parseIssue(target)
  return running(terminal, 'reconcile', async (app) => {
    for (const kind of ['incident', 'pull'] as const) {
      // Which of the two it is, a pass finds out; the other one has nothing to do.
      app.queue.enqueue({ ref: { kind, ...name }, reason: 'command line', priority: 'interactive' })
    }
  })
}
