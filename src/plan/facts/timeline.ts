import { DateTime } from 'luxon'
import { inlineText } from '../../document/escape.ts'
import { cutAt, oneLine } from '../../document/hidden-characters.ts'
import { redact } from '../../document/redact.ts'
import { readPhaseTime, readTypedTime } from '../../document/typed-time.ts'
import { type IssueEvent, sameLabel } from '../../domain/issue.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident-file.ts'
import { sentence, text } from '../texts.ts'
import type { Witness } from './witnesses.ts'

/** Something that happened, as a row of the timeline. */
interface Moment {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly who: string
  /** Prepared Markdown on one line. */
  readonly what: string
  readonly url: string
  /** Whether it stays in sight when there are too many. */
  readonly key: boolean
}

/** More rows than these go into a part that is folded. */
const mostRows = 60
/** The longest quotation, in UTF-16 code units. */
const longestQuote = 300

/** The timeline as a table: times in UTC, and in the configured zone where that is another one. */
export function renderTimeline(file: IncidentFile, heard: readonly Witness[], context: Context): string {
  const moments = [...fromIssue(file, context), ...heard.flatMap((witness) => fromComment(witness, file, context))]
  const sorted = moments.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const { zone } = file.configuration.reminders
  const rows = sorted.map((moment) => ({ ...moment, utc: clock(moment.at, 'utc'), there: clock(moment.at, zone) }))
  const more = rows.length > mostRows
  const shown = more ? rows.filter(({ key }) => key).slice(0, mostRows) : rows
  const view = { local: zone !== 'UTC', zone, more, total: rows.length, shown, rest: more ? rows : [] }
  return text(context.templates, 'facts/timeline', view).trim()
}

function clock(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm')
}

function fromIssue(file: IncidentFile, context: Context): readonly Moment[] {
  const { issue, events } = file
  const say = (name: string, view = {}) => sentence(context.templates, `moment-${name}`, view)
  const declared: Moment = {
    at: issue.createdAt,
    who: issue.author.login,
    what: say('declared', { title: redact(issue.title) }),
    url: issue.url,
    key: true,
  }
  const later = events.flatMap((event): readonly Moment[] => {
    if (!isTold(event, file)) return []
    const { kind, at, actor, ...detail } = event
    const view = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, redact(String(value))]))
    return [{ at, who: actor?.login ?? '', what: say(kind, view), url: issue.url, key: true }]
  })
  return [declared, ...later]
}

/** The app's own labels say nothing about the incident. */
function isTold(event: IssueEvent, { configuration }: IncidentFile): boolean {
  if (event.kind !== 'labelled' && event.kind !== 'unlabelled') return true
  return !sameLabel(event.label, configuration.completeLabel)
}

function fromComment({ comment, commands, why }: Witness, file: IncidentFile, context: Context): readonly Moment[] {
  const { zone } = file.configuration.reminders
  const row = { who: comment.author.login, url: comment.url, key: why !== 'said' }
  if (why !== 'command') return [{ ...row, at: comment.createdAt, what: quote(firstWords(comment.body)) }]
  return commands.flatMap((command): readonly Moment[] => {
    if (command.kind === 'phase') {
      const at = readPhaseTime(command.text, { at: comment.createdAt, zone })
      return at === null ? [] : [{ ...row, at, what: sentence(context.templates, `phase-${command.phase}`) }]
    }
    if (command.kind !== 'timeline' || command.text === '') return []
    const typed = readTypedTime(command.text, { at: comment.createdAt, zone })
    const said = typed === null || typed.rest === '' ? { at: comment.createdAt, rest: command.text } : typed
    return [{ ...row, at: said.at, what: quote(said.rest) }]
  })
}

/** The first sentence of a comment, without what it quotes. */
function firstWords(body: string): string {
  const own = body.split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !/^ {0,3}(?:>|```|~~~|<!--)/.test(line))
  return /^.{1,300}?[.!?](?=\s)/.exec(own ?? '')?.[0] ?? own ?? ''
}

function quote(words: string): string {
  const line = oneLine(redact(words))
  return inlineText(line.length > longestQuote ? `${cutAt(line, longestQuote)}…` : line)
}
