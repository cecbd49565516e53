import { inlineText } from '../../document/harmless/escape.ts'
import type { Issue } from '../../domain/issue.ts'
import type { RememberedClosure, RememberedItem } from '../../domain/marker.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { redact } from '../../text/redaction/redact.ts'
import { decisionOn } from '../action-items/closing/closures.ts'
import type { ItemOutcome, TrackedItem } from '../action-items/tracked-item.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer } from '../texts.ts'

/** The most of a reason that the status comment holds; the issue has all of it. */
const longestReason = 100

export const outcomeStates = {
  open: 'open',
  done: 'done',
  declined: 'declined',
  duplicate: 'duplicate',
  'closed-by-bot': 'bot',
} as const

/**
 * The state of an item's issue, and what shows that it is so: what was said by a command, the merged pull request or the commit
 * that closed it, of what it is a duplicate, or who closed it by hand. Nobody is mentioned. The state alone where GitHub does
 * not tell.
 */
export function closedState(
  pass: IncidentPass,
  { remembered }: Pick<TrackedItem, 'remembered'>,
  issue: Issue,
  outcome: ItemOutcome,
): string {
  const say = sayer(pass.context.templates)
  const state = say(`state-${outcomeStates[outcome]}`)
  if (outcome === 'open' || outcome === 'closed-by-bot') return state
  const decision = decisionOn(issue, pass)
  const proof = outcome === 'done' ? remembered?.proof : undefined
  if (decision !== null) {
    const told = say('evidence-person', { state, login: decision.by, reason: shown(decision.reason) })
    return decision.reason === '' ? withProof(pass, told, proof) : told
  }
  const closed = remembered?.closed?.at === issue.closedAt ? remembered?.closed : undefined
  const told = closed === undefined ? state : byWhat(pass, closed, { state, login: issue.closedBy?.login ?? '' })
  return withProof(pass, told, proof)
}

function withProof({ context }: IncidentPass, state: string, proof: RememberedItem['proof']): string {
  if (proof === undefined) return state
  return sayer(context.templates)(proof === 'seen' ? 'evidence-proved' : 'evidence-unproved', { state })
}

function byWhat(
  { incident, context }: IncidentPass,
  { by, name }: RememberedClosure,
  { state, login }: { readonly state: string; readonly login: string },
): string {
  const say = sayer(context.templates)
  const { url } = incident.repository
  switch (by) {
    case 'pull':
      return say('evidence-pull', { state, link: name && `[#${name}](${url}/pull/${name})` })
    case 'commit':
      return say('evidence-commit', { state, link: name && `[${name}](${url}/commit/${name})` })
    case 'duplicate':
      return name === '' ? state : say('evidence-duplicate', { link: `[#${name}](${url}/issues/${name})` })
    case 'hand':
      return login === '' ? state : say('evidence-person', { state, login, reason: '' })
  }
}

/** What somebody gave as a reason, without what looks like a secret. */
function shown(reason: string): string {
  const line = redact(oneLine(reason)).trim()
  return inlineText(line.length > longestReason ? `${cutAt(line, longestReason).trimEnd()}…` : line)
}
