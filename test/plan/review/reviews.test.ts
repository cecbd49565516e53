import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { CheckRun } from '../../../src/domain/check.ts'
import type { PostCheck } from '../../../src/domain/mutation.ts'
import type { Plan } from '../../../src/domain/plan.ts'
import type { Pull } from '../../../src/domain/repository.ts'
import { aBot, anIssue } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'

const review = { kind: 'review', owner: 'acme', repo: 'shop', number: 2 } as const
const group = { kind: 'merge-group', owner: 'acme', repo: 'shop', base: 'main', sha: 'b'.repeat(40) } as const

function checkIn(plan: Plan): PostCheck {
  const [mutation, ...others] = plan.mutations
  if (mutation?.do !== 'post-check') throw new Error(`There is no check: ${plan.notes.join()}`)
  expect(others).toEqual([])
  return mutation
}

const documented = (text: string, more: Partial<Pull> = {}) =>
  anIncident()
    .with({ document: text, issue: anIssue({ labels: ['incident', 'sev2'] }) })
    .withPull({ draft: false, author: { login: 'wes', bot: false }, ...more })

/** What the review says that only GitHub can tell, as `<rule> <line>`. */
function told(plan: Plan): readonly string[] {
  const own =
    /^(?:action-item\/(?:not-assignable|duplicate)|link\/|reference\/|front-matter\/(?:no-|other-|incident)|review\/)/
  return checkIn(plan)
    .annotations.filter(({ title }) => own.test(title))
    .map(({ title, line }) => `${title} ${line}`)
}

const items = (line: string) => `# Checkout\n\n## Action items\n\n${line}\n`

describe('the review tells what only GitHub knows:', () => {
  it.each([
    ['an owner who can be assigned', items('- [ ] Alert @tia'), []],
    ['an owner who cannot', items('- [ ] Alert @eve'), ['action-item/not-assignable 5']],
    ['a finished item of somebody who left', items('- [x] Alert @eve'), []],
    ['a relative link that leads nowhere', 'See [a](../docs/none.md).', ['link/broken 1']],
    ['a relative link to a file', 'See [a](../docs/run.md#top) and [b](/docs/run.md) and [c](.).', []],
    ['a link out of the repository, an address, an anchor', '[a](../../x.md) [b](https://x.y/z) [c](#d) [d](//e)', []],
    ['a link in code', '`[a](none.md)`\n\n```\n[a](none.md)\n```', []],
    ['an issue that is there', 'Like #7.', []],
    ['an issue that is not', 'Like\n#99, and #99.', ['reference/broken 2', 'reference/broken 2']],
    ['one with the name of this repository', 'acme/shop#98', ['reference/broken 1']],
    ['one of another repository', 'https://github.com/acme/web/issues/98 and acme/web#98', []],
    ['front matter of another incident', '---\nincident: 7\n---\n', ['front-matter/incident 2']],
    ['front matter of several incidents', '---\nincidents: [7, 1]\n---\n', []],
    ['another severity than the incident has', '---\nseverity: sev1\n---\n', ['front-matter/other-severity 1']],
    ['the same severity', '---\nseverity: SEV2\n---\n', []],
  ])('%s', (_name, text, expected) => {
    const tree = ['docs', 'docs/run.md', 'postmortems']
    const incident = documented(text).with({ tree, items: [anIssue({ number: 7, title: 'Something else' })] })
    expect(told(incident.decideAbout(review))).toEqual(expected)
  })

  it.each([
    ['of another postmortem', 9, ['action-item/duplicate 5']],
    ['that this pull request opened itself', 2, []],
  ])('an open action item %s with the same words', (_name, pull, expected) => {
    const marker = renderMarker({ kind: 'item', repository: 1, incident: 1, pull, ordinal: 1, source: 'x' })
    const author = { ...aBot('aftermath[bot]'), appId: 7 }
    const twin = anIssue({ number: 8, title: 'alert on  Declined cards!', body: marker, author })
    const incident = documented(items('- [ ] Alert on declined cards @tia')).with({ items: [twin] })
    expect(told(incident.decideAbout(review))).toEqual(expected)
  })

  it.each([
    ['everybody who approved wrote in it', ['wes'], ['review/only-authors 1']],
    ['somebody else approved, too', ['wes', 'mia'], []],
    ['nobody approved', [], []],
  ])('%s', (_name, approvers, expected) => {
    const reviews = approvers.map((author) => ({ author, state: 'approved' as const }))
    const incident = documented('# Checkout\n', { author: { login: 'aftermath[bot]', bot: true } }).with({
      reviews,
      commits: [{ sha: 'c', author: { login: 'Wes', bot: false }, message: 'x', at: '' }],
    })
    expect(told(incident.decideAbout(review))).toEqual(expected)
  })
})

