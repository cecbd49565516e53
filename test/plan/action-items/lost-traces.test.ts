import { describe, expect, it } from 'vitest'
import { stripMarkers } from '../../../src/document/markers/markers.ts'
import type { Issue } from '../../../src/domain/issue.ts'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const text = `# Checkout was down

## Action items

- [ ] Alert us @tia
- [ ] Write a runbook
`
const both = ['#3 Alert us', '#4 Write a runbook']

/** What people may do to the body of an issue, from the least to the most. */
const damages: Readonly<Record<string, (issue: Issue) => Partial<Issue>>> = {
  'its marker taken out': ({ body }) => ({ body: stripMarkers(body) }),
  'its marker broken': ({ body }) => ({ body: body.replace('"ordinal":', '"ordinal":-') }),
  'its text replaced, as the title': () => ({ body: 'See the wiki.', title: 'Something else' }),
  'its text emptied': () => ({ body: '' }),
}

function titles({ issues }: MergedWorld): readonly string[] {
  return issues.map(({ number, title }) => `#${number} ${title}`)
}

function settled(configuration = ''): MergedWorld {
  const world = mergedWorld(text, configuration)
  world.settle()
  return world
}

describe.each(Object.keys(damages))('an action-item issue with %s, and the status comment deleted', (name) => {
  const damage = damages[name] ?? (() => ({}))

  it.each([[3], [4], [3, 4]])('gets no second issue beside it, whichever it is (%j)', (...numbers) => {
    const world = settled()
    for (const number of numbers) world.editIssue(number, damage)
    world.loseComment()
    const before = titles(world)
    world.settle()
    expect(titles(world)).toEqual(before)
    expect(world.memory?.items.map(({ ordinal, issue }) => `${ordinal}: #${issue}`)).toEqual(['1: #3', '2: #4'])
  })
})

describe('where nobody knows which item an issue of the app’s is for', () => {
  /** No links in the document, no markers, other titles. */
  function unknowable(): MergedWorld {
    const world = settled('write_back: off\n')
    world.editIssue(3, () => ({ body: 'See the wiki.', title: 'Something else', labels: [] }))
    world.loseComment()
    world.settle()
    return world
  }

  it('the app opens no second one, and asks in the status comment', () => {
    const world = unknowable()
    expect(titles(world)).toEqual(['#3 Something else', '#4 Write a runbook'])
    expect(world.status).toContain('#3 is an action-item issue, and nothing tells of which item')
    expect(world.status).toContain('Alert us')
  })

  it('a link in the document tells', () => {
    const world = unknowable()
    world.edit((now) => now.replace('Alert us @tia', 'Alert us @tia ([#3](https://github.com/acme/shop/issues/3))'))
    world.settle()
    expect(titles(world)).toEqual(['#3 Something else', '#4 Write a runbook'])
    expect(world.status).not.toContain('nothing tells of which item')
    expect(world.memory?.items.map(({ ordinal, issue }) => `${ordinal}: #${issue}`)).toEqual(['1: #3', '2: #4'])
  })

  it('what other headings make an item meanwhile is not decided by that', () => {
    const headings = (names: string) => `write_back: off\nreview: { headings: { actions: [${names}] } }\n`
    const chores = '# Down\n\n## Notes\n\n- Alert us\n\n## Chores\n\n- Buy milk\n'
    const world = mergedWorld(chores, headings('Notes'))
    world.settle()
    world.editIssue(3, () => ({ body: 'See the wiki.', title: 'Something else' }))
    world.loseComment()
    world.configure(headings('Notes, Chores'))
    world.settle()
    expect(titles(world)).toEqual(['#3 Something else'])
    world.configure(headings('Notes'))
    world.editIssue(3, () => ({ title: 'Alert us' }))
    world.settle()
    expect(titles(world)).toEqual(['#3 Alert us'])
    expect(world.memory?.items.map(({ ordinal, issue }) => `${ordinal}: #${issue}`)).toEqual(['1: #3'])
  })

  it('taken out of the sub-issues it counts for nothing, and the item gets its own', () => {
    const world = unknowable()
    world.detach(3)
    world.settle()
    expect(titles(world)).toEqual(['#3 Something else', '#4 Write a runbook', '#5 Alert us'])
  })
})

describe.each(Object.keys(damages))('the issue of a line that was added later, with %s', (name) => {
  it.each(['the status comment deleted', 'what it remembers emptied'])('stays its own, with %s', (loss) => {
    const world = settled()
    world.edit((now) => `${now}- [ ] Add a probe\n`)
    world.settle()
    world.editIssue(5, damages[name] ?? (() => ({})))
    if (loss === 'the status comment deleted') world.loseComment()
    else world.remember((memory) => ({ ...memory, items: [] }))
    const before = titles(world)
    expect(before).toHaveLength(3)
    world.settle()
    world.settle()
    expect(titles(world)).toEqual(before)
    // Without its title nothing is left that tells: people are asked.
    const lost = name === 'its text replaced, as the title'
    expect(world.status).toContain(lost ? 'The line "Add a probe" in the document has no issue' : '[#5](')
  })
})

it('an issue that a person wrote in the same words is not taken for the app’s', () => {
  const world = settled('write_back: off\n')
  world.editIssue(3, () => ({ body: '', author: { login: 'wes', bot: false, appId: null } }))
  world.loseComment()
  world.settle()
  expect(titles(world)).toEqual([...both, '#5 Alert us'])
})
