import { parseConfiguration } from '../../config/configuration.ts'
import { configurationFor } from '../../config/overrides.ts'
import { findMarker } from '../../document/markers/markers.ts'
import type { Issue, IssueLookup } from '../../domain/issue.ts'
import { explainItem } from '../../plan/reminders/explain-item.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import { loadTemplates } from '../templates.ts'
import { reading } from './access.ts'
import { parseInstant, parseIssue } from './target.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

/**
 * Prints why the action item of an issue is reminded of, and when next: which rule, what it counts from, what would silence it.
 * Reads only. Throws `CommandError` where the issue is no action item.
 */
export async function whyCommand(
  terminal: Terminal,
  target: string,
  options: { readonly now?: string },
): Promise<CommandOutcome> {
  const { owner, repo, number } = parseIssue(target)
  const given = options.now === undefined ? null : parseInstant(options.now, '--now')
  return reading(terminal, async (github): Promise<CommandOutcome> => {
    const { reader, self, now } = await github.open({ owner, repo })
    const issue = found(await reader.issue({ ask: 'issue', number }))
    const marker = issue && findMarker(issue.body, 'item')
    if (issue === null || marker === null)
      throw new CommandError(
        'failed',
        `${owner}/${repo}#${number} is no issue of an action item, so nobody is reminded of it.`,
      )
    if (issue.state === 'closed') {
      terminal.out(`${issue.title}\n  It is closed, so nobody is reminded of it.\n`)
      return 'ok'
    }
    const [incident, texts, talk, links] = await Promise.all([
      reader.issue({ ask: 'issue', number: marker.incident }),
      reader.configuration({ ask: 'configuration' }),
      reader.comments({ ask: 'comments', number }),
      linksOrNone(() => reader.issueLinks({ ask: 'issueLinks', numbers: `${number}` })),
    ])
    const about = found(incident)
    if (about === null) throw new CommandError('failed', `Its incident, #${marker.incident}, cannot be read.`)
    const configuration = configurationFor(parseConfiguration(texts).configuration, about.labels)
    const facts = { issue, talk, links: links[0] ?? null, incident: about, configuration, self }
    const sentences = configuration.reminders.enabled
      ? explainItem({ ...facts, now: given ?? now(), templates: loadTemplates() })
      : ['Reminders are switched off here: reminders.enabled is false.']
    terminal.out(`${issue.title}\n${sentences.map((sentence) => `  ${sentence}\n`).join('')}`)
    return 'ok'
  })
}

function found(lookup: IssueLookup): Issue | null {
  return lookup.found ? lookup.issue : null
}

/** Where GitHub does not tell, nothing is linked, as in a pass. */
async function linksOrNone<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof GitHubError && error.fault.kind === 'refused') return []
    throw error
  }
}
