import { type WantedProof, wantedProof } from '../../../document/action-items/wanted-proof.ts'
import { inlineText } from '../../../document/harmless/escape.ts'
import { renderMarker } from '../../../document/markers/markers.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { earliest, plusHours } from '../../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../../pass.ts'
import { isPosted } from '../../reminders/posted-slot.ts'
import { openFrom } from '../../reminders/reminder-slots.ts'
import { text } from '../../texts.ts'
import { issueName } from '../issue-names.ts'
import { isRecent } from '../talk/why-declined.ts'
import type { TrackedItem } from '../tracked-item.ts'
import { decisionOn } from './closures.ts'

/** What a merge is to bring comes some time after it: nobody is asked before so many hours. */
const patience = 24
const slot = 'verify'

export interface Proofs {
  readonly items: readonly TrackedItem[]
  readonly mutations: readonly Mutation[]
  /** When there is something to look at again (ISO); `null` for never. */
  readonly next: string | null
}

/**
 * Looks whether what items want to be true was so, once they are closed as done. Where it was not within a day, somebody is asked
 * once, and the item stays closed. Whoever said what shows it, by `/done`, is not asked. `undefined` while it is not read.
 */
export function proofs(pass: IncidentPass, items: readonly TrackedItem[]): Proofs | undefined {
  const all = items.map((item) => proofOf(pass, item))
  const known = all.filter((one) => one !== undefined)
  if (known.length < all.length) return undefined
  return {
    items: known.map(({ item }) => item),
    mutations: known.flatMap(({ mutation }) => mutation ?? []),
    next: earliest(known.map(({ next }) => next)),
  }
}

interface ProofOfItem {
  readonly item: TrackedItem
  readonly mutation: Mutation | null
  readonly next: string | null
}

function proofOf(pass: IncidentPass, item: TrackedItem): ProofOfItem | undefined {
  const silent = { item, mutation: null, next: null }
  const { status, remembered } = item
  if (status.kind !== 'issue' || status.outcome !== 'done' || remembered?.proof !== undefined) return silent
  const { issue } = status
  const wanted = issue.elsewhere === null && isRecent(issue, pass) ? wantedProof(issue.body) : null
  if (wanted === null || decisionOn(issue, pass)?.reason) return silent
  const seen = isTrue(pass, wanted)
  if (seen === undefined) return undefined
  if (seen) return { ...silent, item: noted(item, issue, 'seen') }
  const { incident, context } = pass
  const at = openFrom(plusHours(issue.closedAt ?? incident.now, patience), incident.configuration.reminders)
  const due = at > incident.now ? at : openFrom(incident.now, incident.configuration.reminders)
  if (due > incident.now) return { ...silent, next: due }
  const talk = pass.ask({ ask: 'comments', number: issue.number })
  if (talk === undefined) return undefined
  const isAsked = issue.locked || isPosted(slot, talk, context.self)
  return { item: noted(item, issue, 'asked'), mutation: isAsked ? null : question(pass, issue, wanted), next: null }
}

function noted(item: TrackedItem, { number }: Issue, proof: 'seen' | 'asked'): TrackedItem {
  const known = item.remembered ?? { ordinal: item.ordinal, issue: number, slot: null, remindedAt: null }
  return { ...item, remembered: { ...known, proof } }
}

/** Whether it was so at any time that can be known. Of a page elsewhere nobody here can tell. */
function isTrue(pass: IncidentPass, { kind, name }: WantedProof): boolean | undefined {
  const { incident } = pass
  if (kind === 'link') return isClosedHere(pass, name)
  const since = incident.pull?.mergedAt ?? incident.issue.createdAt
  const asked = { ask: 'succeeded', kind, name, at: kind === 'check' ? incident.baseBranch : since } as const
  // Who may not see it is not made to ask about it.
  return pass.refused(asked) ? true : pass.ask(asked)
}

/** Whether a link leads to an issue or a pull request here that is closed. */
function isClosedHere(pass: IncidentPass, address: string): boolean | undefined {
  const { url } = pass.incident.repository
  const path = address.toLowerCase().startsWith(`${url.toLowerCase()}/`) ? address.slice(url.length) : ''
  const number = /^\/(?:issues|pull)\/([1-9]\d{0,9})(?=[/?#]|$)/.exec(path)?.[1]
  if (number === undefined) return false
  const asked = { ask: 'issue', number: Number(number) } as const
  if (pass.refused(asked)) return true
  const lookup = pass.ask(asked)
  if (lookup === undefined) return undefined
  return lookup.found && lookup.issue.state === 'closed'
}

function question({ context }: IncidentPass, issue: Issue, { kind, name }: WantedProof): Mutation {
  const people =
    issue.assignees.length > 0 ? issue.assignees : issue.closedBy?.bot === false ? [issue.closedBy.login] : []
  return {
    rule: 'ask-for-proof',
    of: issueName(issue),
    do: 'remind',
    number: issue.number,
    slot,
    body: text(context.templates, 'unproved', {
      marker: renderMarker({ kind: 'reminder', slot }),
      mentions: people.map((login) => `@${login}`).join(' '),
      check: kind === 'check' ? name : '',
      workflow: kind === 'workflow' ? name : '',
      link: kind === 'link' ? inlineText(name) : '',
    }),
  }
}
