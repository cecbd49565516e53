import { pathInAddress } from '../../document/files/file-name.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { Comment } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { isRefused } from '../status/refused.ts'
import { text } from '../texts.ts'
import { present } from './addressees.ts'
import { isPosted } from './posted-slot.ts'
import { dueSlot, nextMorning, nextSlotAt, type Series } from './reminder-slots.ts'

export interface AskedParticipants {
  readonly mutations: readonly Mutation[]
  readonly memory: StatusMemory
  /** When they are to be asked (ISO), `null` for never. */
  readonly requeueAt: string | null
}

const name = 'views'
const slot = `${name}/1`
/** A comment that mentions more is a circular. */
const mostMentions = 10
/** Of so many it is looked up whether they have access. */
const mostCandidates = 20
/** Later than this nobody's memory is fresh, and an incident of long ago is left in peace, in hours. */
const longestWait = 7 * 24

/**
 * Asks those who took part in a closed incident, once, how they saw it: in one comment on the pull request, on the next
 * working morning after the closing, or after the draft was opened if that came later. Only people with access are mentioned.
 * Nobody is asked about what was closed as not planned. `undefined` while it is not read who can be reached.
 */
export function askParticipants(
  pass: IncidentPass,
  pull: Pull,
  draft: { readonly memory: StatusMemory; readonly talk: readonly Comment[]; readonly path: string | null },
): AskedParticipants | undefined {
  const { incident, context, refusals } = pass
  const { memory, talk, path } = draft
  const { reminders } = incident.configuration
  const { state, stateReason, closedAt } = incident.issue
  const silence: AskedParticipants = { mutations: [], memory, requeueAt: null }
  if (!reminders.enabled || state === 'open' || stateReason === 'not_planned' || closedAt === null) return silence
  if (memory.participants === pull.number) return silence
  const asked: AskedParticipants = { ...silence, memory: { ...memory, participants: pull.number } }
  if (isPosted(slot, talk, context.self)) return asked
  const at = nextMorning(closedAt > pull.createdAt ? closedAt : pull.createdAt, reminders)
  if (plusHours(at, longestWait) < incident.now) return silence
  const series: Series = { name, slots: [{ n: 1, to: 'owners', at }] }
  const posted = { n: 0, at: null }
  if (dueSlot(series, posted, incident.now, reminders) === null)
    return { ...silence, requeueAt: nextSlotAt(series, posted, incident.now, reminders) }
  const people = present(participantsOf(incident).slice(0, mostCandidates), pass)
  if (people === undefined) return undefined
  if (people.length === 0) return asked
  const address = path === null ? '' : `${pathInAddress(incident.branch)}/${pathInAddress(path)}`
  const body = text(context.templates, 'participants', {
    marker: renderMarker({ kind: 'reminder', slot }),
    mentions: people
      .slice(0, mostMentions)
      .map((login) => `@${login}`)
      .join(' '),
    incident: incident.ref.number,
    document: address === '' ? '' : `${incident.repository.url}/blob/${address}`,
  })
  const ask: Mutation = { rule: 'ask-participants', do: 'remind', number: pull.number, slot, body }
  // What GitHub refuses was not asked.
  return { ...(isRefused(ask, refusals) ? silence : asked), mutations: [ask] }
}

/** By login: whom it was ever assigned to, who declared it, then who spoke. Bots are no participants. */
function participantsOf({ issue, events, comments }: Incident): readonly string[] {
  const led = events.flatMap((event) => (event.kind === 'assigned' ? [event.login] : []))
  const spoke = comments.filter(({ hidden }) => !hidden).map(({ author }) => author)
  const people = [issue.author, ...spoke].filter(({ bot }) => !bot).map(({ login }) => login)
  const all = [...led, ...issue.assignees, ...people].filter((login) => login !== 'ghost' && !login.endsWith('[bot]'))
  return [...new Set(all)]
}
