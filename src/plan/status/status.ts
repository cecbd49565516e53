import { pathInAddress } from '../../document/files/file-name.ts'
import { inlineText, plainLine } from '../../document/harmless/escape.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { isSettled, type TrackedItem } from '../action-items/tracked-item.ts'
import type { Incident } from '../incident/incident.ts'
import { type Phase, phaseNames } from '../incident/phase.ts'
import type { IncidentPass } from '../pass.ts'
import { deadlineOf } from '../reminders/deadline.ts'
import type { TextViews } from '../text-views.ts'
import { sentence, text } from '../texts.ts'
import { itemView, shortened, taskView } from './status-items.ts'
import { leadOf } from './status-lead.ts'

type StatusView = TextViews['status']

export interface StatusContent {
  readonly phase: Phase
  readonly notices: readonly string[]
  readonly memory: StatusMemory
  /** Who writes the postmortem; left out, the assignees of the pull request. */
  readonly writers?: readonly string[]
  /** What the document does not tell yet, a sentence; `null` for nothing. */
  readonly news?: string | null
  /** How the last times that people typed were understood. */
  readonly noted?: readonly string[]
}

/** GitHub refuses a comment of more characters. */
const longestComment = 65_536
/** As many rows as fit into a comment with words of any kind. */
const mostRows = 110
/** As long as the title of an issue may be. */
const longestTitle = 256

/** The text of the status comment. Depends on nothing but what is given, so an equal state gives an equal text. */
export function statusBody(pass: IncidentPass, content: StatusContent): string {
  const { incident, context } = pass
  const { phase, memory } = content
  const writers = (content.writers ?? incident.pull?.assignees ?? []).join(', ')
  const follow = 'follow' in phase ? phase.follow : null
  const items = follow === null ? [] : follow.items.filter((item) => item.status.kind !== 'overflow')
  // What GitHub keeps among the sub-issues needs no list.
  const tasksOf = (shown: readonly TrackedItem[]) =>
    shown.filter((item) => follow?.unattached.has(item.ordinal)).flatMap((item) => taskView(incident, item))
  const view = (shown: readonly TrackedItem[], notices: readonly string[], words: number): StatusView => ({
    marker: renderMarker({ kind: 'status', repository: incident.repository.id, incident: incident.ref.number, memory }),
    icon: phaseNames[phase.kind].icon,
    phase: phaseNames[phase.kind].name,
    lead: leadOf(pass, phase, writers),
    pull: pullView(pass, content, writers),
    itemCount: items.length,
    closedCount: items.filter(isSettled).length,
    items: shown.map((item) => shortened(itemView(pass, item), words)),
    taskList: tasksOf(shown).length > 0,
    tasks: tasksOf(shown),
    noted: content.noted ?? [],
    notices,
  })
  const notices = [...new Set(content.notices)]
  const whole = text(context.templates, 'status', view(items, notices, longestTitle)).trimEnd()
  if (whole.length <= longestComment) return whole
  // A hundred items with long titles and many mistakes: every item stays, the words go.
  // A cut may open what stood closed, such as a code span, so what is left is made harmless once more.
  const few = notices.slice(0, 20).map((notice) => (notice.length > 500 ? `${plainLine(cutAt(notice, 500))}…` : notice))
  const shorter = text(context.templates, 'status', view(items, few, 80)).trimEnd()
  if (shorter.length <= longestComment) return shorter
  // Hundreds that were done before merging: what is still followed is shown first.
  const followed = items.filter((item) => item.status.kind !== 'recorded')
  const rows = [...followed, ...items.filter((item) => item.status.kind === 'recorded')].slice(0, mostRows)
  return text(context.templates, 'status', view(rows, few.slice(0, 5), 40)).trimEnd()
}

/** The write that makes the status comment say `body`, none when it says so already. */
export function postStatus(incident: Incident, body: string): readonly Mutation[] {
  const { statusComment, strayComments, ref } = incident
  const stray = strayComments.map((comment): Mutation => {
    return { rule: 'remove-stray-status', do: 'remove-comment', number: ref.number, comment: comment.id }
  })
  if (statusComment?.body === body) return stray
  const post: Mutation = {
    rule: 'status',
    do: 'post-status',
    number: ref.number,
    comment: statusComment?.id ?? null,
    body,
  }
  return [...stray, post]
}

/** The pull request, and what belongs to it while somebody works on it; `null` when there is none to show. */
function pullView(pass: IncidentPass, content: StatusContent, writers: string): StatusView['pull'] {
  const { phase, memory, news = null } = content
  const { incident, context } = pass
  const { pull, repository } = incident
  if (pull === null || phase.kind === 'not-an-issue') return null
  const at = pathInAddress(pull.merged ? incident.baseBranch : pull.head.ref)
  const { path } = memory
  const due = pull.state === 'open' ? deadlineOf(incident, pull) : null
  return {
    link: `[#${pull.number}](${pull.url})`,
    title: pull.title,
    done: phase.kind === 'done',
    working: !['skipped', 'duplicate', 'not-required'].includes(phase.kind),
    deadline: due === null ? '' : sentence(context.templates, 'deadline', { ...due }),
    document: path === null ? '' : `[${inlineText(path)}](${repository.url}/blob/${at}/${pathInAddress(path)})`,
    writers,
    news,
  }
}
