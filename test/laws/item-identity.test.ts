import fc from 'fast-check'
import { afterEach, describe, expect, vi } from 'vitest'
import type { ActionItems } from '../../src/document/action-items/read/action-items.ts'
import { stripMarkers } from '../../src/document/markers/markers.ts'
import type { Issue } from '../../src/domain/issue.ts'
import { type MergedWorld, mergedWorld, sourceOf } from '../plan/merged-world.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('the identity of items')

type Reader = (read: ActionItems, text: string) => ActionItems

/** What a release after this one may make of the same text. */
const readers = {
  'the same': (read) => read,
  'one that finds nothing': (read) => ({ ...read, section: 'missing', items: [] }),
  'one that refuses': (read) => ({ ...read, items: [], problem: 'Too long.' }),
  'one that takes every line for an item': (read, text) => everyLine(read, text, 'checkbox'),
  'one that takes every line for a sentence': (read, text) => everyLine(read, text, 'prose'),
  'one that passes over every other item': (read) => numbered(read, (_, index) => index % 2 === 1),
  'one that passes over the first item': (read) => numbered(read, (_, index) => index > 0),
  'one that takes all for done': (read) => ({ ...read, items: read.items.map((item) => ({ ...item, checked: true })) }),
  'one that takes none for done': (read) => ({
    ...read,
    items: read.items.map((item) => ({ ...item, checked: false })),
  }),
  'one that keeps marks in the words': (read) => ({
    ...read,
    items: read.items.map((item) => ({ ...item, source: `${item.source}.`, text: `${item.text}.` })),
  }),
} as const satisfies Readonly<Record<string, Reader>>
type ReaderName = keyof typeof readers

const reader = vi.hoisted(() => ({ name: 'the same' }))
vi.mock('../../src/document/action-items/read/action-items.ts', async (original) => {
  const actual = await original<typeof import('../../src/document/action-items/read/action-items.ts')>()
  return {
    ...actual,
    readActionItems: (...given: Parameters<typeof actual.readActionItems>) => {
      const [name = 'the same'] = readerNames.filter((one) => one === reader.name)
      return readers[name](actual.readActionItems(...given), given[0])
    },
  }
})
afterEach(() => {
  reader.name = 'the same'
})

const readerNames: readonly ReaderName[] = [
  'the same',
  'one that finds nothing',
  'one that refuses',
  'one that takes every line for an item',
  'one that takes every line for a sentence',
  'one that passes over every other item',
  'one that passes over the first item',
  'one that takes all for done',
  'one that takes none for done',
  'one that keeps marks in the words',
]

function numbered(read: ActionItems, keep: (item: unknown, index: number) => boolean): ActionItems {
  return { ...read, items: read.items.filter(keep).map((item, index) => ({ ...item, ordinal: index + 1 })) }
}

