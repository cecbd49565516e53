import { describe, expect, test } from 'vitest'
import { renderMarkdown, renderMarkdownFile } from '../../sandbox/pages/markdown/render.ts'

const shown = (text: string) => String(renderMarkdown(text, { repository: 'acme/shop', webUrl: 'http://h' })).trim()

describe('Markdown from strangers', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script inside a paragraph', 'hello <script>alert(1)</script> there'],
    ['an image with a handler', '<img src=x onerror=alert(1)>'],
    [
      'a handler on an allowed element',
      '<details onclick=alert(1) ontoggle="x"><summary onclick=x>s</summary></details>',
    ],
    ['a style element', '<style>body{display:none}</style>'],
    ['an iframe', '<iframe src="http://evil.example"></iframe>'],
    ['an svg with a handler', '<svg/onload=alert(1)>'],
    ['a javascript link', '[x](javascript:alert(1))'],
    ['a javascript link with a tab', '[x](java&Tab;script:alert(1))'],
    ['a javascript link in capitals', '[x](JaVaScRiPt:alert(1))'],
    ['a javascript link by entity', '[x](javascript&colon;alert(1))'],
    ['a javascript autolink', '<javascript:alert(1)>'],
    ['a data link', '[x](data:text/html,<script>alert(1)</script>)'],
    ['a vbscript link by reference', '[x][y]\n\n[y]: vbscript:alert(1)'],
    ['a quote that leaves the title', '[x](http://a "\\" onmouseover=\\"alert(1)")'],
    ['a quote that leaves the language', '```"><script>alert(1)</script>\nx\n```'],
    ['a script in a mermaid block', '```mermaid\ngantt\ntitle <script>alert(1)</script>\nsection <img onerror=x>\n```'],
    ['a script as the alt text of an image', '![<script>alert(1)</script>](http://a/b.png)'],
    ['a script in front matter', '---\n<script>: <script>alert(1)</script>\n---\n'],
  ])('%s does nothing', (_, text) => {
    const markup = String(renderMarkdownFile(text))
    const tags = [...markup.matchAll(/<([a-z]+)([^>]*)>/gi)]
    expect(tags.map(([, name]) => name)).not.toEqual(expect.arrayContaining(['script']))
    for (const [tag, name, attributes] of tags) {
      expect(['script', 'img', 'style', 'iframe', 'svg'], tag).not.toContain(name)
      expect(attributes).not.toMatch(/\son\w+\s*=/i)
      expect(attributes).not.toMatch(/href="\s*(?:javascript|data|vbscript)/i)
    }
  })

  test('an image becomes a link, so that no page loads anything from elsewhere', () => {
    expect(shown('![chart](http://elsewhere.example/c.png)')).toBe(
      '<p><a href="http://elsewhere.example/c.png" rel="nofollow noreferrer">Image: chart</a></p>',
    )
  })

  test('a stray closing tag cannot close an element around the text', () => {
    expect(shown('</details>\n\nafter')).not.toContain('</details>')
    expect(shown('- <details>\n\n</details>\n\nafter').match(/<\/?details>/g)).toEqual(['<details>', '</details>'])
  })

  test('an open tag is closed at the end of the text', () => {
    expect(shown('<details><summary>s</summary>\n\ntext')).toMatch(/<\/p>\s*<\/details>$/)
  })

  test('comments are hidden, on one line, on several, and within a sentence', () => {
    expect(shown('a <!-- x --> b\n\n<!--\ny\n\nz -->\n\nc')).not.toMatch(/[xyz]|--|&lt;/)
  })

  test('nesting too deep to read is shown as plain text', () => {
    expect(shown('> '.repeat(20_000))).toMatch(/^<(pre|blockquote)>/)
  })
})

describe('what GitHub adds to Markdown', () => {
  test('task lists have boxes that say whether they are done', () => {
    expect(shown('- [ ] first\n- [x] second')).toBe(
      '<ul>\n<li class="task"><input type="checkbox" disabled aria-label="Open"> first</li>\n<li class="task"><input type="checkbox" disabled checked aria-label="Done"> second</li>\n</ul>',
    )
  })

  test.each([
    ['a person', 'ask @trading-ops now', '<a class="mention" href="/trading-ops">@trading-ops</a>'],
    ['a team, which has no page', 'ask @acme/traders', '<strong class="mention">@acme/traders</strong>'],
    ['an issue here', 'see #12.', '<a href="/acme/shop/issues/12">#12</a>'],
    ['an issue elsewhere', 'see acme/site#3', '<a href="/acme/site/issues/3">acme/site#3</a>'],
    ['the address of an issue, shortened', 'see http://h/acme/shop/issues/4', '>#4</a>'],
  ])('%s is linked', (_, text, expected) => {
    expect(shown(text)).toContain(expected)
  })

  test.each([
    ['an e-mail address', 'write to a@b.example', 'class="mention"'],
    ['code', '`@trading-ops #12`', '<a'],
    ['a neutralised mention', 'hello @\u200beveryone', '<a'],
    ['a word that ends in a number sign', 'C#12', '<a'],
  ])('%s is left alone', (_, text, absent) => {
    expect(shown(text)).not.toContain(absent)
  })

  test('a link whose text mentions somebody holds no second link', () => {
    expect(shown('[@me #1](http://a)').match(/<a /g)).toHaveLength(1)
  })

  test.each(['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'])('an alert of kind %s has its title', (kind) => {
    const markup = shown(`> [!${kind}]\n> mind **this**`)
    expect(markup).toContain(`<div class="alert ${kind.toLowerCase()}"><p class="alert-title">`)
    expect(markup).toContain('<p>mind <strong>this</strong></p>')
  })

  test('a quote that is no alert stays a quote', () => {
    expect(shown('> [!LOUD]\n> x')).toMatch(/^<blockquote>/)
  })
})

