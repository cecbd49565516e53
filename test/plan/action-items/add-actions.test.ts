import { describe, expect, it } from 'vitest'
import { findMarker, renderMarker } from '../../../src/document/markers/markers.ts'
import { withCommentTrailers } from '../../../src/document/markers/trailers.ts'
import type { Commit } from '../../../src/domain/repository.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

const document = '# Postmortem\n\n## Action items\n\n- [ ] Roll back @wes\n'
const own = { login: 'aftermath[bot]', bot: true }

function commit(author: Commit['author'], at: string, message = 'Start'): Commit {
  return { sha: 'c'.repeat(40), author, message, at }
}

const opened = commit(own, '2026-03-02T11:00:00Z')
const drafted = anIncident()
  .labelledBy('wes')
  .withPull({ assignees: ['wes'] })
  .with({ document, commits: [opened] })

/** The lines that the plan adds to the document, then those of the commit's message. */
function added(incident: Incident): readonly string[] {
  const write = incident.decide().mutations.find((mutation) => mutation.do === 'write-file')
  if (write?.do !== 'write-file') return []
  return [...write.text.split('\n').filter((line) => line !== '' && !document.includes(line)), write.message]
}

function status(incident: Incident) {
  const post = incident.decide().mutations.find((mutation) => mutation.do === 'post-status')
  const body = post?.do === 'post-status' ? post.body : ''
  return { body, actions: findMarker(body, 'status')?.memory.actions }
}

function answered(incident: Incident): readonly string[] {
  const { mutations } = incident.decide()
  return mutations.flatMap((mutation) => (mutation.do === 'answer' ? [mutation.body.split('\n')[1] ?? ''] : []))
}

/** What the app remembers of an `/action` that waits. */
function remembering(incident: Incident, ...actions: readonly number[]): Incident {
  const memory = { ...noMemory, pull: 2, handled: 100, actions }
  const marker = renderMarker({ kind: 'status', repository: 1, incident: 1, memory })
  return incident.withComment('aftermath[bot]', marker)
}

const asked = drafted.withComment('tia', '/action Page us @tia 2026-03-20\n/action Alert us')

describe('/action', () => {
  it('adds its lines in one commit that names the comment, and puts the facts first', () => {
    expect(added(asked)).toEqual([
      '- [ ] Page us @tia (due 2026-03-20)',
      '- [ ] Alert us',
      'Add action items to the postmortem of incident #1\n\nAftermath-Comment: 100',
    ])
    expect(status(asked).actions).toBeUndefined()
  })

  it.each([
    ['14 minutes after anybody committed', '2026-03-02T11:46:01Z', []],
    ['15 minutes after', '2026-03-02T11:45:00Z', ['- [ ] Page us @tia (due 2026-03-20)']],
  ])('waits for quiet: %s', (_name, at, lines) => {
    const person = commit({ login: 'wes', bot: false }, at)
    const busy = asked.with({ commits: [opened, person] })
    expect(added(busy).slice(0, 1)).toEqual(lines)
    const waits = lines.length === 0
    expect(status(busy).actions).toEqual(waits ? [100] : undefined)
    expect(status(busy).body.includes('2 action items wait to be added to the document')).toBe(waits)
    if (waits) expect(busy.decide().requeueAt).toBe('2026-03-02T12:01:01.000Z')
  })

  it('waits for no longer than the next refresh', () => {
    const busy = asked.with({ commits: [commit({ login: 'wes', bot: false }, '2026-03-02T11:59:00Z')] })
    const [first, second] = added(busy.withComment('wes', '/postmortem refresh'))
    expect([first, second]).toEqual(['- [ ] Page us @tia (due 2026-03-20)', '- [ ] Alert us'])
  })

  it('goes on waiting over passes, and is added later', () => {
    const waiting = remembering(drafted.withComment('tia', '/action Alert us'), 100)
    const busy = waiting.with({ commits: [commit({ login: 'wes', bot: false }, '2026-03-02T11:59:00Z')] })
    expect(added(busy)).toEqual([])
    expect(status(busy).actions).toEqual([100])
    expect(added(waiting)[0]).toBe('- [ ] Alert us')
  })

  it.each([
    ['a commit of the app’s names its comment', own, 0],
    ['only a person’s commit does', { login: 'wes', bot: false }, 2],
  ])('is done when %s', (_name, author, lines) => {
    const told = commit(author, '2026-03-02T11:30:00Z', withCommentTrailers('Add', [100]))
    const again = drafted.withComment('tia', '/action Alert us').with({ commits: [opened, told] })
    expect(added(again)).toHaveLength(lines)
  })

  it('of somebody who may not command adds nothing', () => {
    const incident = drafted.withComment('rex', '/action Alert us')
    expect(added(incident)).toEqual([])
    expect(status(incident).actions).toBeUndefined()
  })

  it('whose comment is gone is forgotten', () => {
    const gone = remembering(drafted, 100)
    expect(added(gone)).toEqual([])
    expect(status(gone).actions).toBeUndefined()
  })

  it.each([
    ['nothing to do', drafted.withComment('tia', '/action'), '`/action` needs a text in the same line'],
    [
      'a document without a place for it',
      drafted.with({ document: '# Notes\n' }).withComment('tia', '/action Alert us'),
      'Put the line `- [ ] Alert us` under a heading "Action items" by hand.',
    ],
  ])('with %s is answered by what to do', (_name, incident, sentence) => {
    expect(added(incident)).toEqual([])
    expect(answered(incident)).toEqual([expect.stringContaining(sentence)])
  })

  const merged = {
    state: 'closed',
    draft: false,
    merged: true,
    mergedAt: '2026-03-02T12:00:00Z',
    mergeCommit: 'b'.repeat(40),
  } as const
  const line = 'Put the line `- [ ] Alert us` under "Action items" in `'

  it('after the merge is answered by the line to put into the document', () => {
    expect(answered(drafted.withPull(merged).withComment('tia', '/action Alert us'))).toEqual([
      expect.stringContaining(line),
    ])
  })

  it('that still waited at the merge is answered alike, and one that was added is not', () => {
    const left = remembering(drafted.withPull(merged).withComment('tia', '/action Alert us'), 100)
    expect(answered(left)).toEqual([expect.stringContaining(line)])
    const told = commit(own, '2026-03-02T11:30:00Z', withCommentTrailers('Add', [100]))
    expect(answered(left.with({ commits: [opened, told] }))).toEqual([])
  })
})
