import { readCommands } from '../document/command.ts'
import { inlineText } from '../document/escape.ts'
import { cutAt } from '../document/hidden-characters.ts'
import { redact } from '../document/redact.ts'
import { readTypedTime } from '../document/typed-time.ts'
import { type Comment, mayCommand } from '../domain/issue.ts'
import type { Context } from './context.ts'
import { clockIn } from './facts/clock.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { sentence } from './texts.ts'

/** Only the last ones: who wrote one looks soon after. */
const mostShown = 3
const longestWords = 60

/**
 * How the last times were understood that people typed behind a command, newest first: a moment a line. Silent where nobody
 * typed any. Of people who may command; `undefined` while a role is not read.
 */
export function notedTimes(
  file: IncidentFile,
  talk: readonly Comment[],
  inquiry: Inquiry,
  context: Context,
): readonly string[] | undefined {
  const typed = [...file.comments, ...talk]
    .filter(({ author, hidden }) => !author.bot && !hidden)
    .toSorted((one, other) => other.id - one.id)
    .flatMap((comment) => timesIn(comment, file).map((said) => ({ comment, ...said })))
    .slice(0, mostShown)
  const roles = typed.map(({ comment }) => {
    const question = { ask: 'role', login: comment.author.login } as const
    return inquiry.ask<'role'>(question) ?? (inquiry.refused(question) ? 'none' : undefined)
  })
  if (roles.includes(undefined)) return undefined
  const { zone } = file.configuration.reminders
  return typed
    .filter((_, index) => mayCommand(roles[index] ?? 'none'))
    .map(({ comment, at, words }) => {
      const there = zone === 'UTC' ? '' : clockIn(zone, at)
      return sentence(context.templates, 'noted', { at: clockIn('utc', at), there, zone, url: comment.url, words })
    })
}

function timesIn({ body, createdAt }: Comment, file: IncidentFile) {
  const typed = { at: createdAt, zone: file.configuration.reminders.zone }
  return readCommands(body).flatMap((command) => {
    if (command.kind !== 'timeline' && command.kind !== 'phase') return []
    const found = command.text === '' ? null : readTypedTime(command.text, typed)
    if (found === null) return []
    const words = command.kind === 'phase' ? `/${command.phase}` : inlineText(cutAt(redact(found.rest), longestWords))
    return [{ at: found.at, words }]
  })
}
