import type { Issue } from '../../domain/issue.ts'
import { dayIn, dayInWords } from '../../text/time/spoken-duration.ts'
import type { Templates } from '../context.ts'
import { type Say, sayer } from '../texts.ts'
import type { Pause } from './pauses.ts'
import type { ReminderRules, Series, Slot } from './reminder-slots.ts'

/** What there is to explain of an item's reminders. */
export interface Explained {
  readonly issue: Pick<Issue, 'createdAt'>
  readonly series: Series
  /** The one of which to say why it comes; `null` where none is left. */
  readonly slot: Slot | null
  /** When it comes, or the one after it (ISO 8601); `null` for never. */
  readonly next: string | null
  readonly pause: Pause | null
}

/** Why an item is reminded of, sentence by sentence: which rule, what it counts from, when the next comes, what would silence it. */
export function explanation(
  { issue, series, slot, next, pause }: Explained,
  rules: ReminderRules,
  templates: Templates,
): readonly string[] {
  const say = sayer(templates)
  const { zone } = rules
  const dated = series.name !== 'none'
  const opened = dayInWords(dayIn(zone, issue.createdAt))
  const until = pause?.until ? dayInWords(dayIn(zone, pause.until)) : ''
  return [
    ...(slot === null ? [] : [ruleOf(slot, { dated, rules, say })]),
    dated ? say('why-counts-due', { day: dayInWords(series.name) }) : say('why-counts-opened', { day: opened }),
    ...(pause === null ? [] : [say(`why-${pause.why}`, { until })]),
    next === null ? say('why-never') : say('why-next', { day: dayInWords(dayIn(zone, next)) }),
    say('why-silence'),
  ]
}

function ruleOf(
  slot: Slot,
  { dated, rules, say }: { readonly dated: boolean; readonly rules: ReminderRules; readonly say: Say },
): string {
  const { limit, before, repeat, undated } = rules
  if (slot.to !== 'owners') return say('why-above', { limit })
  if (slot.n > limit) return say('why-monthly')
  if (!dated) return say('why-undated', { undated, limit })
  return slot.n === 1 && limit > 1 ? say('why-before', { before }) : say('why-after', { repeat, limit })
}
