import { describe, expect, test } from 'vitest'
import { block, codeText, inlineText, plainTitle, pullTitle } from '../../../src/document/harmless/escape.ts'
import { parseMarkers, renderMarker } from '../../../src/document/markers/markers.ts'

const z = '\u200b'

describe('inlineText', () => {
  test.each([
    ['a mention', 'hi @everyone', `hi @${z}everyone`],
    ['a mention as an entity', '&#64;bob', '&amp;#64;bob'.replace('#64', `#${z}64`)],
    ['an issue', 'see #12 and o/r#12 and GH-12', `see #${z}12 and o/r#${z}12 and GH-${z}12`],
    ['a closing keyword before a link', 'Fixes: https://h/o/r/issues/1', `Fixes${z}: https://h/o/r/issues/1`],
    ['a reference in underscores', '_GH-12_', `\\_GH-${z}12\\_`],
    ['a comment', '<!-- x -->', '&lt;!-- x --&gt;'],
    ['line breaks', ' a\r\n\tb\u2028c ', 'a b c'],
    ['marks', '`a` *b* [c](d) ~e~ f|g \\', '\\`a\\` \\*b\\* \\[c\\](d) \\~e\\~ f\\|g \\\\'],
    ['underscores where they mark', '_a_ b_c', '\\_a\\_ b_c'],
    ['template tags', '{{x}} {{{y}}}', '\\{\\{x}} \\{\\{\\{y}}}'],
    ['bidi controls', 'a\u202eb\u2066c\u200fd', 'abcd'],
    ['letters that nobody sees', 'a\u3164b\u115fc\u034fd\u{e0101}', 'abcd'],
    ['a sign at the end', 'ask @', `ask @${z}`],
    ['tags and zero-width characters', 'a\u{e0041}\u200b\ufeffb', 'ab'],
    ['a heading', '# a', '\\# a'],
    ['a list', '1. a', '1\\. a'],
    ['nothing', ' \n ', ''],
    ['a mark that what follows could make an image of', 'down!', 'down\\!'],
    ['marks in an address', 'https://h/~a/*b', 'https://h/%7Ea/%2Ab'],
  ])('takes the power from %s', (_name, given, expected) => {
    expect(inlineText(given)).toBe(expected)
  })

  test('keeps an emoji that joiners hold together', () => {
    expect(inlineText('👩‍🚒 down')).toBe('👩‍🚒 down')
  })
})

