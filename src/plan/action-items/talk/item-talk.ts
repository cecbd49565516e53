import { readItemState } from '../../../document/markers/item-state.ts'
import type { Comment, Issue } from '../../../domain/issue.ts'
import type { RememberedItem } from '../../../domain/marker.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { fullName } from '../../../domain/ref.ts'
import { answers } from '../../commands/comments/answers.ts'
import { freshComments, handledNow } from '../../commands/comments/apply-commands.ts'
import { commandList } from '../../commands/list.ts'
import type { IncidentPass } from '../../pass.ts'
import { numberHere } from '../issue-names.ts'
import { outcomeOfItem, type TrackedItem } from '../tracked-item.ts'
import { nothingSaid, obey } from './obey.ts'
import { tellPostponed } from './third-postponement.ts'
import { askWhy, type DeclineKnown, isRecent } from './why-declined.ts'

/** What was said on the issues of the items, carried out. */
export interface ItemTalk {
  /** The items as they are once that is written, with what is remembered of them from now on. */
  readonly items: readonly TrackedItem[]
  readonly mutations: readonly Mutation[]
}

/**
 * Carries out the commands on the issues of items, each by itself: whoever is assigned there commands it, and whoever has the
 * triage role. Comments are read only where there are others than at the last look, and never of what is done. `undefined`
 * while something is not read.
 */
export function itemTalk(pass: IncidentPass, items: readonly TrackedItem[]): ItemTalk | undefined {
  const all = items.map((item) => talkOf(pass, item))
  const known = all.filter((one) => one !== undefined)
  if (known.length < all.length) return undefined
  const mutations = known.flatMap((one) => one.mutations)
  // What is said waits for what is changed: one that is refused keeps none of the others from being changed.
  const edits = mutations.filter((mutation) => mutation.do === 'edit-item')
  const others = mutations.filter((mutation) => mutation.do !== 'edit-item')
  return { items: known.map(({ item }) => item), mutations: [...edits, ...others] }
}

interface TalkOfItem {
  readonly item: TrackedItem
  readonly mutations: readonly Mutation[]
}

type Status = Extract<TrackedItem['status'], { kind: 'issue' }>

function talkOf(pass: IncidentPass, item: TrackedItem): TalkOfItem | undefined {
  const silent = { item, mutations: [] }
  if (item.status.kind !== 'issue' || !isHeard(item, item.status, pass)) return silent
  const { issue } = item.status
  const talk = commentsOn(issue, pass)
  if (talk === undefined) return undefined
  const handled = item.remembered?.handled ?? 0
  const there = issue.elsewhere === null ? {} : { in: issue.elsewhere }
  const fresh = freshComments(talk, { on: issue.number, place: 'action-item-issue', handled, ...there }, commandList)
  const obeyed = fresh.length === 0 ? nothingSaid(issue) : obey(pass, issue, fresh)
  if (obeyed === undefined) return undefined
  const after =
    obeyed.issue === issue
      ? item.status
      : ({ kind: 'issue', issue: obeyed.issue, outcome: outcomeOfItem(obeyed.issue) } as const)
  const why: DeclineKnown | null = askWhy(pass, { ...item, status: after }, talk)
  const notes = [...tellPostponed(pass, obeyed, talk), ...(why?.mutations ?? [])]
  const last = handledNow(fresh, obeyed.replies, handled, pass.incident)
  const said = answers(obeyed.replies, pass)
  const isNew = last > handled || why !== null || notes.length > 0
  const posted = [...said, ...notes].filter((mutation) => mutation.do === 'answer' || mutation.do === 'remind').length
  const base = item.remembered ?? { ordinal: item.ordinal, issue: numberHere(item) ?? 0, slot: null, remindedAt: null }
  const remembered: RememberedItem = {
    ...base,
    ...(last > 0 && { handled: last }),
    ...(why !== null && { why: why.as }),
    heard: talk.length + posted,
  }
  return {
    item: { ...item, status: after, remembered: isNew ? remembered : item.remembered },
    mutations: [...obeyed.mutations, ...notes, ...said],
  }
}

/** Whether there is something to hear: more was said there, on what is open or was declined lately. */
function isHeard({ remembered }: TrackedItem, { issue, outcome }: Status, pass: IncidentPass): boolean {
  const isAsked = outcome === 'declined' && isRecent(issue, pass) && remembered?.why === undefined
  // What the issue shows was carried out; who asked for it is not answered yet where the process died in between.
  if (readItemState(issue.body).handled > (remembered?.handled ?? 0)) return true
  const mayFollow = outcome === 'declined' || outcome === 'closed-by-bot'
  if (outcome !== 'open' && !(mayFollow && isRecent(issue, pass))) return false
  return isAsked || issue.talk !== (remembered?.heard ?? 0)
}

function commentsOn({ number, elsewhere }: Issue, { ask }: IncidentPass): readonly Comment[] | undefined {
  return ask({ ask: 'comments', number, ...(elsewhere !== null && { in: fullName(elsewhere) }) })
}
