import { describe, expect, it } from 'vitest'
import type { Commit } from '../../../src/domain/repository.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'
import { documentOf } from './document.ts'

const declared = anIncident()
  .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z' }), now: '2026-03-02T11:05:00Z' })
  .labelledBy('wes', '2026-03-02T11:04:00Z')
  .withComment('wes', '/timeline 11:01 the first alert')

function committed(login: string, at: string): Commit {
  return { sha: 'b'.repeat(40), at, author: { login, bot: login.endsWith('[bot]') }, message: 'Edit' }
}

const byApp = committed('aftermath[bot]', '2026-03-02T11:05:00Z')
const byWes = committed('wes', '2026-03-02T12:00:00Z')

/** The draft that the app opened at 11:05, an hour and a half later. */
function drafted(edit = (text: string) => text, commits: readonly Commit[] = [byApp]): Incident {
  const document = edit(documentOf(declared))
  return declared.withPull().with({ document, commits, now: '2026-03-02T12:30:00Z' })
}

/** The document after the pass, and when the next pass has something to add to it. */
function outcome(incident: Incident) {
  const { mutations, requeueAt } = incident.decide()
  const write = mutations.find((mutation) => mutation.do === 'write-file')
  return { text: write?.do === 'write-file' ? write.text : null, requeueAt }
}

/** What the status comment says of facts that the document lacks. */
function news(incident: Incident): string {
  const post = incident.decide().mutations.find((mutation) => mutation.do === 'post-status')
  return (post?.do === 'post-status' && /^- (\d+ new facts? since.*)$/m.exec(post.body)?.[1]) || ''
}

const withAlert = (incident: Incident) => incident.withComment('tia', '/timeline 12:10 the old version is back')
const added = '| tia | the old version is back |'
const theirs = (text: string) => text.replace('the first alert', 'the first alert, on three servers')

describe('what `/timeline` asks to have added', () => {
  it('is added once the branch has been quiet for fifteen minutes', () => {
    expect(outcome(withAlert(drafted())).text).toContain(added)
  })

  it('is added after people have committed, and nothing else of theirs is touched', () => {
    const mine = (text: string) =>
      text.replace('severity:', 'severity: # who knows?').replace('## 4.', 'Mine.\n\n## 4.')
    const { text } = outcome(withAlert(drafted(mine, [byApp, byWes])).withComment('wes', '/detected 11:02'))
    expect(text).toContain(added)
    expect(text).toContain('Mine.')
    expect(text).toContain('detected:\n')
  })

  it.each([
    ['a person', [byApp, committed('wes', '2026-03-02T12:20:00Z')], '2026-03-02T12:35:00.000Z'],
    ['the app', [committed('aftermath[bot]', '2026-03-02T12:29:59Z')], '2026-03-02T12:44:59.000Z'],
  ])('waits after a commit by %s, and says until when', (_whose, commits, until) => {
    expect(outcome(withAlert(drafted(undefined, commits)))).toEqual({ text: null, requeueAt: until })
  })

  it.each([
    ['exactly fifteen minutes after it', '2026-03-02T12:15:00Z', true],
    ['a second before', '2026-03-02T12:15:01Z', false],
  ])('%s', (_when, at, isAdded) => {
    expect(outcome(withAlert(drafted(undefined, [committed('wes', at)]))).text !== null).toBe(isAdded)
  })

  it('does not wait for a refresh that somebody asks for', () => {
    const busy = withAlert(drafted(undefined, [committed('wes', '2026-03-02T12:29:00Z')]))
    expect(outcome(busy.withComment('tia', '/postmortem refresh')).text).toContain(added)
  })

  it('counts on the pull request, too', () => {
    expect(outcome(drafted().withTalk('tia', '/timeline 12:10 the old version is back')).text).toContain(added)
  })

  it.each([
    ['that stands there', drafted()],
    ['of a stranger', drafted().withComment('rex', '/timeline all is well')],
    ['of a comment that was hidden', drafted().withComment('tia', '/timeline all is well', { hidden: true })],
    ['where people edited the block', withAlert(drafted(theirs, [byApp, byWes]))],
    ['where they removed its markers', withAlert(drafted((text) => text.replace(/<!-- aftermath:v1 facts.*/g, '')))],
    [
      'where they removed it',
      withAlert(drafted((text) => text.replace(/<!-- aftermath:v1 facts.*facts-end.*-->/s, ''))),
    ],
  ])('changes nothing for a row %s', (_what, incident) => {
    expect(outcome(incident)).toEqual({ text: null, requeueAt: null })
  })

  it('leads to a document that the next pass leaves alone', () => {
    const { text } = outcome(withAlert(drafted()))
    expect(outcome(withAlert(drafted(() => text ?? '')))).toEqual({ text: null, requeueAt: null })
  })
})

describe('what the document does not tell yet', () => {
  const said = (incident: Incident) =>
    incident
      .withComment('tia', 'It is the cache.', { createdAt: '2026-03-02T12:11:00Z', marks: 1 })
      .withEvents({ kind: 'assigned', login: 'tia', actor: aPerson('wes'), at: '2026-03-02T12:12:00Z' })
      .with({ marks: { 101: ['mia'] } })

  it('is counted once people have committed', () => {
    expect(news(said(drafted(undefined, [byApp, byWes])))).toBe(
      '2 new facts since the document was last refreshed. Comment `/postmortem refresh` to take them in.',
    )
  })

  it.each([
    ['while only the app has committed', said(drafted())],
    ['where there is nothing new', drafted(undefined, [byApp, byWes])],
    [
      'where somebody removed the block',
      said(drafted((text) => text.replace(/<!-- aftermath:v1 facts.*/g, ''), [byWes])),
    ],
    [
      'where the block was written anew, without its links',
      said(drafted((text) => text.replace(/^\| \[.*$/gm, 'x'), [byWes])),
    ],
    [
      'in the pass that takes it in',
      said(drafted(undefined, [byApp, byWes])).withComment('tia', '/postmortem refresh'),
    ],
  ])('is not counted %s', (_when, incident) => {
    expect(news(incident)).toBe('')
  })

  it('is a hint in a block that people edited: rows that they took out on purpose are not new', () => {
    const edited = (text: string) => theirs(text).replace(/^.*Labelled incident.*\n/m, '')
    expect(news(drafted(edited, [byApp, byWes]))).toBe('')
    expect(news(said(drafted(edited, [byApp, byWes])))).toBe(
      '2 new facts since somebody edited the timeline. It is yours, so add what matters by hand.',
    )
  })
})

describe('a refresh', () => {
  const refreshed = (incident: Incident) => outcome(incident.withComment('tia', '/postmortem refresh')).text ?? ''
  const alert = (more: object) => declared.withComment('tia', '/timeline we lost the key of the vault', more)
  const held = () => documentOf(alert({}))

  it.each([
    ['deleted', declared],
    ['hidden', alert({ hidden: true })],
    ['edited', declared.withComment('tia', '/timeline we lost something')],
  ])('takes what was %s out of the document', (_what, incident) => {
    expect(held()).toContain('vault')
    const text = refreshed(
      incident.withPull().with({ document: held(), commits: [byApp], now: '2026-03-02T12:30:00Z' }),
    )
    expect(text).toContain('the first alert')
    expect(text).not.toContain('vault')
  })
})
