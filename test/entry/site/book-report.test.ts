import { describe, expect, it } from 'vitest'
import { readLibraryDocument } from '../../../src/document/library/library-document.ts'
import { aftermath } from '../terminal.ts'

const html = `<!doctype html><html><head><title>Ignored</title><meta property="og:title" content="Orders nobody &lt;placed&gt; @all">
<meta property="og:site_name" content="SEC"><meta property="article:published_time" content="2013-10-16T10:00:00Z">
<script>var day = '1999-01-01'</script></head>
<body><nav><h2>Menu</h2></nav><article><h1>Orders nobody placed</h1><p>On August 1, 2012 it <b>began</b>.</p>
<h2>What went wrong, #1</h2><p>Secret sentence of theirs. 2012-08-02.</p><h3>{{title}}</h3></article></body></html>`

const run = (
  args: readonly string[],
  files: Readonly<Record<string, string>>,
  fetch?: (url: string) => Promise<Response>,
) => aftermath({}, ['book-report', ...args], 'never', files, fetch)

describe('book-report', () => {
  it('starts with what can be read of a page, and holds no sentence of theirs', async () => {
    const fetch = async () => new Response(html, { headers: { 'content-type': 'text/html' } })
    const { code, out } = await run(['https://example.com/orders'], {}, fetch)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^---\ntitle: .*placed.*\nsource: .*https:\/\/example\.com\/orders.*\nauthors:\ntags: \[\]\n---\n\n# Book report: Orders nobody &lt;placed&gt; @.all\n/,
    )
    expect(out).toContain('Days that their account names: 2012-08-01, 2012-08-02.')
    expect(out).toContain('- What went wrong, #')
    expect(out).toMatch(
      /^- \[Orders nobody .*\]\(https:\/\/example\.com\/orders\), SEC, published 2013-10-16, read on \d{4}-\d{2}-\d{2}$/m,
    )
    expect(out).not.toMatch(/Secret|Menu|Ignored|1999|\{\{title/)
    expect(out).toContain('<!-- What broke, when, for how long and for whom?')
  })

  it('stands beside the own ones in the library, marked so', async () => {
    const fetch = async () => new Response(html)
    const { out } = await run(['https://example.com/orders'], {}, fetch)
    expect(readLibraryDocument(out, { path: 'a.md' })).toMatchObject({ cites: 'https://example.com/orders', items: [] })
  })

  it('reads a file of Markdown', async () => {
    const { out } = await run(['them.md'], { 'them.md': '# A *night*\n\n## Timeline\n\n2021-03-02 it began\n' })
    expect(out).toContain('# Book report: A night\n')
    expect(out).toContain('- Timeline\n')
    expect(out).toMatch(/^- A night, them\.md, read on /m)
    expect(out).not.toContain('source:')
  })

  it.each([
    ['no file', ['gone.md'], 2, /There is no file gone\.md/],
    ['an empty file', ['empty.md'], 1, /There is nothing in empty\.md/],
    ['a page that is not there', ['https://example.com/404'], 1, /answers 404\. Save the page, and name the file\./],
    ['a picture', ['https://example.com/picture'], 1, /is no text in UTF-8/],
    ['a server that is not there', ['https://example.com/down'], 1, /cannot be read: no route/],
  ])('says what is wrong: %s', async (_, args, code, sentence) => {
    const fetch = async (url: string) => {
      if (url.endsWith('down')) throw new Error('no route')
      return url.endsWith('404') ? new Response('', { status: 404 }) : new Response(new Uint8Array([0, 255]))
    }
    const ran = await run(args, { 'empty.md': ' \n' }, fetch)
    expect(ran.err).toMatch(sentence)
    expect(ran.code).toBe(code)
  })
})
