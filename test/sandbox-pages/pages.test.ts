import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'
import { rowsInOrder } from '../../sandbox/pages/views/timeline.ts'
import { aComment, aFile, anIssue, aPull, bot, pagesOver, shop } from './fake-api.ts'
import { story } from './story.ts'

const hostile = `"><img src=x onerror=alert(1)><script>alert('1')</script>`

function expectHarmless(text: string): void {
  expect(text).not.toMatch(/<script|<img/i)
  expect(text).toContain('&lt;script&gt;')
}

describe('strangers cannot write markup into a page', () => {
  const person = { login: hostile, type: 'User' }
  const label = { name: hostile, color: '"><script>', description: hostile }
  const issue = anIssue(1, { title: hostile, body: hostile, labels: [label], user: person, assignees: [person] })
  const branches = { head: { ref: hostile, sha: 'a'.repeat(40) }, base: { ref: hostile, sha: 'b'.repeat(40) } }
  const pull = aPull(2, { title: hostile, body: hostile, ...branches })
  const file = {
    filename: `${hostile}.txt`,
    status: 'modified',
    additions: 1,
    deletions: 0,
    patch: `@@ -0,0 +1 @@\n+${hostile}`,
  }
  const { get } = pagesOver(
    shop({
      '': { name: 'shop', full_name: 'acme/shop', description: hostile, default_branch: 'main' },
      '/issues': [issue],
      '/pulls': [pull],
      '/issues/1': issue,
      '/issues/1/comments': [aComment(1, { body: hostile, user: person, minimized: { reason: hostile } })],
      '/issues/1/events': [
        { event: 'renamed', created_at: hostile, actor: person, rename: { from: hostile, to: hostile } },
      ],
      '/pulls/2': pull,
      '/pulls/2/files': [file],
      '/contents': [{ name: hostile, path: hostile, type: 'file' }],
      '/contents/x.txt': aFile('x.txt', hostile),
    }),
  )

  test.each([
    '/acme/shop',
    '/acme/shop/issues',
    '/acme/shop/pulls',
    '/acme/shop/issues/1',
    '/acme/shop/pull/2',
    '/acme/shop/pull/2/files',
    '/acme/shop/blob/main/x.txt',
    '/acme/shop/tree/main',
  ])('on %s', async (path) => {
    const { status, text } = await get(path)
    expect(status).toBe(200)
    expectHarmless(text)
  })

  test('nor by an address that leads nowhere', async () => {
    const { status, text } = await get(`/acme/shop/${encodeURIComponent(hostile)}/x/y`)
    expect(status).toBe(404)
    expectHarmless(text)
  })

  test('and every page forbids scripts and foreign content', async () => {
    const { headers } = await get('/acme/shop/issues/1')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('states', () => {
  test.each([
    ['open', { state: 'open' }, 'Open'],
    ['completed', { state: 'closed', state_reason: 'completed' }, 'Closed as completed'],
    ['not planned', { state: 'closed', state_reason: 'not_planned' }, 'Closed as not planned'],
    ['a duplicate', { state: 'closed', state_reason: 'duplicate' }, 'Closed as duplicate'],
  ])('an issue that is %s says so', async (_, more, word) => {
    const { get } = pagesOver(shop({ '/issues/1': anIssue(1, more) }))
    const { text } = await get('/acme/shop/issues/1')
    expect(text).toMatch(new RegExp(`class="state \\w+">(?:<svg.*?</svg>) ${word}</span>`))
  })

  test.each([
    ['draft', { draft: true }, 'Draft', 'Still a draft.'],
    ['open', {}, 'Open', 'Ready to merge.'],
    ['merged', { state: 'closed', merged: true, merged_at: '2012-08-03T10:00:00Z' }, 'Merged', 'Merged.'],
    ['closed', { state: 'closed' }, 'Closed', 'Closed without merging.'],
  ])('a pull request that is %s says so', async (_, more, word, sentence) => {
    const { get } = pagesOver(shop({ '/pulls/2': aPull(2, more) }))
    const { text } = await get('/acme/shop/pull/2')
    expect(text).toMatch(new RegExp(`class="state \\w+">(?:<svg.*?</svg>) ${word}</span>`))
    expect(text).toContain(`<b>${sentence}</b>`)
  })

  test('a bot wears its badge and a person does not', async () => {
    const { get } = pagesOver(shop({ '/issues/1': anIssue(1), '/issues/2': anIssue(2, { user: bot }) }))
    expect((await get('/acme/shop/issues/1')).text).not.toContain('>bot</span>')
    expect((await get('/acme/shop/issues/2')).text).toContain('>bot</span>')
  })
})

describe('an issue page', () => {
  test('shows comments and events in the order in which they happened', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/issues/1')
    const order = [
      'added the',
      'took this on',
      'Aftermath keeps this comment',
      'Stopped the router',
      'added a sub-issue',
      'postmortem-complete</a> label',
    ]
    const positions = order.map((words) => text.indexOf(words))
    expect(positions).not.toContain(-1)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  })

  test('puts a cause above its effect of the same second, by their ids', async () => {
    const at = '2012-08-01T13:31:00Z'
    const shown = (id: number, words: string) => ({ at, id, shown: html`${words}` })
    const moments = [shown(12, 'comment'), shown(14, 'closing'), shown(11, 'label'), { at, shown: html`commit` }]
    expect((await Promise.all(rowsInOrder(moments))).map(String)).toEqual(['commit', 'label', 'comment', 'closing'])
  })

  test('shows how many sub-issues are closed', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/issues/1')
    expect(text).toContain('aria-label="2 of 3 closed"')
    expect(text).toContain('width:67%')
  })

  test('folds a hidden comment under its reason', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/issues/1')
    expect(text).toMatch(
      /<details class="box hidden-comment" id="issuecomment-13"><summary>This comment was hidden \(off topic\)/,
    )
  })

  test('shows times in UTC, readable by machines', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/issues/1')
    expect(text).toContain(
      '<time datetime="2012-08-01T13:30:00.000Z" title="2012-08-01T13:30:00.000Z">2012-08-01 13:30 UTC</time>',
    )
  })

  test('says when it was closed although the API keeps no events', async () => {
    const closed = { state: 'closed', state_reason: 'not_planned', closed_at: '2012-08-05T09:00:00Z', closed_by: bot }
    const { text } = await pagesOver(shop({ '/issues/1': anIssue(1, closed) })).get('/acme/shop/issues/1')
    expect(text).toContain('closed this as not planned')
  })

  test('leads to the pull request where the number is one', async () => {
    const { status, location } = await pagesOver(story).get('/acme/shop/issues/2')
    expect([status, location]).toEqual([302, '/acme/shop/pull/2'])
  })
})

