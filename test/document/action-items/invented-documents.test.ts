import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { addIssueLinks } from '../../../src/document/edits.ts'
import type { ActionItem } from '../../../src/domain/action-item.ts'

const folder = join(import.meta.dirname, '../../fixtures/documents')
const today = '2026-01-12'
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

/** Line, kind, state, owners, due, priority, type, text; `-` for nothing. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'bakery-ovens.md': [
    '20 · table · in-progress · @mirela · 2026-02-14 · P1 · detect · Alert when no oven is lit by 03:00',
    '21 · table · done · Tobias Falk · 2026-01-31 · P0 · prevent · Keep the schedule in UTC',
    '22 · table · open · - · - · low · process · Write down how to light ovens by hand',
  ],
  'bus-depot.md': [
    '10 · bullet · - · - · - · - · - · If more than five plugs are cold, page the depot (a meter would tell). Considered but left for later.',
    '13 · bullet · done · Marta · - · - · - · Put a meter on each plug - done and shown on the board since Monday',
    '16 · bullet · - · VK+TO · - · - · - · Ask the grid operator for a second feed',
    '17 · bullet · - · VK+TO · - · - · - · Send charge levels to the night shift',
    '22 · bullet · - · - · - · - · - · Move the plugs under the roof',
    '26 · bullet · - · - · - · - · - · Label the cables',
  ],
  'cable-car.md': [
    '14 · bullet · - · - · - · - · - · We will clean the radiator before each season',
    '15 · bullet · - · Pavel · - · - · - · Add a thermometer to the drive',
    '23 · numbered · - · - · - · - · - · Buy a second pump',
  ],
  'ferry-tickets.md': [
    '17 · table · - · harbour team · 2026-01-26 · - · - · Lock a seat before charging',
    '18 · table · done · Ines · - · - · - · Email all passengers',
    '19 · table · - · Ines+Pär · 2026-03-31 · - · - · Rehearse the manual queue | paper tickets',
  ],
  'greenhouse.md': [
    '9 · bullet · - · Alice Brenner · - · - · - · Replace the relay in house 4',
    '10 · bullet · - · Alice Brenner · 2026-03-15 · - · - · Add a frost alarm',
    '12 · checkbox · done · @kwame · - · - · - · Order spare relays',
    '13 · checkbox · open · @kwame · 2026-04-01 · - · - · Label every fuse',
    '15 · bullet · - · Facilities team · - · - · - · Inspect vents monthly',
    '19 · numbered · - · - · - · - · prevent · refuse to open vents below 5 °C',
    '20 · numbered · - · - · - · P2 · detect · page when a vent is open for an hour',
    '22 · numbered · - · Kwame · 2026-02-20 · - · mitigate · close all vents on power loss',
  ],
  'hotel-keys.md': [
    '9 · bullet · in-progress · - · - · - · - · [KEY-9] Roll back the firmware on floors 3 to 5',
    '10 · bullet · in-progress · - · - · - · - · Give reception ten master cards (rosa)',
    '14 · bullet · done · - · - · - · - · Reset all readers',
    '15 · bullet · done · - · - · - · - · Told the guests',
    '19 · bullet · declined · - · - · - · - · A third supplier',
  ],
  'ledger.md': [
    '5 · prose · - · - · - · - · - · We will print the calendar for next year in large letters.',
    '6 · prose · - · - · - · - · - · The team should also freeze postings before the close.',
  ],
  'library-search.md': [
    '13 · bullet · done · - · - · - · - · Warm the index before the swap',
    '14 · bullet · in-progress · @nadia-r · - · - · - · Compare hit counts before and after the swap',
    '15 · bullet · open · - · - · - · - · Page on zero hits',
    '16 · bullet · in-progress · - · - · - · - · Runbook: how to put an index back',
    '20 · bullet · - · - · (Q3 2026) · high · - · Rebuild the index in place.',
    '21 · bullet · declined · - · (Q3 2026) · - · - · a second cluster',
  ],
  'no-actions-section.md': [],
  'parcel-labels.md': [
    '14 · plain · open · Sanne · 2026-05-04 · - · - · order ribbons two weeks ahead',
    '15 · plain · - · @lee · - · - · - · add a ribbon counter to the dashboard',
    '16 · plain · done · - · - · - · - · ask the vendor for a sensor',
    '17 · plain · - · Yusuf · 2026-06-01 · - · - · Rehearse the paper labels with the night shift.',
  ],
  'post-office.md': [
    '11 · plain · done · - · - · - · - · Nadia taught the sorter both sevens.',
    '13 · plain · open · - · - · - · - · the sorter should stop after ten unknown letters in a row, instead of going on until the belt is empty.',
    '16 · plain · open · tom · - · - · - · print a test letter each morning',
  ],
  'printing-press.md': [
    '7 · numbered · - · - · - · - · - · Clean the cabinets',
    '13 · numbered · - · - · - · - · - · Separate the control power',
    '18 · numbered · - · - · - · - · - · Drill the hand-over to the other plant',
    '23 · bullet · - · - · - · - · - · Add a dust sensor',
    '24 · bullet · - · - · - · - · - · Alert on cabinet temperature',
    '25 · bullet · - · Jonas · - · - · - · call the supplier about sealed cabinets',
    '26 · bullet · - · jonas · - · - · - · measure dust at night',
    '27 · bullet · - · @sofia · - · P3 · - · Evaluate a clean-room filter',
    '28 · bullet · - · - · - · low · - · Consider insurance',
    '29 · bullet · - · - · - · - · - · https://git.example/acme/press/issues/205',
  ],
  'quiet-week.md': [],
  'radio-mast.md': [
    '9 · checkbox · open · @freya · 2026-01-13 · - · - · Heat the mast',
    '10 · checkbox · open · - · 2026-01-16 · - · - · Ask the council for access',
  ],
  'ski-lift.md': [
    '7 · plain · - · Marit · - · - · - · Replace the wind gauge',
    '8 · plain · done · - · - · - · - · Lower the halt threshold to 50 km/h',
    '9 · plain · - · - · - · - · - · Teach both shifts to run the diesel drive',
    '18 · bullet · - · - · - · - · process · Check fuel on each Monday',
    '20 · checkbox · open · - · - · - · process · Hang the key by the door',
  ],
  'tide-gauge.md': [
    '9 · table · open · Harbour office · (End of the month after next) · - · - · Flush the pipe weekly',
    '10 · table · done · @ines · 2026-02-02 · - · - · Do not trust a reading that never moves',
    '11 · table · declined · @ines · - · - · - · Buy a second gauge',
  ],
  'tram-signals.md': [
    '10 · plain · - · Petra · 2026-09-30 · high · prevent · Add a second power feed',
    '19 · plain · done · @depot/oncall · - · - · - · Page the depot when a signal goes dark',
    '24 · plain · - · - · - · - · - · Test the battery every quarter',
  ],
  'water-meters.md': [
    '6 · bullet · - · - · - · - · - · Use wider integers in the reader firmware',
    '7 · bullet · - · - · - · - · - · Created a ticket to compare with last month',
  ],
  'wind-farm.md': [
    '8 · table · done · Rotor team · - · - · prevent · Tell calm from storm by two sensors',
    '9 · table · open · Oda · - · - · detect · Alert when all blades are feathered',
    '10 · table · - · Oda · - · - · mitigate · Keep the last firmware on each mast',
  ],
}

function shown(item: ActionItem): string {
  const { logins, teams, names } = item.owners
  const owners = [...[...logins, ...teams].map((login) => `@${login}`), ...names].join('+')
  const due = item.due === null ? '-' : item.due.valid ? item.due.day : `(${item.due.text})`
  const said = [owners, due, item.priority, item.type, item.text].map((value) => value || '-')
  return [item.line, item.kind, item.state ?? '-', ...said].join(' · ')
}

describe('documents of teams with habits of their own', () => {
  test('are all told what they hold', () => {
    expect(new Set(readdirSync(folder))).toEqual(new Set(Object.keys(expected)))
  })

  test.each(Object.entries(expected))('%s', (name, items) => {
    const { items: found, problem } = readActionItems(read(name), { today })
    expect(found.map(shown)).toEqual(items)
    expect(problem).toBeNull()
  })

  test.each(Object.keys(expected))(
    '%s says the same once each item has a link, and its lines stay what they were',
    (name) => {
      const text = read(name)
      const { items: before } = readActionItems(text, { today })
      const links = before.map(({ lineEnd, ordinal }) => ({
        lineEnd,
        number: 900 + ordinal,
        url: `https://h/o/r/issues/${900 + ordinal}`,
      }))
      const linked = addIssueLinks(text, links)
      const { items: after } = readActionItems(linked, { today })
      expect(after.map(shown)).toEqual(before.map(shown))
      expect(after.map(({ links: known }) => known.at(-1))).toEqual(links.map(({ number }) => number))
      const pipes = (line: string) => line.split('|').length
      expect(linked.split('\n').map(pipes)).toEqual(text.split('\n').map(pipes))
    },
  )
})
