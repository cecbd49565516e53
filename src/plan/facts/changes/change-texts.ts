import { redact } from '../../../text/redaction/redact.ts'
import { elapsed } from '../../../text/time/spoken-duration.ts'
import type { Context } from '../../context.ts'
import { sayer, sentence, text } from '../../texts.ts'
import type { TimelineEvent } from '../timeline/timeline-event.ts'
import { type Change, isFailure, type What } from './change.ts'
import type { Changes } from './changes.ts'
import { nameRuns } from './name-runs.ts'
import { withRollouts } from './rollouts.ts'

/** More rows nobody reads: the rest stands in the timeline. */
const mostRows = 60
/** Nor so many names in one row. Of no more deployments is the outcome looked at: none that failed goes unnamed. */
const mostNames = 20

/** Each change as a row of the timeline, a rollout as one. */
export function changeEvents({ all }: Changes, context: Context): readonly TimelineEvent[] {
  return withRollouts(all).map((change) => {
    const { at, who, url } = change
    return { at, recordedAt: at, who: redact(who), what: changeText(change, context), url, prominence: 'key' }
  })
}

/**
 * What changed before `start`: what touches the affected services first, and of both parts the nearest first. Says which
 * deployments stopped half way, and what is left out.
 */
export function renderChanges(changes: Changes, start: string, context: Context): string {
  const { all, partial, unread, leftOut } = changes
  const before = withRollouts(all.filter(({ at }) => Date.parse(at) <= Date.parse(start)))
  // A repository that is told of beside the incident's own is one of the affected services.
  const isNear = ({ touches, in: there }: Change) => touches || there !== undefined
  const inOrder = [...before.filter(isNear), ...before.filter((change) => !isNear(change))]
  const row = (change: Change) => ({
    before: elapsed(change.at, start),
    what: changeText(change, context),
    touches: change.touches,
    who: redact(change.who),
    url: change.url,
  })
  const half = partial.map(({ ref, reached, all: places, of, missed, in: there }) => ({
    ref: redact(there === undefined ? ref : `${there} ${ref}`),
    reached,
    all: places,
    of: of === undefined ? '' : redact(of),
    missed: nameRuns(missed).map(redact).join(', '),
  }))
  return text(context.templates, 'facts/changes', {
    changes: inOrder.slice(0, mostRows).map(row),
    more: Math.max(0, inOrder.length - mostRows),
    none: inOrder.length === 0,
    partial: half,
    leftOut: leftOut === 0 ? '' : sentence(context.templates, 'left-out', { one: leftOut === 1, count: leftOut }),
    unread: unread.map((kind) => sentence(context.templates, `unread-${kind}`)),
  }).trim()
}

/** What a change is, as Markdown on one line. */
function changeText({ what, in: there = '' }: Change, context: Context): string {
  const text = whatText(what, there, context)
  // A merge carries the name of its repository before its number.
  return there === '' || what.kind === 'merge' ? text : sentence(context.templates, 'change-there', { there, text })
}

function whatText(what: What, there: string, context: Context): string {
  const say = sayer(context.templates)
  switch (what.kind) {
    case 'deployment': {
      const { ref, environments, state } = what
      const names = nameRuns(environments)
      return say('change-deployment', {
        ref: redact(ref),
        environments: names.slice(0, mostNames).map(redact).join(', '),
        others: names.length > mostNames,
        succeeded: state === 'success',
        failed: isFailure(state),
        unfinished: state === 'success' || isFailure(state) ? '' : state.replaceAll('_', ' '),
      })
    }
    case 'release':
      return say('change-release', { name: redact(what.name) })
    case 'merge': {
      const { number, reverts, configuration } = what
      const view = { there, number, title: redact(what.title) }
      const merge = reverts === null ? say('change-merge', view) : say('change-revert', { ...view, reverts })
      return configuration === null ? merge : say('change-configuration', { merge, path: redact(configuration) })
    }
    case 'revert':
      return say('change-revert-commit', { sha: what.sha, reverts: what.reverts, title: redact(what.title) })
    case 'failed-run':
      return say('change-failed-run', { name: redact(what.name), title: redact(what.title) })
  }
}
