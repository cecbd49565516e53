import { readPhaseTime } from '../../document/typed-time.ts'
import { type PhaseName, phaseCommands } from '../../domain/command.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident-file.ts'
import { sentence } from '../texts.ts'
import type { Witness } from './witnesses.ts'

export type MilestoneName = PhaseName | 'responded'

/** A moment that the durations are counted from and to, with where it is known from. */
export interface Milestone {
  readonly name: MilestoneName
  /** ISO 8601 in UTC. */
  readonly at: string
  /** Prepared Markdown. */
  readonly source: string
}

const order: readonly MilestoneName[] = ['started', 'detected', 'responded', 'mitigated', 'resolved']

/**
 * The milestones that are known, in their order: from the document's own front matter first, then from commands, the last
 * one of a kind counting, then from the issue. What is not known is left out, never guessed.
 */
export function milestones(
  file: IncidentFile,
  written: Readonly<Partial<Record<PhaseName, string>>>,
  heard: readonly Witness[],
  context: Context,
): readonly Milestone[] {
  const say = (name: string, view = {}) => sentence(context.templates, `source-${name}`, view)
  const found = new Map<MilestoneName, Milestone>()
  const note = (name: MilestoneName, at: string | null, source: string) => {
    if (at !== null && !found.has(name)) found.set(name, { name, at, source })
  }
  for (const name of phaseCommands) {
    // The app itself begins the document with the opening of the issue as the start.
    const own = name === 'started' && written.started === file.issue.createdAt
    if (!own) note(name, instantOf(written[name]), say('document'))
  }
  for (const { name, at, login } of commanded(file, heard).toReversed())
    note(name, at, say('command', { command: name, login }))
  note('started', file.issue.createdAt, say('opened'))
  const response = firstResponse(file)
  if (response !== null) note('responded', response.at, say('response', { login: response.login }))
  note('resolved', file.issue.closedAt, say('closed'))
  return order.flatMap((name) => found.get(name) ?? [])
}

/** A time with a zone of its own, as ISO in UTC; `null` for anything else. */
function instantOf(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text))
    return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace('.000Z', 'Z')
}

function commanded(file: IncidentFile, heard: readonly Witness[]) {
  const { zone } = file.configuration.reminders
  return heard.flatMap(({ comment, commands }) =>
    commands.flatMap((command) => {
      if (command.kind !== 'phase') return []
      const at = readPhaseTime(command.text, { at: comment.createdAt, zone })
      return at === null ? [] : [{ name: command.phase, at, login: comment.author.login }]
    }),
  )
}

/** The first thing that a person other than who opened the issue did about it: a comment, or to take it. */
export function firstResponse(file: IncidentFile): { readonly at: string; readonly login: string } | null {
  const author = file.issue.author.login
  const comments = file.comments
    .filter((comment) => !comment.author.bot && comment.author.login !== author)
    .map((comment) => ({ at: comment.createdAt, login: comment.author.login }))
  const takings = file.events.flatMap(({ kind, actor, at }) =>
    kind === 'assigned' && actor !== null && !actor.bot && actor.login !== author ? [{ at, login: actor.login }] : [],
  )
  return [...comments, ...takings].sort((one, other) => (one.at < other.at ? -1 : 1))[0] ?? null
}
