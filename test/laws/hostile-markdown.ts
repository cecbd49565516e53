import fc from 'fast-check'

/** Characters that nobody sees, as themselves and by every name that they have. */
const unseen = fc.constantFrom(
  ...['\u200b', '\u200c', '\u200d', '\u00ad', '\u202e', '\u2066', '\ufeff', '\u2060', '\u3164', '\u{e0041}', '\u0000'],
  ...[
    '&zwnj;',
    '&zwj;',
    '&shy;',
    '&lrm;',
    '&NoBreak;',
    '&ZeroWidthSpace;',
    '&#8203;',
    '&#x200b;',
    '&#0008203;',
    '&#xAD;',
  ],
  ...['&InvisibleTimes;', '&#x1b;', '&#0;', '&#x0;', '&#8238;', '&amp;zwnj;', '&&zwnj;zwnj;', '&zw&shy;nj;', '<!---->'],
)

/** A mark, written out, by its names, escaped, and with what nobody sees beside it. */
function written(mark: string): fc.Arbitrary<string> {
  const code = mark.codePointAt(0) ?? 0
  const named = names.get(mark) ?? []
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(mark) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...[
          `&#${code};`,
          `&#x${code.toString(16)};`,
          `&#${String(code).padStart(7, '0')};`,
          `&#X00${code.toString(16)};`,
        ],
        ...[`&#${code}`, `&amp;#${code};`, `\\${mark}`, `\\\\${mark}`, ...named],
      ),
    },
    { weight: 1, arbitrary: unseen.map((between) => mark + between) },
  )
}

const names = new Map([
  ['<', ['&lt;', '&LT;', '&lt', '&amp;lt;']],
  ['>', ['&gt;', '&GT;']],
  ['&', ['&amp;', '&AMP;']],
  ['[', ['&lbrack;', '&lsqb;']],
  [']', ['&rbrack;', '&rsqb;']],
  ['{', ['&lbrace;', '&lcub;']],
  ['!', ['&excl;']],
  ['@', ['&commat;']],
  ['#', ['&num;']],
  ['`', ['&grave;', '&DiacriticalGrave;']],
  [':', ['&colon;']],
  ['(', ['&lpar;']],
  ['*', ['&ast;', '&midast;']],
  ['$', ['&dollar;']],
  ['\n', ['&NewLine;', '&#10;', '&#13;']],
  ['\t', ['&Tab;', '&#9;']],
  ['-', ['&#45;', '&hyphen;']],
])

/** A word of the language that GitHub, a parser or the app listens to, each of its marks written in any way. */
function word(text: string): fc.Arbitrary<string> {
  const parts = [...text].map((character) => (/[\w ]/.test(character) ? plainOrCoded(character) : written(character)))
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(text) },
    { weight: 3, arbitrary: fc.tuple(...parts).map((all) => all.join('')) },
  )
}

function plainOrCoded(character: string): fc.Arbitrary<string> {
  const code = character.codePointAt(0) ?? 0
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant(character) },
    { weight: 1, arbitrary: fc.constantFrom(`&#${code};`, `&#x${code.toString(16)};`) },
    { weight: 1, arbitrary: unseen.map((between) => between + character) },
  )
}

