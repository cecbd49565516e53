import { redact } from '../../document/redact.ts'
import type { Context } from '../context.ts'
import { elapsed } from '../duration.ts'
import { sentence, text } from '../texts.ts'
import type { Change, Changes, What } from './changes.ts'
import type { Moment } from './moment.ts'

/** Each change as a row of the timeline. */
export function changeMoments({ all }: Changes, context: Context): readonly Moment[] {
  return all.map((change) => {
    const { at, who, url } = change
    return { at, recordedAt: at, who, what: changeText(change, context), url, weight: 'key' }
  })
}

/** What a change is, as Markdown on one line. */
function changeText({ what, in: there = '' }: Change, context: Context): string {
  const text = whatText(what, there, context)
  // A merge carries the name of its repository before its number.
  return there === '' || what.kind === 'merge' ? text : sentence(context.templates, 'change-there', { there, text })
}

function whatText(what: What, there: string, context: Context): string {
  const say = (name: string, view = {}) => sentence(context.templates, `change-${name}`, view)
  switch (what.kind) {
    case 'deployment':
      return say('deployment', { ref: redact(what.ref), environment: redact(what.environment), state: what.state })
    case 'release':
      return say('release', { name: redact(what.name) })
    case 'merge':
      return say('merge', { there, number: what.number, title: redact(what.title) })
    case 'failed-run':
      return say('failed-run', { name: redact(what.name), title: redact(what.title) })
  }
}

/** What changed before `start`, the nearest first, and which deployments stopped half way. */
export function renderChanges({ all, partial, unread, leftOut }: Changes, start: string, context: Context): string {
  const before = all.filter(({ at }) => Date.parse(at) <= Date.parse(start)).reverse()
  const row = (change: Change) => ({
    before: elapsed(change.at, start),
    what: changeText(change, context),
    who: change.who,
    url: change.url,
  })
  const half = partial.map(({ ref, reached, missed, in: there }) => ({
    ref: redact(there === undefined ? ref : `${there} ${ref}`),
    reached: reached.length,
    all: reached.length + missed.length,
    missed: missed.map(redact).join(', '),
  }))
  return text(context.templates, 'facts/changes', {
    changes: before.map(row),
    none: before.length === 0,
    partial: half,
    leftOut: leftOut === 0 ? '' : sentence(context.templates, 'left-out', { one: leftOut === 1, count: leftOut }),
    unread: unread.map((kind) => sentence(context.templates, `unread-${kind}`)),
  }).trim()
}
