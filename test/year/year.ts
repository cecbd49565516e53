import type { Role } from '../../src/domain/issue.ts'
import type { ItemRepository } from '../../src/domain/repository.ts'
import { type MergedWorld, mergedWorld } from '../plan/merged-world.ts'
import { randomFrom } from '../story/stage/random.ts'

/** How people treat an item. Most of what is forgotten anywhere is ignored, not refused. */
const ways = ['close', 'close', 'close', 'late', 'late', 'snooze', 'postpone', 'decline', 'ignore', 'leave'] as const

export type Way = (typeof ways)[number]

/** One item of the year, where it is followed and how its owner treats it. */
export interface YearItem {
  readonly world: MergedWorld
  readonly number: number
  readonly way: Way
  readonly owner: string
  /** Between these instants nobody may be reminded of it. */
  readonly snoozes: { readonly from: string; readonly until: string }[]
}

/** What the app said on one day of one item, or of an incident (`item` null). */
export interface Said {
  readonly at: string
  readonly body: string
  readonly slot: string
  readonly item: YearItem | null
}

export interface Year {
  readonly worlds: readonly MergedWorld[]
  readonly items: readonly YearItem[]
  readonly said: readonly Said[]
  /** What a status comment showed that is not so: a line each. */
  readonly wrong: readonly string[]
}

export const holidays = ['2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25']
/** GitHub answered nothing on these days. */
const down = ['2026-04-14', '2026-04-15']
export const team = 'acme/on-call'
const incidents = 60
const repositories = 12
const people = Array.from({ length: 24 }, (_, index) => `person-${index}`)
const first = Date.parse('2026-01-05T00:00:00Z')
const day = 86_400_000

/** Plays the year of this seed: sixty incidents, four hundred items in twelve repositories. */
export function playYear(seed: number): Year {
  const random = randomFrom(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] ?? fail()
  const gone = new Set<string>()
  const roles = () =>
    Object.fromEntries(people.filter((one) => !gone.has(one)).map((one): [string, Role] => [one, 'write']))
  const there = Object.fromEntries(Array.from({ length: repositories - 1 }, (_, index) => placeOf(index)))
  const items: YearItem[] = []
  const worlds: MergedWorld[] = []
  const acts: { readonly at: number; readonly world: MergedWorld; readonly act: (now: string) => void }[] = []
  const wrong: string[] = []

  function begin(index: number): MergedWorld {
    const mergedAt = iso(first + Math.floor((index * 300) / incidents) * day + (9 + (index % 8)) * 3_600_000)
    const owners = Array.from({ length: index % 3 === 0 ? 6 : 7 }, () => pick(people))
    const lines = owners.map((owner, at) => lineOf(owner, at, pick))
    const configuration = `reminders: { escalation: "@${team}", holidays: [${holidays.join(', ')}] }\n`
    const world = mergedWorld(`# P\n\n## Action items\n\n${lines.join('\n')}\n`, configuration, {
      mergedAt,
      lead: `lead-${index}`,
      roles,
      repositories: there,
    })
    world.settle()
    for (const { number, assignees } of world.issues) {
      const item = {
        world,
        number,
        way: pick(ways),
        owner: assignees[0] ?? pick(people.filter((one) => !gone.has(one))),
        snoozes: [],
      }
      items.push(item)
      acts.push(...actsOf(item, Date.parse(mergedAt), { random, gone }))
    }
    return world
  }

  for (let today = 0; today < 365; today += 1) {
    const morning = first + today * day
    while (worlds.length < incidents && Math.floor((worlds.length * 300) / incidents) <= today)
      worlds.push(begin(worlds.length))
    const moves = acts
      .filter(({ at }) => at >= morning && at < morning + day)
      .toSorted((one, other) => one.at - other.at)
    const isDown = down.includes(iso(morning).slice(0, 10))
    for (const { at, world, act } of moves) {
      world.at(iso(at))
      act(iso(at))
      if (!isDown) look(world)
    }
    if (isDown) continue
    for (const [index, world] of worlds.entries()) {
      if (!isLookedAt(index, today)) continue
      if (world.issues.every(({ state }) => state === 'closed') && !moves.some((one) => one.world === world)) continue
      world.at(
        iso(Math.max(morning + 9.2 * 3_600_000, ...moves.filter((one) => one.world === world).map(({ at }) => at))),
      )
      look(world)
    }
  }
  function look(world: MergedWorld): void {
    world.settle()
    const closed = world.issues.filter(({ state }) => state === 'closed').length
    const shown = /Action items: (\d+) of (\d+) closed/.exec(world.status)?.slice(1).map(Number)
    if (shown?.[0] !== closed || shown[1] !== world.issues.length)
      wrong.push(`${shown} for ${closed}/${world.issues.length}`)
  }
  return { worlds, items, said: saidIn(worlds, items), wrong }
}

