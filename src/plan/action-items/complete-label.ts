import { sameLabel } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'

const green = '0e8a16'

/** The incident carries the complete label exactly while every follow-up is closed. `undefined` while not read. */
export function completeLabel(
  file: IncidentFile,
  done: boolean,
  inquiry: Inquiry,
  context: Context,
): readonly Mutation[] | undefined {
  const label = file.configuration.completeLabel
  const number = file.ref.number
  const carried = file.issue.labels.some((known) => sameLabel(known, label))
  if (carried === done) return []
  if (!done) return [{ rule: 'complete-label', do: 'remove-label', number, label }]
  const exists = inquiry.ask<'label'>({ ask: 'label', name: label })
  if (exists === undefined) return undefined
  const description = sentence(context.templates, 'label-complete')
  const create: Mutation = {
    rule: 'create-complete-label',
    do: 'create-label',
    name: label,
    colour: green,
    description,
  }
  const add: Mutation = { rule: 'complete-label', do: 'add-label', number, label }
  return exists ? [add] : [create, add]
}
