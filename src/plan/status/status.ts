import { readDueLine } from '../../document/action-items/read/action-items.ts'
import { pathInAddress } from '../../document/files/file-name.ts'
import { inlineText, plainLine, plainTitle } from '../../document/harmless/escape.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { dayIn, elapsed } from '../../text/time/spoken-duration.ts'
import type { FollowThrough } from '../action-items/follow-through.ts'
import { isHidden, itemName, nameOf } from '../action-items/issue-names.ts'
import { isSettled, type TrackedItem } from '../action-items/tracked-item.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import { type Phase, phaseNames } from '../incident/phase.ts'
import type { IncidentPass } from '../pass.ts'
import { deadlineOf } from '../reminders/deadline.ts'
import type { SentenceViews, TextViews } from '../text-views.ts'
import { sayer, sentence, text } from '../texts.ts'

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
  const items = follow === null ? [] : follow.items.filter((item) => item.fate.kind !== 'overflow')
  const view = (shown: readonly TrackedItem[], notices: readonly string[], words: number): StatusView => ({
    marker: renderMarker({ kind: 'status', repository: incident.repository.id, incident: incident.ref.number, memory }),
    icon: phaseNames[phase.kind].icon,
    phase: phaseNames[phase.kind].name,
    lead: lead(pass, phase, writers),
    pull: pullView(pass, phase, memory, writers, content.news ?? null),
    itemCount: items.length,
    closedCount: items.filter(isSettled).length,
    items: shown.map((item) => shortened(itemView(pass, item), words)),
    taskList: follow !== null && !follow.attachable && shown.some((item) => item.fate.kind === 'issue'),
    tasks: shown.flatMap((item) => taskView(incident, item)),
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
  const followed = items.filter((item) => item.fate.kind !== 'recorded')
  const rows = [...followed, ...items.filter((item) => item.fate.kind === 'recorded')].slice(0, mostRows)
  return text(context.templates, 'status', view(rows, few.slice(0, 5), 40)).trimEnd()
}

function shortened(item: ItemView, words: number): ItemView {
  return { ...item, title: plainTitle(item.title, words), owners: plainTitle(item.owners, words) }
}

/** The write that makes the status comment say `body`, none when it says so already. */
export function postStatus(file: IncidentFile, body: string): readonly Mutation[] {
  const { statusComment, strayComments, ref } = file
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

function lead(pass: IncidentPass, phase: Phase, writer: string): string {
  const { incident, context } = pass
  const say = sayer(context.templates)
  const base = incident.baseBranch
  const label = incident.configuration.incidentLabel
  switch (phase.kind) {
    case 'opening':
      return say('lead-opening')
    case 'adopted':
      return say('lead-opening-items')
    case 'drafting':
      return say('lead-drafting', { writer, several: writer.includes(', ') })
    case 'reviewing':
      return say('lead-reviewing', { base })
    case 'tracking':
      return phase.follow.complete ? say('lead-tracking') : say('lead-opening-items')
    case 'done':
      return say('lead-done', numbers(incident, phase.follow))
    case 'unread':
      return say('lead-unread', { whole: phase.follow.unread })
    case 'skipped':
      return say('lead-skipped', { by: phase.by, reason: fullStop(phase.reason) })
    case 'duplicate':
      return say('lead-duplicate', { of: phase.of })
    case 'not-required': {
      const { requiredFor } = incident.configuration
      const labels = requiredFor === 'all' ? '' : requiredFor.join(', ')
      return say('lead-not-required', { severity: phase.severity, labels })
    }
    case 'stopped': {
      const into = incident.pull?.base.ref ?? ''
      return say(`lead-stopped-${phase.why}`, {
        base,
        into,
        label,
        pull: incident.pull?.number ?? 0,
        branch: incident.branch,
      })
    }
    case 'transferred':
      return say('lead-transferred', { there: phase.there, merged: phase.merged, label })
    case 'waiting':
      return say('lead-ask-maintainer', { label, who: phase.who })
    case 'foreign-branch':
      return say('lead-foreign-branch', { branch: incident.branch, directory: incident.configuration.directory })
    case 'refused':
      return say('lead-refused')
    case 'not-an-issue':
      return say('lead-pull-labelled', { label })
  }
}

/** The pull request, and what belongs to it while somebody works on it; `null` when there is none to show. */
function pullView(
  pass: IncidentPass,
  phase: Phase,
  memory: StatusMemory,
  writers: string,
  news: string | null,
): StatusView['pull'] {
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

interface ItemView {
  readonly link: string
  readonly title: string
  readonly owners: string
  readonly due: string
  readonly state: string
}

function itemView(pass: IncidentPass, item: TrackedItem): ItemView {
  const { incident, context } = pass
  const say = sayer(context.templates)
  const planned = item.item
  const named = planned?.owners.logins ?? []
  const owners = [...named, ...(planned?.owners.teams ?? []), ...(planned?.owners.names ?? [])].join(', ')
  const day = planned?.due?.valid ? planned.due.day : ''
  const line = { link: '', title: planned?.text ?? item.source, owners: owners || '–', due: day || '–' }
  switch (item.fate.kind) {
    case 'recorded':
      return { ...line, state: say('state-recorded') }
    case 'overflow':
    case 'unopened':
      return { ...line, state: say('state-waiting') }
    case 'unseen':
      return { ...line, title: item.fate.reference, state: say('state-unseen') }
    case 'followed': {
      const { issue, outcome } = item.fate
      const link = `[${nameOf(issue)}](${issue.url})`
      const hidden = isHidden(incident, issue)
      return {
        link,
        title: hidden ? '' : issue.title,
        owners: hidden ? '–' : issue.assignees.join(', ') || owners || '–',
        due: day || '–',
        state: sentence(context.templates, 'state-followed', { state: say(`state-${stateNames[outcome]}`) }),
      }
    }
    case 'gone': {
      const link = itemName(incident, item)
      return { ...line, link, state: say(item.fate.why === 'transferred' ? 'state-moved' : 'state-gone') }
    }
    case 'issue': {
      const { issue, outcome } = item.fate
      if (isHidden(incident, issue))
        return { ...line, link: itemName(incident, item), state: say(`state-${stateNames[outcome]}`) }
      const due = readDueLine(issue.body, issue.createdAt.slice(0, 10))
      const today = dayIn(incident.configuration.reminders.zone, incident.now)
      const unassigned = sentence(context.templates, 'owners-unassigned', { owners })
      const overdue = outcome === 'open' && due?.valid === true && due.day < today
      return {
        link: `[${nameOf(issue)}](${issue.url})`,
        title: issue.title,
        owners: issue.assignees.join(', ') || (named.length > 0 ? unassigned : owners || 'nobody yet'),
        due: due === null ? '–' : due.valid ? due.day : due.text,
        state: overdue ? say('state-overdue') : say(`state-${stateNames[outcome]}`),
      }
    }
  }
}

const stateNames = {
  open: 'open',
  done: 'done',
  declined: 'declined',
  duplicate: 'duplicate',
  'closed-by-bot': 'bot',
} as const

function taskView(file: IncidentFile, item: TrackedItem): StatusView['tasks'] {
  if (item.fate.kind !== 'issue') return []
  return [{ check: isSettled(item) ? 'x' : ' ', link: itemName(file, item) }]
}

function numbers(file: IncidentFile, follow: FollowThrough): SentenceViews['lead-done'] {
  const issues = follow.items.flatMap(({ fate }) => (fate.kind === 'issue' || fate.kind === 'followed' ? [fate] : []))
  const closed = issues.flatMap(({ issue }) => (issue.closedAt === null ? [] : [issue.closedAt])).sort()
  const merged = file.pull?.mergedAt ?? file.now
  const last = closed.at(-1)
  return {
    total: follow.items.length,
    done:
      issues.filter(({ outcome }) => outcome === 'done').length +
      follow.items.filter((item) => item.fate.kind === 'recorded').length,
    declined: issues.filter(({ outcome }) => outcome === 'declined' || outcome === 'duplicate').length,
    gone: follow.items.filter((item) => item.fate.kind === 'gone').length,
    toPostmortem: elapsed(file.issue.createdAt, merged),
    toClose: last === undefined ? '' : elapsed(merged, last),
  }
}

function fullStop(reason: string): string {
  return /[.!?…]$/.test(reason) ? reason : `${reason}.`
}