function everyLine(read: ActionItems, text: string, kind: 'checkbox' | 'prose'): ActionItems {
  const items = text.split('\n').flatMap((line, index) => {
    const known = read.items.find((item) => item.line === index + 1)
    if (known !== undefined) return [known]
    const source = line.replace(/^[-#\s|[\]x]+/, '').trim()
    if (source === '') return []
    const owners = { logins: [], teams: [], names: [] }
    const bare = { state: null, owners, due: null, priority: null, type: null, notes: '', links: [], references: [] }
    return [{ ...bare, kind, ordinal: 0, line: index + 1, lineEnd: 0, checked: false, source, text: source }]
  })
  return {
    section: 'found',
    problem: null,
    lines: [],
    items: items.map((item, index) => ({ ...item, ordinal: index + 1 })),
  }
}

const headings = ['Action items', 'Chores', 'Aufgaben', 'Next steps', 'Notes'] as const
const words = fc.constantFrom(
  'Alert us @tia',
  'Write a runbook',
  'Add a probe (due 2026-05-01)',
  'Fix it',
  'Sweep the yard',
)
const mark = fc.constantFrom('- [ ] ', '- [ ] ', '- [ ] ', '- [x] ', '- ', '1. ', 'TODO: ')
const line = fc.tuple(mark, words).map(([before, said]) => before + said)
const section = fc
  .tuple(fc.constantFrom(...headings), fc.array(line, { maxLength: 4 }))
  .map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}\n`)
const document = fc.array(section, { minLength: 1, maxLength: 4 }).map((parts) => `# Down\n\n${parts.join('\n')}`)
const configuration = fc
  .record({
    actions: fc.subarray(['Chores', 'Aufgaben', 'Notes']),
    people: fc.constantFrom('{}', '{ Alice Brenner: tia }'),
    label: fc.constantFrom('postmortem-action', 'follow-up'),
    max: fc.constantFrom(2, 50),
  })
  .map(({ actions, people, label, max }) => {
    const review = `review: { headings: { actions: ${JSON.stringify(actions)} } }`
    return `${review}\naction_items: { max: ${max}, people: ${people}, label: ${label} }\n`
  })
const times = fc.record({ configuration, reader: fc.constantFrom(...readerNames) })
/** What people may do to the text of an issue. */
const damages: readonly ((issue: Issue) => Partial<Issue>)[] = [
  () => ({}),
  ({ body }) => ({ body: stripMarkers(body) }),
  ({ body }) => ({ body: body.replace('"pull":', '"pull":-') }),
  () => ({ body: '' }),
  () => ({ body: '', title: 'Something else' }),
]
const lives = fc.record({
  document,
  atMerge: times,
  later: fc.array(times, { minLength: 1, maxLength: 3 }),
  interrupted: fc.option(fc.nat(5), { nil: null }),
  commentLost: fc.boolean(),
  damaged: fc.array(fc.constantFrom(...damages), { minLength: 1, maxLength: 8 }),
})

/** From now on this is how the app is configured and how it reads. */
function comes(world: MergedWorld, time: { readonly configuration: string; readonly reader: ReaderName }): void {
  // What was read before is known by what it was read by.
  world.configure(time.configuration.replace('actions: [', `actions: [${JSON.stringify(time.reader)}, `))
  reader.name = time.reader
}

/** Each issue by its number, with the words that it was opened for. */
function opened({ issues }: MergedWorld): readonly string[] {
  return issues.map((issue) => `#${issue.number} ${issue.state} ${issue.title}: ${sourceOf(issue)}`)
}

/** The words of an issue, without what makes its line an item of a list: where nobody reads it any more, that is one of them. */
function said(issue: Issue): string {
  return sourceOf(issue).replace(/^(?:\d\. |- |TODO: )|\.$/g, '')
}

/** Which item has which issue, as the status comment remembers. */
function owners({ memory }: MergedWorld): readonly string[] {
  return (memory?.items ?? []).map(({ ordinal, issue }) => `${ordinal}: #${issue}`)
}

const unchanged =
  (configurationOfMerge: string) => (time: { readonly configuration: string; readonly reader: ReaderName }) => ({
    ...time,
    // How many issues a document may have is no matter of who is who.
    configuration: time.configuration.replace(/max: \d+/, /max: \d+/.exec(configurationOfMerge)?.[0] ?? ''),
  })

describe('whatever reader or configuration comes later', () => {
  law.lived(
    'no item gets a second issue, none changes its issue, none is lost, and nothing else gets one',
    fc.property(lives, ({ document: text, atMerge, later }) => {
      const world = mergedWorld(text, atMerge.configuration)
      comes(world, atMerge)
      world.settle()
      const before = { opened: opened(world), owners: owners(world), list: world.memory?.frozen }
      for (const time of later.map(unchanged(atMerge.configuration))) {
        comes(world, time)
        world.settle()
        expect(opened(world)).toEqual(before.opened)
        expect(owners(world)).toEqual(before.owners)
        if (before.list !== undefined) expect(world.memory?.frozen).toEqual(before.list)
      }
    }),
  )

  law.lived(
    'what was interrupted is finished as it was begun, even when the status comment is lost',
    fc.property(lives, ({ document: text, atMerge, later, interrupted, commentLost }) => {
      const whole = mergedWorld(text, atMerge.configuration)
      comes(whole, atMerge)
      whole.settle()
      const world = mergedWorld(text, atMerge.configuration)
      comes(world, atMerge)
      world.interrupted(interrupted ?? 3)
      const begun = world.issues.length
      const frozen = world.memory?.frozen
      if (commentLost) world.loseComment()
      for (const time of later.map(unchanged(atMerge.configuration))) {
        comes(world, time)
        world.settle()
      }
      // Before the list is written down, and where it is lost with nothing opened, there is nothing to hold to.
      if (frozen === undefined || (commentLost && begun === 0)) return
      expect(world.issues.map(said)).toEqual(whole.issues.map(said))
    }),
  )

  law.lived(
    'the issues of documents that were merged before lists were kept stay theirs',
    fc.property(lives, ({ document: text, atMerge, later, commentLost }) => {
      const world = mergedWorld(text, atMerge.configuration)
      comes(world, { ...atMerge, reader: 'the same' })
      world.settle()
      world.withoutLists()
      if (commentLost && world.issues.length > 0) world.loseComment()
      const before = opened(world)
      const held = owners(world)
      for (const time of later.map(unchanged(atMerge.configuration))) {
        comes(world, time)
        world.settle()
        expect(opened(world)).toEqual(before)
        if (!commentLost) expect(owners(world)).toEqual(held)
      }
    }),
  )

  law.lived(
    'no issue gets a second one beside it where markers are damaged and the status comment is lost',
    fc.property(lives, ({ document: text, atMerge, later, damaged }) => {
      const world = mergedWorld(text, atMerge.configuration)
      comes(world, { ...atMerge, reader: 'the same' })
      world.settle()
      for (const [index, { number }] of world.issues.entries()) {
        world.editIssue(number, damaged[index % damaged.length] ?? (() => ({})))
      }
      world.loseComment()
      const before = world.issues.length
      if (before === 0) return
      for (const time of later.map(unchanged(atMerge.configuration))) {
        comes(world, time)
        world.settle()
        expect(world.issues).toHaveLength(before)
      }
    }),
  )
})