describe('documents', () => {
  test('front matter is a table above the text', () => {
    const markup = String(
      renderMarkdownFile('---\ntitle: "A & B"\nincidents: [12, 15]\nstarted: 2012-08-01\n---\n# Text\n'),
    )
    expect(markup).toContain('<tr><th scope="row">title</th><td>A &amp; B</td></tr>')
    expect(markup).toContain('<tr><th scope="row">incidents</th><td>12, 15</td></tr>')
    expect(markup).toContain('<tr><th scope="row">started</th><td>2012-08-01</td></tr>')
    expect(markup.indexOf('</table>')).toBeLessThan(markup.indexOf('<h1'))
  })

  test('broken front matter is shown with a sentence, and the text below still appears', () => {
    const markup = String(renderMarkdownFile('---\ntitle: [unclosed\n---\n# Text\n'))
    expect(markup).toContain('Error in the front matter')
    expect(markup).toContain('title: [unclosed')
    expect(markup).toContain('Text</h1>')
  })

  test('a comment has no front matter: three dashes are a line there', () => {
    expect(shown('---\ntitle: x\n---')).not.toContain('front-matter')
  })

  test('equal headings get different anchors', () => {
    const markup = String(renderMarkdownFile('## What went well?\n\n## What went well?\n'))
    expect(markup).toContain('id="what-went-well"')
    expect(markup).toContain('id="what-went-well-1"')
  })

  test('relative links start from the document', () => {
    const markup = String(renderMarkdownFile('[x](../docs/a.md#b)', { base: '/acme/shop/blob/main/postmortems/1.md' }))
    expect(markup).toContain('href="/acme/shop/blob/main/docs/a.md#b"')
  })
})

describe('Mermaid', () => {
  const figure = (source: string) => shown(`\`\`\`mermaid\n${source}\n\`\`\``)

  test('a chart that is not understood shows its source under its title', () => {
    const markup = figure('sequenceDiagram\ntitle: Who told whom\nA->>B: hi')
    expect(markup).toContain('<figcaption>Mermaid sequenceDiagram: Who told whom</figcaption>')
    expect(markup).toContain('A-&gt;&gt;B: hi')
    expect(markup).not.toContain('<svg')
  })

  test('a gantt chart has one bar a task, as long as the task', () => {
    const markup = figure('gantt\ndateFormat HH:mm\nsection A\nFirst :a, 12:00, 13:00\nSecond :crit, 13:00, 2h')
    const bars = [...markup.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)"/g)].map(([, x, size]) => [
      Number(x),
      Number(size),
    ])
    expect(bars).toHaveLength(2)
    expect((bars[1]?.[1] ?? 0) / (bars[0]?.[1] ?? 1)).toBeCloseTo(2)
    expect(bars[1]?.[0]).toBeCloseTo((bars[0]?.[0] ?? 0) + (bars[0]?.[1] ?? 0))
    expect(markup).toContain('<summary>Source</summary>')
  })

  test.each([
    ['a task without a start', 'gantt\nFirst :a, 2h'],
    ['a task that starts after an unknown one', 'gantt\nFirst :a, after z, 2h'],
    ['a task that ends before it starts', 'gantt\nFirst :a, 13:00, 12:00'],
    ['a line of another kind', 'gantt\nFirst :a, 12:00, 13:00\nclick a call f()'],
    ['a slice without a number', 'pie\n"a" : many'],
    ['slices that add up to nothing', 'pie\n"a" : 0'],
  ])('%s is not drawn', (_, source) => {
    expect(figure(source)).not.toContain('<svg')
  })

  test('a pie chart names each slice with its number and share', () => {
    const markup = figure('pie title Servers\n"new code" : 7\n"old code" : 1')
    expect(markup).toContain('<figcaption>Mermaid pie: Servers</figcaption>')
    expect(markup).toContain('new code: 7 (88 %)')
    expect(markup).toContain('old code: 1 (13 %)')
  })
})

test('the end of a line shows in a comment and not in a file', () => {
  expect(shown('one\ntwo')).toBe('<p>one<br>two</p>')
  expect(String(renderMarkdownFile('one\ntwo')).trim()).toBe('<p>one\ntwo</p>')
})