describe('what is configured for the labels of the incident', () => {
  const configuration = `overrides:
  - when: { labels: [sev2] }
    directory: checkout/postmortems
    action_items: { label: checkout-action, max: 1 }
    review: { require: [owners] }
`
  const put = (path: string, text: string, ref = 'postmortem/incident-1') =>
    documented('')
      .with({
        configuration,
        pullChanges: [{ path, status: 'added', previousPath: null }],
        headFiles: { [path]: text },
      })
      .withPull({ draft: false, head: { ref, sha: 'a'.repeat(40), repositoryId: 1 } })
  const text = items('- [ ] Alert\n- [ ] Limit')

  it.each([
    ['in its own folder', 'checkout/postmortems/2026-03-02-1-x.md', text, undefined],
    ['in a folder that is no longer configured', 'old/2026-03-02-1-x.md', text, undefined],
    ['added by hand', 'checkout/postmortems/x.md', `---\nincident: 1\n---\n${text}`, 'topic'],
    ['added by hand that only links it', 'postmortems/x.md', `For #1.\n${text}`, 'topic'],
  ])('counts for a document %s, as it will at the merge', (_name, path, document, ref) => {
    const check = checkIn(put(path, document, ref).decideAbout(review))
    expect(check.conclusion).toBe('failure')
    expect(check.summary).toContain(
      '| Alert | acme/shop | nobody: the line names no owner | 30 days after the merge, by default | checkout-action |',
    )
    expect(check.summary).toContain('Without an issue: 1 more')
  })

  it('counts for no document of another incident', () => {
    const check = checkIn(put('postmortems/x.md', text, 'topic').decideAbout(review))
    expect(check.conclusion).toBe('neutral')
    expect(check.summary).toContain('| postmortem-action |')
  })
})

describe('the check', () => {
  it('waits for nothing that GitHub refuses to show', () => {
    const incident = documented(`${items('- [ ] Alert')}\nSee [a](none.md).`)
    const check = checkIn(incident.with({ refused: ['openItems', 'reviews', 'tree'] }).decideAbout(review))
    expect(check.conclusion).toBe('neutral')
  })

  it('is the same for the same inputs, and another for others', () => {
    const one = checkIn(documented('# One\n').decideAbout(review))
    expect(checkIn(documented('# One\n').decideAbout(review))).toEqual(one)
    const other = checkIn(documented(items('- [ ] Alert')).decideAbout(review))
    expect(other.externalId).not.toBe(one.externalId)
    expect(one.externalId).toMatch(/^pull 2 /)
  })

  it.each([
    ['stands', { completed: true }, 'nothing'],
    ['was begun and not finished', { completed: false, annotations: 50 }, { id: 5, annotations: 50 }],
    ['says something else', { externalId: 'pull 2 old' }, null],
    ["is another app's", { appId: 8 }, null],
  ])('that %s is treated accordingly', (_name, more, begun) => {
    const incident = documented(items('- [ ] Alert'))
    const { externalId } = checkIn(incident.decideAbout(review))
    const run: CheckRun = { id: 5, appId: 7, externalId, completed: true, annotations: 0, ...more }
    const plan = incident.with({ checks: [run] }).decideAbout(review)
    expect(plan.mutations.length === 0 ? 'nothing' : checkIn(plan).begun).toEqual(begun)
  })

  it('holds 200 annotations at most', () => {
    // Findings about many lines of a kind are one; of duplicates each is told.
    const lines = Array.from({ length: 300 }, () => '- [ ] Alert @eve')
    expect(checkIn(documented(items(lines.join('\n'))).decideAbout(review)).annotations).toHaveLength(200)
  })

  it.each([
    [
      'from a fork, even of the incident’s branch name',
      { head: { ref: 'postmortem/incident-1', sha: 'a'.repeat(40), repositoryId: 9 } },
      'No issues will be opened, since the document comes from a fork',
    ],
    [
      'that goes into another branch',
      { base: { ref: 'release', sha: 'b'.repeat(40) } },
      'No issues will be opened: postmortems count once they are merged into `main`.',
    ],
  ])('reviews a document %s, and promises no issues', (_name, more, says) => {
    const incident = documented(items('- [ ] Alert'), more)
    const check = checkIn(incident.decideAbout(review))
    expect(check.summary).toContain(says)
    expect(check.summary).not.toContain('| Alert |')
    expect(check.annotations.map(({ title }) => title)).toContain('action-item/no-owner')
    const merged = incident.withPull({ ...more, merged: true, state: 'closed', mergeCommit: 'a'.repeat(40) })
    const after = 'head' in more ? merged.decideAbout({ ...review, kind: 'pull' }) : merged.decide()
    expect(after.mutations.filter((mutation) => mutation.do === 'open-item')).toEqual([])
  })

  it('is left out where GitHub has no checks', () => {
    const incident = documented(items('- [ ] Alert')).with({ refused: ['checkRuns', 'requiredChecks'] })
    expect(incident.decideAbout(review).mutations).toEqual([])
    expect(incident.with({ document: null }).decideAbout(review).mutations).toEqual([])
  })

  it('says how many issues there was no room for in its table', () => {
    const lines = Array.from({ length: 120 }, (_, index) => `- [ ] Alert ${index} ${'|'.repeat(200)}`)
    const incident = documented(items(lines.join('\n'))).with({ configuration: 'action_items: { max: 100 }' })
    const { summary } = checkIn(incident.decideAbout(review))
    const rows = summary.split('\n').filter((line) => line.startsWith('| Alert ')).length
    expect(rows).toBeGreaterThan(50)
    expect(summary).toContain(`And ${100 - rows} more, for which there is no room here.`)
    expect(summary.length).toBeLessThan(65_536)
    expect(summary).toContain('Without an issue: 20 more')
  })

  it('says of a document that cannot be read why, and fails nothing', () => {
    const check = checkIn(documented(`${'>'.repeat(200)} deep\n`).decideAbout(review))
    expect(check).toMatchObject({ conclusion: 'neutral', title: 'The document cannot be read' })
  })

  it('is not posted where the app only observes, is switched off, or the pull request is closed', () => {
    const observe = documented('# One\n').with({ configuration: 'mode: observe' }).decideAbout(review)
    expect([observe.mutations.length, observe.withheld.length]).toEqual([0, 1])
    const off = documented('# One\n').with({ configuration: 'enabled: false' }).decideAbout(review)
    expect(off.mutations).toEqual([])
    expect(documented('# One\n', { state: 'closed' }).decideAbout(review).mutations).toEqual([])
  })
})

