import { inlineText } from '../../../document/harmless/escape.ts'
import { cutAt, oneLine } from '../../../text/markdown/hidden-characters.ts'
import { redact } from '../../../text/redaction/redact.ts'
import { readBeginning, readPhaseTime } from '../../../text/time/typed-time.ts'
import type { IncidentPass } from '../../pass.ts'
import { sentence } from '../../texts.ts'
import { publicUpdate } from '../public-update.ts'
import type { QuotableComment } from './quotable-comments.ts'
import type { TimelineEvent } from './timeline-event.ts'

/** The longest quotation, in UTF-16 code units. */
const longestQuote = 300

/** What one comment tells: each of its commands, or its first sentence. */
export function commentEvents(
  pass: IncidentPass,
  { comment, commands, why }: QuotableComment,
): readonly TimelineEvent[] {
  const { incident, context } = pass
  const typed = { at: comment.createdAt, zone: incident.configuration.reminders.zone }
  const row = { recordedAt: comment.createdAt, who: comment.author.login, url: comment.url }
  if (why !== 'command') {
    const prominence = why === 'marked' ? 'key' : 'detail'
    const update = publicUpdate(comment.body)
    const words = quote(firstWords(update ?? comment.body))
    const what = update === null ? words : sentence(context.templates, 'moment-update', { words })
    return words === '' ? [] : [{ ...row, at: comment.createdAt, what, prominence }]
  }
  return commands.flatMap((command): readonly TimelineEvent[] => {
    if (command.kind === 'phase') {
      const time = readPhaseTime(command.text, typed)
      if (time === null) return []
      const phase = sentence(context.templates, `phase-${command.phase}`)
      const what = time.about ? sentence(context.templates, 'moment-about', { phase }) : phase
      return [{ ...row, at: time.at, what, prominence: 'turn' }]
    }
    if (command.kind !== 'timeline' || command.text === '') return []
    const found = readBeginning(command.text, typed)
    // Their authors were asked which day they mean.
    if (found.kind === 'ambiguous' || found.kind === 'future') return []
    const said = found.kind === 'none' || found.rest === '' ? { at: comment.createdAt, rest: command.text } : found
    return [{ ...row, at: said.at, what: quote(said.rest), prominence: 'key', asked: true }]
  })
}

/** The first sentence of a comment, without what it quotes. */
function firstWords(body: string): string {
  const own = body.split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !/^ {0,3}(?:>|```|~~~|<!--)/.test(line))
  return /^.{1,300}?[.!?](?=\s)/.exec(own ?? '')?.[0] ?? own ?? ''
}

function quote(words: string): string {
  const line = oneLine(redact(words))
  const said = inlineText(line.length > longestQuote ? `${cutAt(line, longestQuote)}…` : line)
  // Nothing but the end of its cell follows, so that no image can begin here: "Yes!" stays as it is.
  return said.replace(/\\!$/, '!')
}
