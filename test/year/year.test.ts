import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { chartOfYear, chartPath, seedOfChart } from './draw.ts'
import { holidays, mentionsIn, playYear, type Said, team, type YearItem } from './year.ts'

const year = playYear(seedOfChart)
const dayOf = ({ at }: Said) => at.slice(0, 10)
/** Reminders and escalations of an item; not the questions that are asked once. */
const reminders = year.said.filter(({ slot }) => /^(?:none|\d{4}-\d{2}-\d{2})\/\d+$/.test(slot))

function perKey<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

it('has sixty incidents with four hundred items in twelve repositories', () => {
  expect([year.worlds.length, year.items.length]).toEqual([60, 400])
  const places = new Set(year.worlds.flatMap(({ issues }) => issues.map(({ elsewhere }) => elsewhere?.repo ?? 'shop')))
  expect(places.size).toBe(12)
  expect(reminders.length).toBeGreaterThan(500)
})

it('reminds nobody twice on a day of an item', () => {
  const twice = [...perKey(reminders, (one) => `${year.items.indexOf(one.item ?? fail())} ${dayOf(one)}`)].filter(
    ([, all]) => all.length > 1,
  )
  expect(twice.map(([key]) => key)).toEqual([])
})

it('says nothing outside of working hours, on weekends and on holidays', () => {
  const wrong = year.said.filter((one) => {
    // Whoever puts something off for the third time is answered when that happens.
    if (one.slot.startsWith('postponed/')) return false
    const at = new Date(one.at)
    const isOff = at.getUTCDay() === 0 || at.getUTCDay() === 6 || holidays.includes(dayOf(one))
    return isOff || at.getUTCHours() < 9 || at.getUTCHours() >= 18
  })
  expect(wrong.map(({ at, slot }) => `${at} ${slot}`)).toEqual([])
})

it('reminds of nothing while it is snoozed', () => {
  const during = reminders.filter(({ at, item }) => item?.snoozes.some(({ from, until }) => at > from && at < until))
  expect(during.map(({ at, slot }) => `${at} ${slot}`)).toEqual([])
  expect(year.items.filter(({ snoozes }) => snoozes.length > 0).length).toBeGreaterThan(20)
})

it('tells those above of each item that is ignored, once a level, and of none twice', () => {
  const told = (item: YearItem, who: string) =>
    reminders.filter((one) => one.item === item && mentionsIn(one.body).some((name) => name.startsWith(who))).length
  const levels = year.items.map((item) => [told(item, team), told(item, 'lead-')])
  expect(levels.filter((counts) => counts.some((count) => count > 1))).toEqual([])
  const old = '2026-06-01'
  const ignored = year.items.filter(({ world, number, way }) => {
    const issue = world.issues.find((one) => one.number === number)
    return way === 'ignore' && issue?.state === 'open' && issue.createdAt < old
  })
  expect(ignored.length).toBeGreaterThan(10)
  expect(ignored.map((item) => levels[year.items.indexOf(item)])).toEqual(ignored.map(() => [1, 1]))
})

it('shows in each status comment what is so', () => {
  expect(year.wrong).toEqual([])
})

it('mentions nobody more than five times on a day', () => {
  const mentions = year.said.flatMap((one) => [...new Set(mentionsIn(one.body))].map((name) => `${dayOf(one)} ${name}`))
  const many = [
    ...perKey(
      mentions.filter((one) => one.includes(' person-')),
      (one) => one,
    ),
  ].filter(([, all]) => all.length > 5)
  expect(many).toEqual([])
})

it('asks once about each person who left', () => {
  const asked = year.said.filter(({ slot }) => slot.startsWith('left/'))
  expect(asked.length).toBeGreaterThan(0)
  const keys = asked.map(({ slot, body }) => `${slot} ${mentionsIn(body).join()}`)
  expect(new Set(keys).size).toBe(keys.length)
})

it('is drawn as the documentation shows it', () => {
  expect(chartOfYear(year)).toBe(readFileSync(chartPath, 'utf8'))
})

function fail(): never {
  throw new Error('A reminder is of an item.')
}
