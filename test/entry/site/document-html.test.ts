import { describe, expect, it, test } from 'vitest'
import { documentHtml } from '../../../src/entry/site/document-html.ts'
import type { BodyOptions } from '../../../src/entry/site/readable-body.ts'

const nowhere: BodyOptions = {
  title: 'T',
  topLevel: 2,
  link: (target) => (/^https?:/.test(target) ? target : null),
  picture: (target) => (target === 'own.png' ? '../assets/pictures/own.png' : null),
}
const html = (markdown: string) => documentHtml(markdown, nowhere).join('\n')

describe('what a document holds acts nowhere:', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script within Markdown', 'a <script src=https://evil.example/x.js></script> b'],
    ['a handler', '<img src=own.png onerror=alert(1)>'],
    ['a handler on a link', '<a href="https://example.com" onclick="alert(1)">x</a>'],
    ['an address of script', '[x](javascript:alert(1))'],
    ['an address of script, spelt with characters', '[x](java&#x09;script:alert(1))'],
    ['an address of script in HTML', '<a href=" JAVASCRIPT:alert(1)">x</a>'],
    ['an address of data', '[x](data:text/html;base64,PHNjcmlwdD4=)'],
    [
      'SVG',
      '<svg onload=alert(1)><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    ],
    ['MathML', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'],
    ['a style', '<style>body{display:none}</style><p style="position:fixed;inset:0">x</p>'],
    ['a frame', '<iframe src="https://evil.example"></iframe><object data=x></object><embed src=x>'],
    ['a form', '<form action="https://evil.example"><input name=a><button formaction=x>x</button></form>'],
    [
      'a page of its own',
      '<meta http-equiv=refresh content="0;url=https://evil.example"><base href="https://evil.example"><link rel=stylesheet href=x>',
    ],
    [
      'a picture from elsewhere',
      '![x](https://evil.example/p.png) <img srcset="https://evil.example/q.png"> <video poster=https://evil.example/r.png>',
    ],
    ['a comment that ends early', '<!--> <script>alert(1)</script> -->'],
    ['a title that breaks out', '[x](https://example.com "a\\"><script>alert(1)</script>")'],
  ])('%s', (_, markdown) => {
    const made = html(markdown)
    expect(made).not.toMatch(/<(?:script|svg|math|style|iframe|object|embed|form|button|input|meta|base|link|video)\b/i)
    expect(made).not.toMatch(/<[^>]*\s(?:on\w+|style|srcset|formaction|poster)\s*=/i)
    expect(made).not.toMatch(/(?:href|src)="\s*(?:javascript|data|vbscript):/i)
    expect(made).not.toMatch(/src="(?!\.\.\/assets\/)/)
  })

  it('a name takes no part of the page around it', () => {
    expect(html('<a id="main" name="search"></a>\n\n# Main\n')).not.toMatch(/\bid="(?:main|search)"/)
  })

  it('characters that turn the direction are gone, and each block keeps its own', () => {
    expect(html('a \u202eb\u2066')).toBe('<p dir="auto">a b</p>')
  })
})

describe('a document is readable:', () => {
  test('headings stand below the one of the page, with names to which links lead', () => {
    expect(html('# T\n\n# One\n\n### Two\n\n[there](#two)\n')).toMatch(
      /<h2 id="user-content-one".*<h4 id="user-content-two".*<a href="#user-content-two">there<\/a>/s,
    )
  })

  it.each([
    ['a link that leads nowhere is its words', '[other](gone.md)', '<p dir="auto"><span>other</span></p>'],
    [
      'a link without words shows its address',
      '[](https://example.com/a)',
      'href="https://example.com/a" rel="noopener noreferrer nofollow">https://example.com/a</a>',
    ],
    ['a picture that cannot be shown is told', '![a graph](gone.png)', '<span class="picture">Picture: a graph</span>'],
    ['a picture without words says so', '![](own.png)', 'alt="without a description"'],
    ['a box is read aloud', '- [x] done', '<span class="box" role="img" aria-label="Done:">☑</span>'],
    [
      'a table scrolls by the keyboard',
      '| a |\n| - |\n| b |',
      '<div class="wide" tabindex="0" role="group" aria-label="Table">',
    ],
    [
      'a diagram is folded away, as it is written',
      '```mermaid\ngantt\n```',
      '<details><summary>A diagram, as it is written</summary>',
    ],
    [
      'what HTML folds stays folded',
      '<details><summary>More</summary>\n\nx\n\n</details>',
      '<details><summary dir="auto">More</summary>',
    ],
  ])('%s', (_, markdown, expected) => {
    expect(html(markdown)).toContain(expected)
  })
})

describe('what is too much is shown, and does no harm:', () => {
  it.each([
    ['a megabyte', 'word '.repeat(200_000)],
    ['quotes a thousand deep', `${'>'.repeat(1000)} x`],
    ['tags ten thousand deep', '<div>'.repeat(10_000)],
    ['emphasis ten thousand deep', `${'*a _b '.repeat(5_000)}`],
  ])('%s', (_, text) => {
    const parts = documentHtml(text, nowhere)
    expect(parts.length).toBeGreaterThan(0)
    for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThan(400_000)
  })

  test('a long document is cut into parts between blocks', () => {
    const parts = documentHtml(
      Array.from({ length: 300 }, (_, at) => `Paragraph ${at} ${'word '.repeat(100)}`).join('\n\n'),
      nowhere,
    )
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) {
      expect(Buffer.byteLength(part)).toBeLessThan(80_000)
      expect(part).toMatch(/^<p .*<\/p>$/s)
    }
  })
})
