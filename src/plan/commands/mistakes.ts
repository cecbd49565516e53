import { builtInTemplates } from '../../config/schema/built-in-templates.ts'
import type { Command } from '../../document/commands/command.ts'
import type { Comment } from '../../domain/issue.ts'
import { nearest } from '../../domain/nearest.ts'
import { readBeginning, readPhaseTime } from '../../text/time/typed-time.ts'
import { lineOf, mergedSentence } from '../action-items/add-actions.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'
import { severityNamed } from './issue-commands.ts'

/**
 * Why a command cannot be obeyed, as a sentence for who wrote it: what was understood, and what to write instead. `null`
 * for a sound one, `undefined` while something is not read.
 */
export function mistakeIn(
  command: Command,
  comment: Comment,
  file: IncidentFile,
  inquiry: Inquiry,
  context: Context,
): string | null | undefined {
  const say = (name: string, view = {}) => sentence(context.templates, `denied-${name}`, view)
  switch (command.kind) {
    case 'skip':
      if (command.reason === '') return say('reason')
      return file.pull?.merged ? say('merged') : null
    case 'template':
      return templateMistake(command.name, file, context)
    case 'timeline':
      return command.text === '' ? say('timeline') : timeMistake(command.text, comment, file, context)
    case 'phase': {
      const mistake = command.text === '' ? null : timeMistake(command.text, comment, file, context)
      if (mistake !== null) return mistake
      const { zone } = file.configuration.reminders
      const time = readPhaseTime(command.text, { at: comment.createdAt, zone })
      return time === null ? say('time', { text: command.text, phase: command.phase }) : null
    }
    case 'severity':
      return severityMistake(command.label, file, context)
    case 'lead':
      return leadMistake(command.logins, inquiry, context)
    case 'unknown':
      return say('unknown', { command: command.text, near: command.near })
    case 'action':
      if (command.text === '') return say('action')
      return file.pull?.merged ? mergedSentence(file, [lineOf(command.text, comment, file)], context) : null
    case 'start':
    case 'refresh':
    case 'help':
      return null
  }
}

/** Why the time that a text begins with does not count; `null` where it does, or where there is none. */
function timeMistake(text: string, comment: Comment, file: IncidentFile, context: Context): string | null {
  const { zone } = file.configuration.reminders
  const found = readBeginning(text, { at: comment.createdAt, zone })
  if (found.kind === 'future') return sentence(context.templates, 'denied-time-future', { written: found.written })
  if (found.kind !== 'ambiguous') return null
  const readings = found.readings.join('` or `')
  return sentence(context.templates, 'denied-time-readings', { written: found.written, readings })
}

function templateMistake(name: string, file: IncidentFile, context: Context): string | null {
  const known = Object.keys(builtInTemplates)
  const view = { known: known.join('`, `'), near: nearest(name, known), name }
  if (file.pull?.merged) return sentence(context.templates, 'denied-template-merged')
  return known.includes(name.toLowerCase()) ? null : sentence(context.templates, 'denied-template', view)
}

function severityMistake(label: string, file: IncidentFile, context: Context): string | null {
  const { severityLabels: known } = file.configuration
  if (severityNamed(label, known) !== null) return null
  const near = nearest(label, known)
  return sentence(context.templates, 'denied-severity', { label, near, known: known.join(', ') })
}

/** A login of GitHub's, or of an enterprise with managed users: https://docs.github.com/rest/users */
const loginPattern = /^[a-z\d](?:[a-z\d_]|-(?=[a-z\d])){0,60}$/i

/** One sentence for the first who cannot be assigned; the others are told once that one is put right. */
function leadMistake(logins: readonly string[], inquiry: Inquiry, context: Context): string | null | undefined {
  const mistakes = logins.map((login) => nameMistake(login, inquiry, context))
  if (mistakes.includes(undefined)) return undefined
  return mistakes.find((mistake) => mistake !== null) ?? null
}

function nameMistake(login: string, inquiry: Inquiry, context: Context): string | null | undefined {
  if (!loginPattern.test(login)) return sentence(context.templates, 'denied-lead-name', { login })
  const question = { ask: 'assignable', login } as const
  // Where that may not be asked, GitHub itself leaves out whom it cannot assign.
  if (inquiry.refused(question)) return null
  const assignable = inquiry.ask<'assignable'>(question)
  if (assignable === undefined) return undefined
  return assignable ? null : sentence(context.templates, 'denied-lead', { login })
}