describe('plainTitle', () => {
  test.each([
    ['a plain one', 'Checkout down', 'Checkout down'],
    ['several lines', 'a\nb', 'a b'],
    ['a mention', 'Ask @everyone', `Ask @${z}everyone`],
    ['a closing keyword', 'Fixes #12', `Fixes${z} #12`],
    ['emoji only', '🔥🔥', '🔥🔥'],
    ['a family', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['nothing that shows', '\u200e\u202e \n', 'Untitled'],
    ['Markdown', '`a` <!-- b -->', '`a` <!-- b -->'],
    ['what skips checks', 'a [skip ci] [CI skip] [no ci] b', `a [${z}skip ci] [${z}CI skip] [${z}no ci] b`],
    ['what skips actions', '[skip actions][actions skip]', `[${z}skip actions][${z}actions skip]`],
    [
      'what other systems read',
      '***NO_CI*** [ci-skip] [skip netlify]',
      `***NO_${z}CI*** [${z}ci-skip] [${z}skip netlify]`,
    ],
    ['what a trailer says', 'skip-checks: true', `skip-checks${z}: true`],
    ['words that only sound like it', '[skipped] tests, no CI for us', '[skipped] tests, no CI for us'],
  ])('handles %s', (_name, given, expected) => {
    expect(plainTitle(given)).toBe(expected)
  })

  test('of a pull request refers to no issue, as it may become the message of a commit', () => {
    expect(pullTitle('Fixes #12 and GH-13 [skip ci]')).toBe(`Fixes${z} #${z}12 and GH-${z}13 [${z}skip ci]`)
  })

  test('fits, and never halves a character', () => {
    expect(plainTitle('x'.repeat(300))).toBe(`${'x'.repeat(255)}…`)
    expect(plainTitle('🔥'.repeat(10), 8)).toBe('🔥🔥🔥…')
  })
})

describe('codeText', () => {
  test('between backticks, text shows as it is and is nothing else', () => {
    expect(codeText('a_b *c* {{d}} \\ <e')).toBe(`a_b *c* {{d}} \\ <${z}e`)
    expect(codeText('a `b` ``c')).toBe("a 'b' ''c")
    expect(codeText(' ')).toBe('')
  })

  test('text between backticks does nothing even where the code span is lost', () => {
    expect(codeText(codeText('Fixes: `['))).toBe(codeText('Fixes: `['))
    expect(codeText('@bob closes #1 GH-2 <b> a|b')).toBe(`@${z}bob closes${z} #${z}1 GH-${z}2 <${z}b> a\u00a6b`)
    expect(codeText('Fixes: `[')).toBe(`Fixes${z}: '[`)
  })

  test('text between backticks cannot smuggle in a marker', () => {
    expect(parseMarkers(codeText(renderMarker({ kind: 'reminder', slot: 'none/4' })))).toEqual([])
  })
})

describe('block', () => {
  test.each([
    ['headings go down', '# A\n## B\n#### C\n##### D', '#### A\n#### B\n#### C\n##### D'],
    ['underlined headings too', 'A\nb\n===\n\nC\n---', '#### A b\n\n#### C'],
    ['mentions break in text only', '@bob `@bob`\n\n```\n@bob\n```', `@${z}bob \`@bob\`\n\n\`\`\`\n@bob\n\`\`\``],
    ['mentions break as entities', '&#64;bob &commat;bob', `@${z}bob @${z}bob`],
    ['a mention after a late address', '[ a@b.co @bob', `[ a@b.co @${z}bob`],
    ['an address stays', 'mail bob@example.com', 'mail bob@example.com'],
    ['references break', '#12 o/r#13 GH-14 closes #15', `#${z}12 o/r#${z}13 GH-${z}14 closes${z} #${z}15`],
    ['closing what is named by its owner alone breaks', 'closes key#12', `closes${z} key#${z}12`],
    ['a closing keyword in underscores', '_Fixes #12_', `_Fixes${z} #${z}12_`],
    [
      'a closing keyword and a link in underscores',
      '_Fixes https://h/o/r/issues/1_',
      `_Fixes${z} https://h/o/r/issues/1_`,
    ],
    ['a reference in underscores', '_GH-12_', `_GH-${z}12_`],
    ['closing by URL breaks', 'closes https://h/o/r/issues/1', `closes${z} https://h/o/r/issues/1`],
    ['comments go', 'a <!-- hidden @x --> b\n\n<!--\n- [ ] c\n-->', 'a  b'],
    ['a comment without an end shows', 'a\n\n<!-- b\n\n# c', 'a\n\n&lt;!-- b\n\n#### c'],
    ['tags show as text', '<details>\n<b>x</b>\n</details>', '&lt;details>\n&lt;b>x&lt;/b>\n&lt;/details>'],
    ['what HTML hid is tamed too', '<div>\n# A\n@bob\n</div>', `&lt;div>\n#### A\n@${z}bob\n&lt;/div>`],
    ['a tag made by taking out a comment is seen', '<<!-- -->div>\n', '&lt;div>'],
    [
      'images become links',
      '![a](https://h/x.png) ![](https://h/y.png)',
      '[a](https://h/x.png) [image](https://h/y.png)',
    ],
    ['pasted screenshots become links', '<img width="1" alt="x" src="https://h/x.png" />', '[image](https://h/x.png)'],
    ['an open fence is closed', 'a\n\n~~~~js\nb', 'a\n\n~~~~js\nb\n~~~~'],
    ['a fence whose end is indented like code is open', '```\n    ```', '```\n    ```\n```'],
    ['an open fence alone is closed', '```', '```\n```'],
    ['a closed fence stays', '```\nb\n```', '```\nb\n```'],
    [
      'lists and tables stay',
      '- a\n  - b\n\n| a | b |\n| - | - |\n| 1 | 2 |',
      '- a\n  - b\n\n| a | b |\n| - | - |\n| 1 | 2 |',
    ],
    [
      'images within images become links too',
      '![![a](https://h/x.png)](https://h/y.png) [![b](https://h/z.png)](https://h)',
      '[[a](https://h/x.png)](https://h/y.png) [[b](https://h/z.png)](https://h)',
    ],
    [
      'hidden characters written as entities go',
      'a&#8238;b&#x200F;&lrm;&ZeroWidthSpace;c &hellip; `&lrm;`',
      'abc &hellip; `&lrm;`',
    ],
    [
      'a heading of action items is text',
      '## Action items\n- [ ] a\n\nFollow-ups\n===',
      'Action items\n- [ ] a\n\nFollow-ups',
    ],
    ['HTML that an entity split shows', '<&zwnj;script>x</&shy;script>', '&lt;script>x&lt;/script>'],
    [
      'by its number, with leading zeros, or nested',
      '<&#0008204;b> <&#x200C;i> <&zw&zwnj;nj;u>',
      '&lt;b> &lt;i> &lt;u>',
    ],
    ['a tag of a template that an entity split is broken', '{&zwnj;{ x }} {&shy;% y %}', '\\{\\{ x }} \\{\\% y %}'],
    ['or that entities make', '&lbrace;{ x }} {&#123; y }}', '\\{\\{ x }} {\\{ y }}'],
    ['a comment that an entity split opens nothing', '<!&zwnj;-- x', '&lt;!-- x'],
    ['nor an instruction at the end', 'Down.\n\n&zwnj;<?', 'Down.\n\n&lt;?'],
    ['nor a declaration or CDATA', '<&lrm;!X\n\n<!&lrm;[CDATA[ y', '&lt;!X\n\n&lt;\\![CDATA[ y'],
    ['an image behind a mark becomes a link', '!![x](https://h/x.png)', '[x](https://h/x.png)'],
    ['an image that an entity split, too', '!&zwnj;[x](https://h/x.png)', '[x](https://h/x.png)'],
    ['what could be an image by a name of elsewhere is text', '![removed] and ![a][b]', '\\![removed] and \\![a][b]'],
    [
      'links by name say where they lead, and their definitions go',
      'See [the log][l] and ![it][l], [l].\n\n[l]: https://h/l "t"\n[removed]: https://evil.example',
      'See [the log](https://h/l) and [it](https://h/l), [l](https://h/l).',
    ],
    ['footnotes are text', 'a[^1]\n\n[^1]: b', 'a[^1]\n\n\\[^1]: b'],
    [
      'links that run something are text',
      '[a](javascript:x) [b](&#106;ava&Tab;script&colon;x) <javascript:y> [c](data:text/html,x) [d][e]\n\n[e]: vbscript:z',
      '\\[a\\](javascript:x) \\[b\\](java script\\:x) &lt;javascript:y> \\[c\\](data:text/html,x) \\[d][e]',
    ],
    [
      'nor links that do once entities are read twice',
      '[a](javascript&amp;colon;x)',
      '\\[a\\](javascript&amp;colon;x)',
    ],
    [
      'links that lead somewhere stay',
      '[a](https://h "t") <https://h> www.h.io [b](../c.md#d) [e](mailto:f@g.io)',
      '[a](https://h "t") <https://h> www.h.io [b](../c.md#d) [e](mailto:f@g.io)',
    ],
    [
      'a reference by escapes and entities breaks',
      'closes&colon; GH\\-12 o/r&num;13',
      `closes${z}\\: GH\\-${z}12 o/r\\#${z}13`,
    ],
    ['mathematics is text', '$$x$$ costs $5', `$${z}$x$${z}$ costs $5`],
    ['front matter is a rule', '---\na: 1\n\n---\n\nb', '***\na: 1\n\n---\n\nb'],
    ['entities that show stay', 'a&nbsp;b &eacute; &amp;lt; &copy', 'a&nbsp;b &eacute; &amp;lt; &copy'],
    [
      'what people write stays as they wrote it',
      '> _Quoted_ **text** with `code <b>` and [x] [P1] a < b, 5 > 3 & more!\n\n1. one\n   - two\n\n***\n\n~~~js\n<b>{{x}}</b>\n~~~',
      '> _Quoted_ **text** with `code <b>` and [x] [P1] a < b, 5 > 3 & more!\n\n1. one\n   - two\n\n***\n\n~~~js\n<b>{{x}}</b>\n~~~',
    ],
    [
      'closing breaks whatever stands between',
      'closes: **https://h/o/r/issues/1**',
      `closes${z}: **https://h/o/r/issues/1**`,
    ],
    ['hidden characters go', 'a\u202eb\r\nc', 'ab\nc'],
    [
      'prose stays as it was written',
      'It (see `a_b(@x)`) was *slow*.\n\n1) [Graph](https://h.io/a?b=1&c=2#d), https://h.io/e_f.\n- [x] 5 < 6 & ~3 min | \\*',
      'It (see `a_b(@x)`) was *slow*.\n\n1) [Graph](https://h.io/a?b=1&c=2#d), https://h.io/e_f.\n- [x] 5 < 6 & ~3 min | \\*',
    ],
    ['a mention in the words of a link breaks', '[@bob](https://h.io/@bob)', `[@${z}bob](https://h.io/@bob)`],
    ['a mention right behind an address of mail', 'a@b.co@bob a@b.coa@b.co-', `a@b.co@${z}bob a@b.coa@${z}b.co-`],
    ['an image whose mark stands before a link', 'a ![b](https://h.io)', 'a [b](https://h.io)'],
    ['an address within code that ends elsewhere', '[a`]:`b\n\n[a`]', '[a\\`](`b)'],
    ['what a list item begins with', '1. # a\n\n- > b\n\n2. ```\n   c', '1. #### a\n\n- > b\n\n2. ```\n   c'],
    ['a rule between paragraphs stays', 'a\n\n---\n\nb', 'a\n\n---\n\nb'],
    ['a table below a paragraph stays', 'a | b\n:- | -\nc | d', 'a | b\n:- | -\nc | d'],
    [
      'code with blank lines stays',
      '```\na\n\n@bob\n\n![x](u)\n```\n\n@bob',
      `\`\`\`\na\n\n@bob\n\n![x](u)\n\`\`\`\n\n@${z}bob`,
    ],
    [
      'code within a list ends with it, and what follows is none',
      '- ```\n\nx\n\n```\n\n```\n\n![x](https://h)\n\n```',
      '- ```\n\nx\n\n```\n\n```\n\n[x](https://h)\n\n```\n```',
    ],
    ['indented code is code between marks', 'a\n\n    b\n\n    ```\n\nc', 'a\n\n````\nb\n\n```\n````\n\nc'],
    ['indented code that begins with a fence', 'a\n\n    ```\n    @b', 'a\n\n````\n```\n@b\n````'],
    [
      'indented code in a list or a quote stays in it',
      '1. a\n\n       @b\n\n> -     c\n>       d',
      '1. a\n\n   ```\n   @b\n   ```\n\n> - ```\n>   c\n>   d\n>   ```',
    ],
    [
      'tabs before the text of a line are spaces, which say the same behind the mark of a quote',
      '\tx\n\n1. a\n\n\t\t@b\n\n```\n\tc\td\n```',
      '```\nx\n```\n\n1. a\n\n   ```\n    @b\n   ```\n\n```\n    c\td\n```',
    ],
    [
      'code that is a paragraph of a list for another reader',
      '-   \n  \n    @acme/ops <img src="x">',
      '-   \n  \n```\n@acme/ops <img src="x">\n```',
    ],
    ['a mark of code that opens none makes none of other code text', 'a ``` `b` `@c`', 'a \\`\\`\\` `b` `@c`'],
    ['mail that is none for GitHub', 'a .@b.co@c', `a .\\@${z}b.co@${z}c`],
    ['a reference before an address of mail that is none for GitHub', '#1.a@b.co@c', `#${z}1.a@b.co@${z}c`],
    ['a page behind a bracket is none', 'a]www.h.io/@bob', `a]www\\.h.io/@${z}bob`],
    [
      'an address that only GitHub takes for one takes no link in',
      'ftp://h[x](https://h "@b")',
      'ftp\\://h[x](https://h "@b")',
    ],
    ['what is no link for one reader only is none', '[x](vbscript:x\\)[y](u "t")', '[x\\](vbscript:x\\)[y](u "t")'],
    [
      'what only GitHub takes for a table splits no code',
      'a\n    b | c\n:- | -\n`@d | e`',
      'a\n    b | c\n\\:- | -\n`@d | e`',
    ],
    ['code on several lines is on one', '> `a\n> b\n>     c`', '> `a b c`'],
    ['the title of a link is on its line', '[a](https://h "b\n    c")', '[a](https://h "b c")'],
    ['nothing stays nothing', ' \n\n', ''],
  ])('%s', (_name, given, expected) => {
    expect(block(given)).toBe(expected)
  })

  test('says when it cut, after closing what the cut opened', () => {
    const written = block(`\`\`\`\n${'x'.repeat(100)}`, 80)
    expect(written).toMatch(/^```\nx{10,27}\n```\n\n…cut: the text is longer than 80 characters\.$/)
    expect(written.length).toBeLessThanOrEqual(80)
    expect(block(written, 80)).toBe(written)
  })

  test.each([
    ['headings', '# a\n'.repeat(4000)],
    ['links by name', `[a]: https://h/x\n\n${'[a] '.repeat(1500)}`],
    ['tags', '<b>&zwnj;'.repeat(4000)],
  ])('fits, however much %s grow by what makes them harmless', (_name, text) => {
    const written = block(text)
    expect(written.length).toBeLessThanOrEqual(20_000)
    expect(block(written)).toBe(written)
  })

  test('cannot smuggle in a marker by code or a link target', () => {
    const marker = renderMarker({ kind: 'reminder', slot: 'none/4' })
    for (const text of [
      marker,
      `\`${marker}\``,
      `\`\`\`\n${marker}\n\`\`\``,
      `[a](${marker})`,
      `[a]: <${marker}>`,
      `    ${marker}`,
      `<!-${marker}`,
    ]) {
      expect(parseMarkers(block(text)), text).toEqual([])
    }
  })

  test('loses no words where the parser would have too much to do', () => {
    const steps = `${'a `'.repeat(300)}\n\n${'[x][y] '.repeat(2_500)}\n\n[y]: https://h.io`
    expect(block(steps)).toContain('y')
    expect(block('[x]: https://h.io \\\\\\[^1\\\\\\]: words <b> *\n'.repeat(380))).toContain('words')
  })

  test('survives nesting that would overflow a parser', () => {
    expect(block('>'.repeat(20_000))).not.toMatch(/^>/)
    expect(block('- '.repeat(10_000)).length).toBeGreaterThan(0)
  })
})

describe('a block below a list of the app’s', () => {
  test.each([
    ['a fence', '   ```\n   code\n   ```\n\nafter', '```\ncode\n```\n\nafter'],
    ['items', '  - one\n  - two\n    - deeper', '- one\n- two\n  - deeper'],
    ['a first line alone', '  one\ntwo\n   three', 'one\ntwo\n three'],
  ])('begins at the margin, so that it is no part of it: %s', (_name, given, expected) => {
    expect(block(given, 200)).toBe(expected)
  })
})
