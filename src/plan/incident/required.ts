import { sameLabel } from '../../domain/issue.ts'
import type { Incident } from './incident.ts'

/** Whether the configuration asks for a postmortem of such an incident. */
export function isPostmortemRequired({ issue, configuration }: Pick<Incident, 'issue' | 'configuration'>): boolean {
  const { requiredFor } = configuration
  if (requiredFor === 'all') return true
  return issue.labels.some((label) => requiredFor.some((one) => sameLabel(one, label)))
}

/**
 * When the incident last got a label for which a postmortem is required (ISO); `null` where that never happened, or where
 * all incidents need one.
 */
export function requiredSince({ events, configuration }: Incident): string | null {
  const { requiredFor } = configuration
  if (requiredFor === 'all') return null
  const labelled = events.filter(
    (event) => event.kind === 'labelled' && requiredFor.some((one) => sameLabel(one, event.label)),
  )
  return labelled.at(-1)?.at ?? null
}