describe('a pull request without a document, and a merge group', () => {
  const other = anIncident().withPull({ head: { ref: 'topic', sha: 'd'.repeat(40), repositoryId: 1 } })

  it.each([
    ['nothing requires it', [], false],
    ['the rules require it', [{ name: 'Postmortem', appId: null }], true],
    ['they require it of this app', [{ name: 'Postmortem', appId: 7 }], true],
    ['they require it of another app', [{ name: 'Postmortem', appId: 8 }], false],
    ['they require another check', [{ name: 'build', appId: null }], false],
  ])('are answered or not: %s', (_name, required, answered) => {
    for (const ref of [review, group]) {
      const plan = other.with({ required }).decideAbout(ref)
      expect(plan.mutations).toHaveLength(answered ? 1 : 0)
      if (answered)
        expect(checkIn(plan)).toMatchObject({ conclusion: 'success', title: 'Not a postmortem', annotations: [] })
    }
  })

  it('a README beside the documents is no document', () => {
    const pullChanges = [{ path: 'postmortems/README.md', status: 'added' as const, previousPath: null }]
    expect(other.with({ pullChanges }).decideAbout(review).mutations).toEqual([])
  })
})

describe('a long document from a fork', () => {
  const long = `# Checkout\n\n${'It went wrong in many words, of which most say little. '.repeat(5_000)}\n`
  const fork = (more: Partial<Pull> = {}) =>
    documented(long, {
      author: { login: 'eve', bot: false },
      head: { ref: 'a-branch', sha: 'b'.repeat(40), repositoryId: 99 },
      ...more,
    })
  const waits = 'A long document from a fork waits for somebody of the team'

  it('is not reviewed before somebody of the team takes part', () => {
    const { title, conclusion, summary, annotations } = checkIn(fork().decideAbout(review))
    expect(title).toBe(waits)
    expect(conclusion).toBe('neutral')
    expect(summary).toContain('longer than 256 KB')
    expect(annotations).toEqual([])
  })

  it('stops the merge where the review is required', () => {
    const required = fork().with({ configuration: 'review:\n  require: [questions]\n' })
    expect(checkIn(required.decideAbout(review)).conclusion).toBe('failure')
  })

  it.each([
    ['opened by one of them', fork({ author: { login: 'tia', bot: false } })],
    ['assigned to somebody', fork({ assignees: ['wes'] })],
    ['reviewed by one of them', fork().with({ reviews: [{ author: 'tia', state: 'commented' }] })],
    ['short', documented('# Checkout\n', { head: { ref: 'a-branch', sha: 'b'.repeat(40), repositoryId: 99 } })],
  ])('is reviewed when it is %s', (_how, incident) => {
    expect(checkIn(incident.decideAbout(review)).title).toMatch(/of 7 questions answered/)
  })

  it.each(['eve', 'rex'])('is not when only %s said something of it', (author) => {
    const talked = fork().with({ reviews: [{ author, state: 'approved' }] })
    expect(checkIn(talked.decideAbout(review)).title).toBe(waits)
  })
})

it('a document whose review takes too long gets a check that says so, and is not read for it', () => {
  const plan = documented(items('- [ ] Alert @eve'))
    .with({ trouble: 'too-much', refused: ['file'] })
    .decideAbout(review)
  const { title, summary, conclusion } = checkIn(plan)
  expect([title, conclusion]).toEqual(['The document takes too long to review', 'neutral'])
  expect(summary).toContain('Shorten the document')
})

it('an incident with more text than is read in one go says so in its status comment', () => {
  const plan = anIncident().labelledBy('wes').with({ trouble: 'too-much' }).decide()
  const [write, ...others] = plan.mutations
  expect(others).toEqual([])
  expect(write).toMatchObject({
    do: 'post-status',
    body: expect.stringContaining('more text here than the app reads'),
  })
})