/** On working days while reminders are dense, then on every third one, and on some Saturdays: a look costs a plan. */
function isLookedAt(index: number, today: number): boolean {
  const age = today - Math.floor((index * 300) / incidents)
  const weekday = today % 7
  if (weekday > 4) return weekday === 5 && index % 10 === 0 && age < 45
  return age < 45 || (today + index) % 3 === 0
}

function placeOf(index: number): [string, ItemRepository] {
  const repo = `service-${index}`
  return [`acme/${repo}`, { id: 100 + index, owner: 'acme', repo, visibility: 'public', covered: true, closed: null }]
}

function lineOf(owner: string, index: number, pick: <T>(all: readonly T[]) => T): string {
  const place = pick(['', '', ...Array.from({ length: repositories - 1 }, (_, at) => ` repo:service-${at}`)])
  const priority = pick(['', '', ' [P1]', ' [P2]', ' [P3]'])
  return `- [ ] Mend the part ${index} @${owner}${place}${priority}`
}

/** What people do about an item, and when. */
function actsOf(
  item: YearItem,
  from: number,
  { random, gone }: { readonly random: () => number; readonly gone: Set<string> },
) {
  const { world, number, owner, way, snoozes } = item
  const after = (days: number) => from + days * day + Math.floor(random() * 24 * 3_600_000)
  const isOpen = () => world.issues.some((one) => one.number === number && one.state === 'open')
  const says = (text: string) => () => void (isOpen() && world.says(number, owner, text))
  const act = (at: number, does: (now: string) => void) => ({ at, world, act: does })
  const close = (days: number) => act(after(days), says('/done https://example.com/proof'))
  switch (way) {
    case 'close':
      return [close(2 + random() * 25)]
    case 'late':
      return [close(35 + random() * 90)]
    case 'decline':
      return [act(after(20 + random() * 40), says('/decline it is not worth it'))]
    case 'postpone':
      return [10, 35, 60].map((days) => act(after(days), says('/due in 30 days'))).concat(close(120))
    case 'snooze':
      return [
        act(after(15), (now) => {
          // Whoever left puts nothing off any more.
          if (!isOpen() || gone.has(owner)) return
          const until = iso(Date.parse(now) + 60 * day).slice(0, 10)
          snoozes.push({ from: now, until: `${until}T09:00:00Z` })
          world.says(number, owner, `/snooze until ${until} waiting`)
        }),
        close(150),
      ]
    case 'leave':
      // Few leave: of those whose way it is, the first of them takes the others' items along.
      return [act(after(60), () => void (gone.size < 3 && gone.add(owner)))]
    case 'ignore':
      return []
  }
}

function saidIn(worlds: readonly MergedWorld[], items: readonly YearItem[]): readonly Said[] {
  return worlds.flatMap((world) => {
    const own = items.filter((item) => item.world === world)
    const on = [{ number: 1, item: null }, ...own.map((item) => ({ number: item.number, item }))]
    return on.flatMap(({ number, item }) =>
      world.talkOn(number).flatMap(({ author, body, createdAt }) => {
        const slot = /"slot":"(.*?)"/.exec(body)?.[1]
        return author.bot && slot !== undefined ? [{ at: createdAt, body, slot, item }] : []
      }),
    )
  })
}

/** The accounts and teams that a comment mentions, without their `@`. */
export function mentionsIn(body: string): readonly string[] {
  return [...body.matchAll(/@([\w-]+(?:\/[\w-]+)?)/g)].map(([, name = '']) => name)
}

function iso(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}

function fail(): never {
  throw new Error('There is nothing to pick from.')
}
