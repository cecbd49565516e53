import { describe, expect, test } from 'vitest'
import { noItems } from '../../../src/document/action-items/account/no-items.ts'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { anIncident } from '../incident-builder.ts'

const under = (text: string) => `# T\n\n## Action items\n\n${text}\n`
const left = (text: string) => noItems(readActionItems(text).lines).map(({ text: words, why }) => `${why}: ${words}`)

describe('a line that is read as no item is shown', () => {
  test.each<[what: string, document: string, shown: string]>([
    [
      'a promise beside a list',
      under('- [ ] Alert us\n\nAlso we will mend the pager.'),
      'sentence: Also we will mend the pager.',
    ],
    [
      'a duty beside a list',
      under('- [ ] Alert us\n\nThe pager must be mended.'),
      'sentence: The pager must be mended.',
    ],
    [
      'what happened, in a list',
      under('- [ ] Alert us\n- The alert was missing'),
      'observation: - The alert was missing',
    ],
    ['a list of notes', under('- [ ] Alert us\n\n### Notes\n\n- Mend the pager'), 'aside: - Mend the pager'],
    ['a quote of what is to do', under('- [ ] Alert us\n\n> Mend the pager, too'), 'quote: > Mend the pager, too'],
    [
      'an open box elsewhere',
      `# T\n\n## Lessons learned\n\n- [ ] alerts for disks\n\n${under('- [ ] Alert us')}`,
      'elsewhere: - [ ] alerts for disks',
    ],
  ])('%s', (_what, document, shown) => {
    expect(left(document)).toEqual([shown])
  })

  test.each<[what: string, text: string]>([
    ['prompts, blank lines and placeholders', '<!-- What will prevent it? -->\n\n- TBD\n\n- [ ]\n'],
    ['the head of a table', '| Action | Owner |\n| --- | --- |\n| Alert us | Ana |'],
    ['a legend', '- **P0**: now\n- **P1**: this week\n\n| Action | Prio |\n| --- | --- |\n| Alert us | P0 |'],
    ['what leads to a list', 'We agreed on this:\n\n- [ ] Alert us'],
    ['notes of an item', '- [ ] Alert us\n  so that we should know'],
    ['a sentence that only tells', 'It was a long night.\n\n- [ ] Alert us'],
  ])('but not %s', (_what, text) => {
    const document = under(text)
    expect(left(document)).toEqual([])
    expect(readActionItems(document).lines.filter(({ verdict }) => verdict === 'unread')).toEqual([])
  })
})

describe('a line under the action items is an item, or not called done', () => {
  test.each(['a) Alert us', 'ii. Alert us', '-Alert us', '1.Alert us', '👉 Alert us', '→ Alert us'])('%s', (line) => {
    expect(readActionItems(under(line)).items.map(({ text }) => text)).toEqual(['Alert us'])
  })

  test.each([
    ['rows without a head', '| Alert us | Ana |', 'form'],
    ['a box below notes', '### Notes\n\n- [ ] Alert us', 'beside'],
    ['a box below a label of notes', 'Notes:\n\n- [ ] Alert us', 'beside'],
  ])('%s', (_what, text, why) => {
    expect(readActionItems(under(text)).lines.flatMap((line) => (line.verdict === 'unread' ? [line.why] : []))).toEqual(
      [why],
    )
  })
})

const merged = {
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T12:00:00Z',
  mergeCommit: 'a'.repeat(40),
} as const

function statusOf(facts: Parameters<ReturnType<typeof anIncident>['with']>[0]): string {
  const { mutations } = anIncident().with(facts).withPull(merged).decide()
  return mutations.find((one): one is Extract<Mutation, { do: 'post-status' }> => one.do === 'post-status')?.body ?? ''
}

describe('the status comment', () => {
  test('says shortly which lines nobody follows, and is done all the same', () => {
    const status = statusOf({ document: under('- [x] Alert us\n\nAlso we will mend the pager.') })
    expect(status).toContain('Postmortem: done')
    expect(status).toMatch(
      /Nobody follows this line of `.*`, since it reads as no action item: line 7 \(“Also we will mend the pager\.”, a sentence\)/,
    )
  })

  test('says nothing of them where there are none', () => {
    expect(statusOf({ document: under('- [x] Alert us') })).not.toContain('Nobody follows')
  })

  test('names further postmortems of the merged pull request, which nobody reads', () => {
    const added = (path: string) => ({ path, status: 'added', previousPath: null }) as const
    const pullChanges = [added('postmortems/2026-03-02-1-checkout-is-down.md'), added('postmortems/second.md')]
    const status = statusOf({ document: under('- [x] Alert us'), pullChanges })
    expect(status).toContain('Nobody follows the action items of `postmortems/second.md`')
  })
})

test('the check shows the lines that are no items, folded', () => {
  const { mutations } = anIncident()
    .with({ document: under('- [ ] Alert us\n\nAlso we will mend the pager.') })
    .withPull({ draft: false })
    .decideAbout({ kind: 'review', owner: 'acme', repo: 'shop', number: 2 })
  const [check] = mutations
  const summary = check?.do === 'post-check' ? check.summary : ''
  expect(summary).toContain('<summary>Lines that read as no action items</summary>')
  expect(summary).toContain('- Line 7, a sentence: Also we will mend the pager.')
})
