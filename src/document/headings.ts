/**
 * Headings that begin the action items, by how sure each one is: a document that has "Action items" and "Next steps" means
 * the first one.
 */
const actionHeadings: readonly ReadonlySet<string>[] = [
  new Set([
    'action item',
    'action items',
    'actions',
    'action',
    'action points',
    'action plan',
    'actions items',
    'list of action items',
    'actionable items',
    'actions to take',
    'follow up actions',
    'followup actions',
    'follow up action items',
    'follow up items',
    'follow up tasks',
    'corrective actions',
    'corrective and preventive actions',
    'corrective and preventative actions',
    'preventive actions',
    'preventative actions',
    'preventive measures',
    'preventative measures',
  ]),
  new Set(['follow up', 'follow ups', 'followup', 'followups', 'todo', 'to do', 'todos', 'to dos']),
  new Set(['next steps', 'remediation', 'remediation items', 'remediations', 'remediation steps', 'mitigations']),
]

/** The sixth question of the template, whose section holds the action items' own heading. */
const actionQuestions: ReadonlySet<string> = new Set(['which actions will prevent it'])

/** What a heading says of action items: `rank` 0 is the surest. */
export type ActionHeading =
  | { readonly kind: 'list'; readonly rank: number }
  | { readonly kind: 'question'; readonly rank: 0 }
  | null

/** Whether a heading's Markdown means the action items; emoji, numbers before it, brackets, anchors and case do not count. */
export function readActionHeading(heading: string): ActionHeading {
  const words = headingWords(heading)
  if (actionQuestions.has(words)) return { kind: 'question', rank: 0 }
  const rank = actionHeadings.findIndex((headings) => headings.has(words))
  return rank < 0 ? null : { kind: 'list', rank }
}

/** The words of a heading for comparison: lower case, single spaces, nothing but letters and digits. */
export function headingWords(heading: string): string {
  return heading
    .slice(0, 300)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\{[#:][^{}]*\}/g, ' ')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g, '$1')
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/:[a-z0-9_+-]{1,50}:/gi, ' ')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^\d{1,3}(?: \d{1,3}){0,3} (?=\p{L})/u, '')
}
