import { redact } from '../../document/redact.ts'
import type { Context } from '../context.ts'
import { elapsed } from '../duration.ts'
import { sentence, text } from '../texts.ts'
import type { Change, Changes, What } from './changes.ts'
import type { Moment } from './moment.ts'

/** Each change as a row of the timeline. */
export function changeMoments({ all }: Changes, context: Context): readonly Moment[] {
  return all.map(({ at, who, what, url }) => {
    return { at, recordedAt: at, who, what: changeText(what, context), url, weight: 'key' }
  })
}

/** What a change is, as Markdown on one line. */
function changeText(what: What, context: Context): string {
  const say = (name: string, view = {}) => sentence(context.templates, `change-${name}`, view)
  switch (what.kind) {
    case 'deployment':
      return say('deployment', { ref: redact(what.ref), environment: redact(what.environment), state: what.state })
    case 'release':
      return say('release', { name: redact(what.name) })
    case 'merge':
      return say('merge', { number: what.number, title: redact(what.title) })
    case 'failed-run':
      return say('failed-run', { name: redact(what.name), title: redact(what.title) })
  }
}

/** What changed before `start`, the nearest first, and which deployments stopped half way. */
export function renderChanges({ all, partial, unread }: Changes, start: string, context: Context): string {
  const before = all.filter(({ at }) => Date.parse(at) <= Date.parse(start)).reverse()
  const row = ({ at, who, what, url }: Change) => ({
    before: elapsed(at, start),
    what: changeText(what, context),
    who,
    url,
  })
  const half = partial.map(({ ref, reached, missed }) => ({
    ref: redact(ref),
    reached: reached.length,
    all: reached.length + missed.length,
    missed: missed.map(redact).join(', '),
  }))
  return text(context.templates, 'facts/changes', {
    changes: before.map(row),
    none: before.length === 0,
    partial: half,
    unread: unread.map((kind) => sentence(context.templates, `unread-${kind}`)),
  }).trim()
}
