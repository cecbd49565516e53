import { running } from './access.ts'
import { parseIssue } from './target.ts'
import type { CommandOutcome, Terminal } from './terminal.ts'

/** Runs passes over an issue, or over the incident of a pull request, until nothing is left to do. */
export async function reconcileCommand(terminal: Terminal, target: string): Promise<CommandOutcome> {
  const name = parseIssue(target)
  return running(terminal, 'reconcile', async (app) => {
    const { reader } = await app.github.open(name)
    const lookup = await reader.issue({ ask: 'issue', number: name.number })
    // A pull request has a pass of its own, which asks for one of its incident.
    const kind = lookup.found && lookup.issue.isPull ? 'pull' : 'incident'
    app.queue.enqueue({ ref: { kind, ...name }, reason: 'command line', priority: 'interactive' })
  })
}