describe('a pull request page', () => {
  test('shows the changed document rendered and as numbered source', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/pull/2/files')
    expect(text).toContain('<th scope="row">severity</th><td>SEV1</td>')
    expect(text).toMatch(
      /<tr class="add" id="f0R4"><td class="n"><\/td><td class="n">4<\/td><td class="mono">\+ severity: SEV1<\/td>/,
    )
  })

  test('has tabs for conversation, commits and files with their numbers', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/pull/2/commits')
    expect(text).toMatch(/aria-current="page">Commits <span class="count">2<\/span>/)
    expect(text).toMatch(/Files changed <span class="count">1<\/span>/)
    expect(text).toContain('Answer how it happened')
  })
})

describe('files', () => {
  const document = '/acme/shop/blob/postmortem/incident-1/postmortems/2012-08-01-1-orders-in-154-stocks.md'

  test('a document of a branch with a slash in its name is rendered', async () => {
    const { status, text } = await pagesOver(story).get(document)
    expect(status).toBe(200)
    expect(text).toContain('<th scope="row">authors</th><td>incident-commander, release-engineer</td>')
  })

  test('a document shows its source when asked, each line with an anchor', async () => {
    const { text } = await pagesOver(story).get(`${document}?plain=1`)
    expect(text).toContain(
      '<tr id="L4"><td class="n"><a href="#L4">4</a></td><td class="mono">severity: SEV1</td></tr>',
    )
    expect(text).not.toContain('<th scope="row">')
  })

  test('a file without a rendered form shows its source', async () => {
    const { text } = await pagesOver(story).get('/acme/shop/blob/main/router.ts')
    expect(text).toContain('export function route(order: Order) {')
  })

  test('the front page shows folders first and the README rendered', async () => {
    const { text } = await pagesOver(story).get('/acme/shop')
    expect(text.indexOf('>postmortems</a>')).toBeLessThan(text.indexOf('>README.md</a>'))
    expect(text).toContain('href="/acme/shop/blob/main/docs/smars.md"')
    expect(text).toContain('<title>acme/shop: The order router</title>')
  })

  test('an empty repository says so', async () => {
    const { status, text } = await pagesOver(shop()).get('/acme/shop')
    expect(status).toBe(200)
    expect(text).toContain('This repository is empty')
  })
})

describe('what cannot be shown', () => {
  test.each([
    '/acme/nothing',
    '/acme/shop/issues/99',
    '/acme/shop/pull/99',
    '/acme/shop/blob/main/none.md',
    '/nobody',
    '/a/b/c/d',
  ])('%s is a 404 page with a sentence', async (path) => {
    const { status, text } = await pagesOver(story).get(path)
    expect(status).toBe(404)
    expect(text).toContain(`There is nothing at ${path}, or no longer.`)
    expect(text).toContain('<title>Page not found</title>')
  })

  test('another refusal of the API is a page that names it', async () => {
    const { status, text } = await pagesOver(shop({ '': { unexpected: true } })).get('/acme/shop')
    expect(status).toBe(502)
    expect(text).toContain('The API answered 500 to GET /repos/acme/shop: unexpected answer at name')
  })

  test('lists keep the filter that was asked for', async () => {
    const { get, asked } = pagesOver(story)
    const { text } = await get('/acme/shop/issues?state=closed&labels=incident')
    expect(asked).toContain('/repos/acme/shop/issues?state=closed&labels=incident&per_page=100')
    expect(text).toMatch(/state=closed&amp;labels=incident" aria-current="true">Closed/)
  })
})
