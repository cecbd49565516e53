import { describe, expect, it } from 'vitest'
import { anIssue } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const text = `# Checkout was down

## Chores

- Sweep the yard

## Action items

- [ ] Alert us @tia
- [ ] Write a runbook
- [x] Roll back
`
const chores = 'review: { headings: { actions: [Chores] } }\n'

function settled(document = text, configuration = ''): MergedWorld {
  const world = mergedWorld(document, configuration)
  world.settle()
  return world
}

function titles({ issues }: MergedWorld): readonly string[] {
  return issues.map(({ number, title, state }) => `#${number} ${title}${state === 'open' ? '' : ` (${state})`}`)
}

/** The rows of the status comment's table. */
function rows({ status }: MergedWorld): readonly string[] {
  return [...status.matchAll(/^\| (?:\[(#\d+)\]\S* )?(.*?) \|.* \| (.*) \|$/gm)]
    .slice(2)
    .map(([, number = '', title = '', state = '']) => [number, title, state].filter((part) => part !== '').join(' '))
}

const both = ['#3 Alert us', '#4 Write a runbook']

describe('a heading that means actions since the merge', () => {
  it.each(['a list that was written down', 'the release before', 'a lost comment'])(
    'changes nothing of who is who, by %s',
    (by) => {
      const world = settled()
      if (by === 'the release before') world.withoutLists()
      if (by === 'a lost comment') world.loseComment()
      world.configure(chores)
      world.settle()
      expect(titles(world)).toEqual(both)
      expect(rows(world)).toEqual(['#3 Alert us open', '#4 Write a runbook open', 'Roll back ✅ done before merging'])
      expect(world.memory?.frozen?.items.map(({ text: words }) => words).at(-1)).toBe('Roll back')
    },
  )

  it('has what stands below it offered, and opened for whoever copies the line', () => {
    const world = settled()
    world.configure(chores)
    world.settle()
    expect(world.status).toContain('so it has no issue: Sweep the yard. To have an issue opened for it')
    world.edit((now) => `${now}- [ ] Sweep the yard\n`)
    world.settle()
    expect(titles(world)).toEqual([...both, '#5 Sweep the yard'])
    expect(world.status).not.toContain('so it has no issue')
  })

  it('has what people finish or link there offered no more', () => {
    const world = settled()
    world.configure(chores)
    for (const line of ['- [x] Sweep the yard', '- [ ] Sweep the yard ([#9](https://github.com/acme/shop/issues/9))']) {
      world.edit(() => text.replace('- Sweep the yard', line))
      world.settle()
      expect(world.status).not.toContain('so it has no issue')
      expect(titles(world)).toEqual(both)
    }
  })

  it('opens nothing for a line that people put right there', () => {
    const world = settled()
    world.configure(chores)
    world.edit((now) => now.replace('Sweep the yard', 'Sweep the yards'))
    world.settle()
    expect(titles(world)).toEqual(both)
    expect(world.status).toContain('so it has no issue: Sweep the yards.')
  })
})

describe('a heading that means actions no more', () => {
  it('keeps the issues of what stands below it, and a new line elsewhere gets one', () => {
    const world = settled(text, chores)
    expect(titles(world)).toEqual(['#3 Sweep the yard', '#4 Alert us', '#5 Write a runbook'])
    world.configure('')
    world.settle()
    world.edit((now) => `${now}- [ ] Add a probe\n`)
    world.settle()
    expect(titles(world)).toEqual(['#3 Sweep the yard', '#4 Alert us', '#5 Write a runbook', '#6 Add a probe'])
    expect(rows(world)[0]).toBe('#3 Sweep the yard open')
  })
})

describe('an interrupted merge', () => {
  it.each([
    ['its status comment', false],
    ['one of its issues, its status comment lost', true],
  ])('goes on by what it wrote down in %s', (_name, lost) => {
    const world = mergedWorld(text)
    world.interrupted(3)
    expect(titles(world)).toEqual(['#3 Alert us'])
    if (lost) world.loseComment()
    world.configure(chores)
    world.settle()
    expect(titles(world)).toEqual(both)
    expect(world.memory?.frozen?.items.map(({ ordinal, open }) => [ordinal, open])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ])
  })
})

describe('a merge that was interrupted before the first issue', () => {
  it('goes on by the list that its status comment holds', () => {
    const world = mergedWorld(text)
    world.interrupted(1)
    expect(titles(world)).toEqual([])
    world.configure(chores)
    world.settle()
    expect(titles(world)).toEqual(both)
  })
})

describe('a person who edits the list that the app remembers', () => {
  it.each([
    ['takes an item out', (items: readonly { readonly ordinal: number }[]) => items.slice(1)],
    ['takes all out', () => []],
    ['changes their order', (items: readonly { readonly ordinal: number }[]) => items.toReversed()],
  ])('and %s opens and closes nothing', (_name, change) => {
    const world = settled()
    world.remember((memory) => ({
      ...memory,
      ...(memory.frozen && {
        frozen: {
          ...memory.frozen,
          items: change(memory.frozen.items).flatMap(
            ({ ordinal }) => memory.frozen?.items.filter((item) => item.ordinal === ordinal) ?? [],
          ),
        },
      }),
    }))
    world.settle()
    expect(titles(world)).toEqual(both)
  })
})

describe('an item whose line another reader makes other words of before its issue is opened', () => {
  it.each([' ', 'x'])('gets one issue, also beside another line with those words: [%s]', (box) => {
    const world = mergedWorld(`# Down\n\n## Action items\n\n- [ ] Sweep the yard\n- [${box}] Sweep the yard\n`)
    world.interrupted(1)
    world.remember((memory) => {
      const items = memory.frozen?.items.map((item) =>
        item.ordinal === 1 ? { ...item, words: '17 1', text: '' } : item,
      )
      return { ...memory, ...(items && memory.frozen && { frozen: { ...memory.frozen, items } }) }
    })
    world.settle()
    world.loseComment()
    world.settle()
    expect(titles(world)).toEqual(['#3 Sweep the yard', '#4 Sweep the yard'].slice(0, box === ' ' ? 2 : 1))
  })
})

describe('two issues of one number', () => {
  it('are one too many only where they say the same', () => {
    const world = mergedWorld('# Down\n\n## Action items\n\n- [ ] Alert us\n- [ ] Write a runbook\n')
    world.settle()
    const [first, second] = world.issues
    const body = second?.body.replace('"ordinal":2', '"ordinal":1') ?? ''
    const items = [...(first ? [first] : []), ...(second ? [{ ...second, body }] : [])]
    const plan = anIncident()
      .labelledBy('wes')
      .withPull({
        state: 'closed',
        draft: false,
        merged: true,
        mergedAt: '2026-03-02T12:00:00Z',
        mergeCommit: 'b'.repeat(40),
      })
      .with({ document: '# Down\n\n## Action items\n\n- [ ] Alert us\n- [ ] Write a runbook\n', items })
      .decide()
    expect(plan.mutations.map((mutation) => mutation.do)).not.toContain('close-duplicate')
    expect(plan.mutations.map((mutation) => mutation.do)).not.toContain('open-item')
  })
})

describe('what the release before wrote, to the letter', () => {
  const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
  const issue = (number: number, ordinal: number, source: string) =>
    anIssue({
      number,
      title: source,
      author: app,
      body: `<!-- aftermath:v1 item {"repository":1,"incident":1,"pull":2,"ordinal":${ordinal},"source":"${source}"} -->\n${source}`,
    })
  const status = `<!-- aftermath:v1 status {"repository":1,"incident":1,"memory":{"pull":2,"mergeCommit":"${'b'.repeat(40)}","closedDraft":null,"path":"postmortems/2026-03-02-1-checkout-is-down.md","handled":0,"decision":null,"writeBack":"done","items":[{"ordinal":1,"issue":3,"slot":null,"remindedAt":null},{"ordinal":2,"issue":4,"slot":null,"remindedAt":null}],"refreshed":0}} -->\n### 🚧 Postmortem: tracking`

  it('keeps its issues, and is written down from then on', () => {
    const plan = anIncident()
      .labelledBy('wes')
      .withPull({
        state: 'closed',
        draft: false,
        merged: true,
        mergedAt: '2026-03-02T12:00:00Z',
        mergeCommit: 'b'.repeat(40),
      })
      .withComment('aftermath[bot]', status)
      .with({
        document: text,
        configuration: chores,
        items: [issue(3, 1, 'Alert us \\u0040tia'), issue(4, 2, 'Write a runbook')],
      })
      .decide()
    expect(plan.mutations.map((mutation) => mutation.do)).toEqual(['pin-comment', 'post-status'])
    const [, post] = plan.mutations
    const body = post?.do === 'post-status' ? post.body : ''
    expect(body).toContain('"items":[{"ordinal":1,"issue":3,"slot":null,"remindedAt":null},{"ordinal":2,"issue":4,')
    expect(body).toMatch(
      /"frozen":\{"at":"b{40}","items":\[\[1,9,"[^"]+",1,"Alert us [^"]+"\],\[2,10,"[^"]+",1,"Write a runbook"\]/,
    )
    expect(body).toContain('Sweep the yard')
  })
})

describe('hundreds of items, in words that a marker has to write as escapes', () => {
  it.each(['<', '|', '\u{1f525}', '&'])('fit into the status comment: %j', (sign) => {
    const lines = Array.from({ length: 420 }, (_, index) => {
      return `- [${index % 4 === 0 ? ' ' : 'x'}] Do ${index} ${sign.repeat(70)}`
    })
    const world = mergedWorld(`# Down\n\n## Action items\n\n${lines.join('\n')}\n`, 'action_items: { max: 100 }\n')
    world.settle()
    expect(world.issues).toHaveLength(100)
    expect(world.status.length).toBeLessThanOrEqual(65_536)
    expect(world.memory?.frozen?.items).toHaveLength(400)
  })
})

describe('a line that is added', () => {
  const added = (change: (text: string) => string) => {
    const world = settled()
    world.edit((now) => change(now.replace(/- \[ \] Write a runbook.*\n/, '')))
    world.settle()
    return world
  }

  it('where another was taken out is asked about, neither opened nor passed over', () => {
    const world = added((now) => now.replace('- [ ] Alert us', '- [ ] Buy a generator\n- [ ] Alert us'))
    expect(titles(world)).toEqual(both)
    expect(world.status).toContain('The line "Buy a generator" in the document has no issue')
  })

  it('where one was taken out that says nearly the same is that one', () => {
    const world = added((now) => `${now}- [ ] Write two runbooks\n`)
    expect(titles(world)).toEqual(both)
    expect(world.status).not.toContain('has no issue')
  })

  it('and is nothing but a link opens no issue', () => {
    const world = settled()
    world.edit((now) => `${now}- [ ] #77\n`)
    world.settle()
    expect(titles(world)).toEqual(both)
  })
})
