import { describe, expect, test } from 'vitest'
import { block, codeText, inlineText, plainTitle } from '../../src/document/escape.ts'
import { parseMarkers, renderMarker } from '../../src/document/markers.ts'

const z = '\u200b'

describe('inlineText', () => {
  test.each([
    ['a mention', 'hi @everyone', `hi @${z}everyone`],
    ['a mention as an entity', '&#64;bob', '&amp;#64;bob'.replace('#64', `#${z}64`)],
    ['an issue', 'see #12 and o/r#12 and GH-12', `see #${z}12 and o/r#${z}12 and GH-${z}12`],
    ['a closing keyword before a link', 'Fixes: https://h/o/r/issues/1', `Fixes${z}: https://h/o/r/issues/1`],
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
  ])('handles %s', (_name, given, expected) => {
    expect(plainTitle(given)).toBe(expected)
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
    expect(codeText('@bob closes #1 GH-2 <b> a|b')).toBe(`@${z}bob closes${z} #${z}1 GH-${z}2 <${z}b> a\u00a6b`)
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
    [
      'closing breaks whatever stands between',
      'closes: **https://h/o/r/issues/1**',
      `closes${z}: **https://h/o/r/issues/1**`,
    ],
    ['hidden characters go', 'a\u202eb\r\nc', 'ab\nc'],
    ['nothing stays nothing', ' \n\n', ''],
  ])('%s', (_name, given, expected) => {
    expect(block(given)).toBe(expected)
  })

  test('says when it cut, after closing what the cut opened', () => {
    expect(block(`\`\`\`\n${'x'.repeat(50)}`, 20)).toBe(
      `\`\`\`\n${'x'.repeat(16)}\n\`\`\`\n\n…cut: the text is longer than 20 characters.`,
    )
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

  test('survives nesting that would overflow a parser', () => {
    expect(block('>'.repeat(20_000))).not.toMatch(/^>/)
    expect(block('- '.repeat(10_000)).length).toBeGreaterThan(0)
  })
})
