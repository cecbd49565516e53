import { sameLabel } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'

const green = '0e8a16'

/** The incident carries the complete label exactly while every follow-up is closed. `undefined` while not read. */
export function completeLabel(pass: IncidentPass, done: boolean): readonly Mutation[] | undefined {
  const { incident, context } = pass
  const label = incident.configuration.completeLabel
  const number = incident.ref.number
  const carried = incident.issue.labels.some((known) => sameLabel(known, label))
  if (carried === done) return []
  if (!done) return [{ rule: 'complete-label', do: 'remove-label', number, label }]
  const exists = pass.ask({ ask: 'label', name: label })
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
