import fc from 'fast-check'

/** What YAML gives a meaning: structure, anchors and aliases, tags, merge keys, and scalars that are no text. */
const yaml = [
  ...['key', 'status', 'title', ': ', ':', '- ', '? ', '[', ']', '{', '}', ', ', '# ', '|\n  ', '>-\n', '"', "'", '%'],
  ...['&a ', '*a', '&a [*a,*a]', '!!str ', '!!binary ', '!x ', '<<: ', '<<: *a\n', '---\n', '...\n', '---', '@', '`'],
  ...['~', 'null', 'true', 'no', '1', '0o17', '017', '0x1f', '1e99', '.inf', '-1', '12:30:45', '2026-11-22', '1.0'],
  ...['\n', '\n  ', '__proto__', 'constructor', 'toString', '_extends', '\\ud800', '\\x00'],
]

/** What Markdown gives a meaning, by line and within one. */
const markdown = [
  ...[
    '\n',
    '\n\n',
    '\n    ',
    '\n\t',
    '> ',
    '>> ',
    '# ',
    '### ',
    '- ',
    '* ',
    '1. ',
    '- [ ] ',
    '- [x] ',
    '===\n',
    '---\n',
  ],
  ...['```', '```\n', '~~~', '`', '``', '*', '**', '_', '~~', '|', '| a | b |\n| - | - |\n', '\\', '  \n', '\\\n'],
  ...['[', ']', '(', ')', '![', '](', '[a]: ', '[a][b]', '[^1]', '"t"', '<https://h/>', 'https://h/o/r/issues/1'],
  ...[
    '<',
    '>',
    '<!--',
    '-->',
    '<!-->',
    '--',
    '<div>',
    '</div>',
    '<pre>',
    '<script>',
    '<img src="https://h/x.png">',
    '<?',
  ],
  ...['<![CDATA[', '&#64;', '&commat;', '&lt;', '&', 'a@b.co', 'www.h.io', 'word', 'two words', '## Action items\n'],
]

/** What GitHub gives a meaning: mentions, references, closing keywords. */
const github = [
  '@',
  '@bob',
  '@acme/ops',
  '@everyone',
  '#',
  '#12',
  'o/r#12',
  'GH-',
  'GH-12',
  'closes ',
  'Fixes: ',
  'bob',
]

/** What the app gives a meaning: commands, owners, dates, priorities, markers whole and in halves. */
const app = [
  ...['/postmortem ', '/postmortem skip ', '/POSTMORTEM start', 'skip', 'start', 'refresh', 'help', '(due 2026-12-01)'],
  ...['by 2026-02-30', 'due: ', '[P1]', 'prio P9', 'owner: ', ' and ', '([#7](https://h/o/r/issues/7))', 'Due: none'],
  ...[
    '<!-- aftermath:v1 ',
    '<!-- aftermath:v',
    'aftermath:v1',
    'reminder ',
    'item ',
    '{"slot":"none/4"}',
    '{"slot":',
    ' -->',
  ],
  ...['<!-- aftermath:v1 reminder {"slot":"none/4"} -->', '<!-- aftermath:v2 reminder {} -->', '"source":"a"', '9e99'],
]

/** What Mustache gives a meaning, and the names that lead out of plain data. */
const mustache = [
  ...[
    '{',
    '}',
    '{{',
    '}}',
    '{{{',
    '}}}',
    '{{&',
    '{{#a}}',
    '{{^a}}',
    '{{/a}}',
    '{{> a}}',
    '{{! a}}',
    '{{=<% %>=}}',
    '<%',
    '%>',
  ],
  ...[
    '{{a}}',
    '{{{a}}}',
    '{{.}}',
    '{{a.b}}',
    '{{secret}}',
    '{{constructor.name}}',
    '{{__proto__}}',
    '{{#list}}',
    '{{/list}}',
  ],
]

/** What no reader sees or expects: breaks of every kind, long indents, NUL, bidi, joiners, halves of pairs, marks. */
const unseen = [
  ...[
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\u2029',
    '\v',
    '\f',
    '\t',
    ' '.repeat(90),
    '\u00a0',
    '\u3000',
    '\u0000',
    '\u001b',
    '\u007f',
  ],
  ...[
    '\ufeff',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u061c',
    '\u00ad',
    '\ufe0f',
    '\u{e0041}',
    '\u0301',
    '\u{1f469}\u200d\u{1f692}',
  ],
  ...[
    '\ud83d',
    '\udd25',
    '\u{1f525}',
    '\ufb01',
    '\u0130',
    '\u1e9e',
    '\u05d0',
    '\u0661',
    '\ufffd',
    '\uffff',
    '\u{10ffff}',
  ],
]

const kinds = { yaml, markdown, github, app, mustache, unseen }

/** A kind of piece that hostile text is made of. */
export type Kind = keyof typeof kinds

/** Pieces of these kinds in any order: near to what the reader of them expects, and wrong in every way. */
export function piecesOf(...names: readonly Kind[]): fc.Arbitrary<string> {
  return joined(fc.constantFrom(...names.flatMap((name) => kinds[name])))
}

function joined(piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''))
}

/** Any characters, halves of surrogate pairs among them. */
export const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
)

const everything = fc.constantFrom(...Object.values(kinds).flat())

/** Text that means harm: pieces that mean something to one reader or to several, with noise among them. */
export const hostileText = fc.oneof(
  { weight: 4, arbitrary: joined(everything) },
  { weight: 3, arbitrary: joined(fc.oneof({ weight: 5, arbitrary: everything }, noise)) },
  { weight: 1, arbitrary: noise },
)

/** Hostile text on one line. */
export const hostileLine = hostileText.map((text) => text.replace(/[\r\n]/g, ''))
