import { nearest } from '../../domain/commands/nearest.ts'
import { type IssueEvent, mayCommand, sameLabel } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { decidedSince } from './decided-since.ts'
import { aboutIncident, defineCommand, type Given } from './definition.ts'

/** `/severity <label>`: how severe the incident is. */
export interface SeverityCommand {
  readonly kind: 'severity'
  readonly label: string
}

export const severityCommand = defineCommand<SeverityCommand>({
  kind: 'severity',
  names: ['severity'],
  takes: '<label>',
  help: 'sets how severe it is',
  docs: 'sets one of the `severity_labels` on the incident and takes the others away',
  examples: ['/severity sev1 because cards fail'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'severity', label: text }),
  refusal({ label }, { incident, context }) {
    const { severityLabels: known } = incident.configuration
    if (severityInText(label, known) !== null) return null
    const near = nearest(label, known)
    return sentence(context.templates, 'denied-severity', { label, near, known: known.join(', ') })
  },
  changes: severityChanges,
})

/**
 * The severity that a text names, alone or before more words: "sev1 because cards fail", "`sev1`.". Of several labels that
 * begin it the longest counts; `null` for none.
 */
export function severityInText(text: string, known: readonly string[]): string | null {
  const bare = text.replace(/^[`"'“‘(:=]{1,3}\s?|[`"'”’).,:;!]{1,3}$/g, '')
  const begins = (label: string) =>
    bare.toLowerCase().startsWith(label.toLowerCase()) && /^(?:$|[\s`"'”’).,:;!–—])/u.test(bare.slice(label.length))
  const named = known.filter((label) => sameLabel(label, text) || begins(label))
  return named.toSorted((one, other) => other.length - one.length)[0] ?? null
}

const severityColour = 'b60205'

/** Of several the last one counts: nothing where it stands so already, and nothing that people have decided otherwise since. */
function severityChanges(
  given: readonly Given<SeverityCommand>[],
  { incident, ask, context }: IncidentPass,
): readonly Mutation[] | undefined {
  const { severityLabels } = incident.configuration
  const wanted = given
    .flatMap(({ command, comment }) => {
      const label = severityInText(command.label, severityLabels)
      return label !== null ? [{ label, comment }] : []
    })
    .at(-1)
  if (wanted === undefined) return []
  const isSeverity = (label: string) => severityLabels.some((known) => sameLabel(known, label))
  const changes = (event: IssueEvent) =>
    (event.kind === 'labelled' || event.kind === 'unlabelled') && isSeverity(event.label)
  if (decidedSince(wanted.comment, incident, changes, context)) return []
  const number = incident.ref.number
  const carried = incident.issue.labels.filter(isSeverity)
  const others = carried.filter((label) => !sameLabel(label, wanted.label))
  if (carried.length === 1 && others.length === 0) return []
  const set: Mutation = { rule: 'set-severity', do: 'set-severity', number, label: wanted.label, others }
  const exists = ask({ ask: 'label', name: wanted.label })
  if (exists === undefined) return undefined
  const create: Mutation = {
    rule: 'create-severity-label',
    do: 'create-label',
    name: wanted.label,
    colour: severityColour,
    description: sentence(context.templates, 'label-severity'),
  }
  return exists ? [set] : [create, set]
}