const words = fc.oneof(
  ...[
    ...[
      '<script>',
      '</script>',
      '<!-- x',
      '-->',
      '<!--',
      '<?',
      '?>',
      '<!X',
      '<![CDATA[',
      ']]>',
      '<div>',
      '<pre>',
      '<textarea>',
    ],
    ...[
      '<b onclick="x">',
      '</details>',
      '<img src="https://h/x.png">',
      '<style>',
      '<x-y>',
      '<a\n',
      '<https://h>',
      '<a@b.co>',
    ],
    ...[
      '<javascript:alert(1)>',
      '[x](javascript:alert(1))',
      '[x](java\tscript:x)',
      '[x](<data:text/html,x>)',
      '[x](vbscript:x)',
    ],
    ...[
      '[removed]',
      '[removed]: https://evil',
      '[a]: javascript:x',
      '[a]: <https://h/(> "t"',
      '[a][removed]',
      '[a][]',
      '![a][a]',
      '[^1]: x',
    ],
    ...[
      '[^1]',
      '![x](https://h/x.png)',
      '!![x](u)',
      '![',
      '](',
      '[x](u "t")',
      '[![y](v)](w)',
      'www.h.io',
      'https://h/o/r/issues/1',
    ],
    ...[
      '{{x}}',
      '{{{body}}}',
      '{% x %}',
      '{{#a}}',
      '@bob',
      '@acme/ops',
      '#12',
      'o/r#12',
      'GH-12',
      'ftp://h',
      ']www.h.io/@bob',
      '`@bob`',
      'closes #12',
      'Fixes: https://h/o/r/issues/1',
      '[skip ci]',
      '[ci skip]',
      '[no ci]',
      '***NO_CI***',
      'skip-checks: true',
    ],
    ...[
      '```',
      '~~~',
      '~~~~ js',
      '````',
      '`',
      '``',
      '$$',
      '$',
      '*',
      '**',
      '_',
      '~~',
      '|',
      '---',
      '===',
      '***',
      '# ',
      '## Action items',
    ],
    ...[
      '- ',
      '* ',
      '1. ',
      '> ',
      '- [ ] ',
      '    ',
      '\t',
      '+ ',
      '>>> ',
      '> [!NOTE]',
      '**Action items**',
      'Follow-ups:',
      'TODO: x',
      'We will do the following:',
    ],
    ...[
      '<!-- aftermath:v1 reminder {"slot":"none/4"} -->',
      '| Action | Owner |\n| - | - |\n| x | y |',
      '---\nkey: x\n---',
      '\\',
      'word',
      'two words',
      'a',
    ],
  ].map(word),
)

const breaks = fc.constantFrom(
  '\n',
  '\n\n',
  '\n\n\n',
  '\r\n',
  '\r',
  '  \n',
  '\\\n',
  '\n    ',
  '\n> ',
  '\n- ',
  '\n  ',
  '\n\t',
  '\n\n\t\t',
  '\u2028',
  '',
)
const piece = fc.oneof(
  { weight: 8, arbitrary: words },
  { weight: 3, arbitrary: breaks },
  { weight: 1, arbitrary: unseen },
)
const flat = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''))

/** What stands around what is hostile, so that it is found within. */
const around = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `> ${text.replaceAll('\n', '\n> ')}`,
  (text) => `- ${text.replaceAll('\n', '\n  ')}`,
  (text) => `1. ${text}`,
  (text) => `\`\`\`\n${text}`,
  (text) => `\`${text}\``,
  (text) => `[${text}](https://h)`,
  (text) => `![${text}](https://h)`,
  (text) => `[x](${text})`,
  (text) => `[${text}]: https://h\n\n[${text}]`,
  (text) => `**${text}**`,
  (text) => `<b>${text}</b>`,
  (text) => `<!--${text}-->`,
  (text) => `# ${text}`,
  (text) => `${text}\n===`,
  (text) => `| ${text} |\n| - |\n| ${text} |`,
  (text) => `<${text}`,
  (text) => `&${text};`,
  (text) => `    ${text}`,
  (text) => `${text}\n\n${text}`,
)

/** Markdown that means harm: its marks by every name, within each other, with what nobody sees between them. */
export const hostileMarkdown = fc.oneof(
  { weight: 3, arbitrary: flat },
  { weight: 3, arbitrary: fc.tuple(around, flat, flat).map(([wrap, inner, rest]) => wrap(inner) + rest) },
  { weight: 2, arbitrary: fc.tuple(around, around, flat).map(([outer, inner, text]) => outer(inner(text))) },
)
