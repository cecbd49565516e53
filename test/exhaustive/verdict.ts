import { isDeepStrictEqual } from 'node:util'
import type { RepositoryState } from '../../sandbox/server.ts'
import { twins } from '../story/stage/end-state.ts'
import { busyReminders } from '../story/stage/lives.ts'
import type { Ending, Reminder } from './ending.ts'

/** What a disturbed life ended with that it should not have, a line each; none for one that survived. */
export function evaluate(ending: Ending, undisturbed: Ending): readonly string[] {
  return [
    ...(ending.struck === 0 ? ['The fault never struck: there was no such request or delivery.'] : []),
    ...twins(ending.state).map((name) => `twice: ${name}`),
    ...evaluateReminders(ending.reminders),
    ...differences(timeless(undisturbed.state), timeless(ending.state)),
  ]
}

/**
 * Without the moments at which the app reminded: a fault may put that off, and with it people who wait for a reminder
 * before they close an item. What the app says of it is true then, too. Whether a reminder came too early is looked at by
 * itself.
 */
export function timeless(state: RepositoryState): RepositoryState {
  const text = JSON.stringify(state)
    .replaceAll(/(\\"remindedAt\\":)\\".{20}\\"/g, '$1THEN')
    .replaceAll(/Time to close the follow-ups: \d+ \w+\./g, 'Time to close the follow-ups: some time.')
    .replaceAll(/Edit its line `Due: .{10}`/g, 'Edit its line `Due: some day`')
    .replaceAll(/It has been open for \d+ \w+\./g, 'It has been open for some time.')
  const read: RepositoryState = JSON.parse(text)
  return read
}

function evaluateReminders(reminders: readonly Reminder[]): readonly string[] {
  return busyReminders.flatMap(({ title, slot, due }) => {
    const sent = reminders.filter((one) => one.title === title && one.slot === slot)
    if (sent.length !== 1) return [`${sent.length} reminders ${slot} of "${title}" instead of one`]
    return sent.filter(({ at }) => at < due).map(({ at }) => `reminder ${slot} of "${title}" early: ${at}, due ${due}`)
  })
}

/** Where two values part, as `issues.0.title: "a" → "b"`. */
export function differences(expected: unknown, found: unknown, path = ''): readonly string[] {
  if (isDeepStrictEqual(expected, found)) return []
  if (isTree(expected) && isTree(found)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    const [here, there]: Record<string, unknown>[] = [{ ...expected }, { ...found }]
    return names.flatMap((name) => differences(here?.[name], there?.[name], path === '' ? name : `${path}.${name}`))
  }
  if (typeof expected === 'string' && typeof found === 'string') return [`${path}: ${parting(expected, found)}`]
  return [`${path}: ${short(expected)} → ${short(found)}`]
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Two texts from a little before the place where they part. */
function parting(one: string, other: string): string {
  let at = 0
  while (one[at] === other[at]) at += 1
  const from = Math.max(0, at - 20)
  return `${short(one.slice(from))} → ${short(other.slice(from))}`
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
