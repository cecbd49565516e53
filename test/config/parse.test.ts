import { describe, expect, test } from 'vitest'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { effectiveValues } from '../../src/config/effective-values.ts'
import { showProblem } from '../../src/config/problem.ts'

const source = '.github/postmortem.yml'

function parse(text: string) {
  return parseConfiguration({ repository: { source, text }, owner: null })
}

function written(text: string) {
  return effectiveValues(parse(text))
    .filter((row) => row.source !== 'default')
    .map((row) => [row.key, row.value])
}

const defaults = parseConfiguration({ repository: null, owner: null }).configuration

describe('a file without mistakes', () => {
  test('gives every default when there is none', () => {
    expect(defaults).toEqual({
      enabled: true,
      mode: 'act',
      incidentLabel: 'incident',
      start: { withinHours: 72 },
      directory: 'postmortems',
      baseBranch: null,
      template: { byLabel: [], otherwise: 'seven-questions' },
      writeBack: 'commit',
      actionItems: {
        label: 'postmortem-action',
        max: 50,
        due: { default: { days: 30, business: false } },
        fields: { due: null, priority: null },
        type: null,
        people: {},
      },
      completeLabel: 'postmortem-complete',
      timeline: { lookBackHours: 24, quote: 'members' },
      review: { require: [], reviewers: [], headings: {} },
      reminders: {
        enabled: true,
        zone: 'UTC',
        hour: 9,
        holidays: [],
        before: 2,
        repeat: 7,
        undated: 14,
        limit: 5,
        escalation: null,
      },
      publish: { repository: null, directory: 'incidents', approvers: [], contact: null, internal: [], customers: [] },
      severityLabels: ['sev1', 'sev2', 'sev3', 'sev4'],
      requiredFor: 'all',
      deadlines: [
        { days: 3, business: false },
        { days: 5, business: true },
        { days: 10, business: true },
      ],
      services: [],
      overrides: [],
    })
  })

  const nothings: readonly [string, string][] = [
    ['an empty text', ''],
    ['only blank lines', '\n \n'],
    ['only comments', '# enabled: false\n'],
    ['an explicit null', 'null\n'],
    ['an empty document', '---\n...\n'],
    ['an empty mapping', '{}'],
    ['a section whose keys are commented out', 'reminders:\n  # hour: 8\n'],
    ['only a byte-order mark', '\uFEFF'],
  ]
  test.each(nothings)('says nothing with %s', (_, text) => {
    const result = parse(text)
    expect(result.problems).toEqual([])
    expect(result.configuration).toEqual(defaults)
  })

  const values: readonly [string, string, unknown][] = [
    ['a flag', 'enabled: false', ['enabled', false]],
    ['a duration in days', 'start: { within: 1 day }', ['start.within', '1 day']],
    ['a duration in hours', 'start: { within: 12 hours }', ['start.within', '12 hours']],
    ['a duration in minutes', 'start: { within: 90 minutes }', ['start.within', '90 minutes']],
    ['a duration in weeks', 'start: { within: 1 week }', ['start.within', '7 days']],
    ['the shortest duration', 'start: { within: 60 minutes }', ['start.within', '1 hour']],
    ['the longest duration', 'start: { within: 30 days }', ['start.within', '30 days']],
    ['a folder with a slash at its end', 'directory: docs/postmortems/', ['directory', 'docs/postmortems']],
    ['a branch', 'base_branch: release/1.x', ['base_branch', 'release/1.x']],
    ['a template in .github', 'template: .github/postmortem.md', ['template', '.github/postmortem.md']],
    ['the name that the default template had', 'template: default', ['template', 'seven-questions']],
    [
      'templates by label',
      'template: { sev1: .github/large.md, security: default, default: public }',
      ['template', { sev1: '.github/large.md', security: 'seven-questions', default: 'public' }],
    ],
    ['a team', "reminders: { escalation: '@acme/sre' }", ['reminders.escalation', '@acme/sre']],
    ['a team without its @', 'reminders: { escalation: acme/sre }', ['reminders.escalation', '@acme/sre']],
    [
      'a label with spaces and an emoji',
      'incident_label: "🔥 incident: live"',
      ['incident_label', '🔥 incident: live'],
    ],
    ['what is required', 'review: { require: [questions, owners] }', ['review.require', ['questions', 'owners']]],
    [
      'headings of a house',
      'review: { headings: { went_well: [Was gut lief, Erfolge] } }',
      ['review.headings', { went_well: ['Was gut lief', 'Erfolge'] }],
    ],
    ['no severity labels', 'severity_labels: []', ['severity_labels', []]],
    ['what needs a postmortem', 'required_for: [sev1, customers]', ['required_for', ['sev1', 'customers']]],
    ['deadlines', 'deadlines: [1 day, null, 20 business days]', ['deadlines', ['1 day', null, '20 business days']]],
    ['the edges of a number', 'reminders: { hour: 0 }', ['reminders.hour', 0]],
    ['a value by alias', 'mode: &m observe\nreminders: { zone: UTC }', ['mode', 'observe']],
  ]
  test.each(values)('accepts %s', (_, text, expected) => {
    expect(parse(text).problems).toEqual([])
    expect(written(text)[0]).toEqual(expected)
  })

  test('counts a duration in hours', () => {
    expect(parse('start: { within: 90 minutes }').configuration.start.withinHours).toBe(1.5)
    expect(parse('start: { within: 2 weeks }').configuration.start.withinHours).toBe(336)
  })
})

interface Row {
  readonly name: string
  readonly text: string
  /** `line:column key` */
  readonly at: string
  readonly says: readonly string[]
  /** What is still read of the file. */
  readonly keeps?: readonly (readonly [string, unknown])[]
}

const mistakes: readonly Row[] = [
  {
    name: 'an unknown key',
    text: 'mode: observe\nenabeld: false',
    at: '2:1 enabeld',
    says: ['is not a known key', 'did you mean enabled?', 'allowed: enabled, mode, incident_label,'],
    keeps: [['mode', 'observe']],
  },
  {
    name: 'an unknown nested key',
    text: 'reminders:\n  hour: 8\n  tz: UTC',
    at: '3:3 reminders.tz',
    says: ['is not a known key, allowed: enabled, zone, hour, holidays, before, repeat, undated, limit, escalation'],
    keeps: [['reminders.hour', 8]],
  },
  { name: 'a key in camel case', text: 'writeBack: off', at: '1:1 writeBack', says: ['did you mean write_back?'] },
  { name: 'a key with hyphens', text: 'base-branch: x', at: '1:1 base-branch', says: ['did you mean base_branch?'] },
  { name: 'a key too high', text: 'zone: UTC', at: '1:1 zone', says: ['did you mean reminders.zone?'] },
  {
    name: 'a key too deep',
    text: 'reminders: {mode: act}',
    at: '1:13 reminders.mode',
    says: ['did you mean mode?'],
  },
  { name: 'a key cut short', text: 'remind: {}', at: '1:1 remind', says: ['did you mean reminders?'] },
  { name: 'a prototype key', text: '__proto__: { enabled: false }', at: '1:1 __proto__', says: ['is not a known key'] },
  { name: 'a number as key', text: '7: x', at: '1:1 7', says: ['is not a known key, allowed:'] },
  { name: 'a list as key', text: '? [a]\n: 1', at: '1:3 ?', says: ['is not a known key'] },
  {
    name: 'an empty key',
    text: 'mode: observe\n: 1',
    at: '2:3 null',
    says: ['not a known'],
    keeps: [['mode', 'observe']],
  },
  { name: 'a merge key', text: '<<: { mode: observe }', at: '1:1 <<', says: ['is not a known key'] },
  {
    name: '_extends',
    text: '_extends: acme/base\nmode: observe',
    at: '1:1 _extends',
    says: ["not supported, the owner's .github repository is merged automatically"],
    keeps: [['mode', 'observe']],
  },
  {
    name: 'a key written twice',
    text: 'mode: observe\n\nmode: act',
    at: '3:1 mode',
    says: ['is written twice, the first one in line 1 counts'],
    keeps: [['mode', 'observe']],
  },
  {
    name: 'text for a flag',
    text: 'enabled: no',
    at: '1:10 enabled',
    says: ['the text "no" does not fit, allowed: true or false; true counts instead (default)'],
  },
  {
    name: 'a word that is no choice',
    text: 'mode:   watch',
    at: '1:9 mode',
    says: ['the text "watch" does not fit, allowed: act, observe; "act" counts instead (default)'],
  },
  {
    name: 'a number out of range',
    text: 'reminders:\r\n  zone: UTC\r\n  hour: 24',
    at: '3:9 reminders.hour',
    says: ['24 does not fit, allowed: a whole number from 0 to 23; 9 counts instead (default)'],
    keeps: [['reminders.zone', 'UTC']],
  },
  {
    name: 'a number in quotes',
    text: 'reminders: { hour: "9" }',
    at: '1:20 reminders.hour',
    says: ['the text "9" does not fit, allowed: a whole number'],
  },
  {
    name: 'a fraction',
    text: 'action_items: { max: 2.5 }',
    at: '1:22 action_items.max',
    says: ['2.5 does not fit, allowed: a whole number from 1 to 100'],
  },
  {
    name: 'infinity',
    text: 'action_items: { max: .inf }',
    at: '1:22 action_items.max',
    says: ['Infinity does not fit'],
  },
  {
    name: 'a duration too short',
    text: 'start: { within: 59 minutes }',
    at: '1:18 start.within',
    says: ['"59 minutes" does not fit, allowed: a duration from 1 hour to 30 days', '"3 days" counts instead'],
  },
  {
    name: 'a duration too long',
    text: 'start: { within: 5 weeks }',
    at: '1:18 start.within',
    says: ['allowed: a dur'],
  },
  { name: 'a duration that is a number', text: 'start: { within: 3 }', at: '1:18 start.within', says: ['3 does not'] },
  {
    name: 'a zone that does not exist',
    text: 'reminders: { zone: Mars/Olympus }',
    at: '1:20 reminders.zone',
    says: ['allowed: an IANA time zone', '"UTC" counts instead'],
  },
  {
    name: 'an offset as zone',
    text: 'reminders: { zone: "+02:00" }',
    at: '1:20 reminders.zone',
    says: ['an IANA time'],
  },
  { name: 'a folder outside', text: "directory: '../x'", at: '1:12 directory', says: ['without "..", hidden parts'] },
  { name: 'a folder outside in the middle', text: 'directory: a/../b', at: '1:12 directory', says: ['"a/../b"'] },
  { name: 'an absolute folder', text: 'directory: /srv', at: '1:12 directory', says: ['"/srv" does not fit'] },
  { name: 'a hidden folder', text: 'directory: a/.git', at: '1:12 directory', says: ['"a/.git" does not fit'] },
  { name: 'a folder with a backslash', text: 'directory: a\\b', at: '1:12 directory', says: ['backslashes'] },
  { name: 'a folder with a newline', text: 'directory: "a\\nb"', at: '1:12 directory', says: ['"a b" does not fit'] },
  { name: 'a template of another type', text: 'template: x/y.txt', at: '1:11 template', says: ['.md or .mustache'] },
  { name: 'a template out of .github', text: 'template: .github/../a.md', at: '1:11 template', says: ['does not fit'] },
  { name: 'a branch that git refuses', text: 'base_branch: a..b', at: '1:14 base_branch', says: ['name of a branch'] },
  {
    name: 'a label of 51 characters',
    text: `incident_label: ${'x'.repeat(51)}`,
    at: '1:17 incident_label',
    says: ['allowed: a label of 1 to 50 characters', '"incident" counts instead'],
  },
  { name: 'a label with a comma', text: 'incident_label: a,b', at: '1:17 incident_label', says: ['without commas'] },
  {
    name: 'a label that hides letters',
    text: 'incident_label: "a\\u202Eb"',
    at: '1:17 incident_label',
    says: ['"a b"'],
  },
  {
    name: 'an empty value',
    text: 'mode: observe\nincident_label:\nenabled: false',
    at: '2:1 incident_label',
    says: ['an empty value does not fit'],
    keeps: [
      ['enabled', false],
      ['mode', 'observe'],
    ],
  },
  {
    name: 'a wrong item in a list',
    text: 'severity_labels:\n  - high\n  - 3\n',
    at: '3:5 severity_labels',
    says: ['3 does not fit, allowed: a list of at most 20 labels', '["sev1","sev2","sev3","sev4"] counts instead'],
  },
  {
    name: 'something that cannot be required',
    text: 'review: { require: [questions, kindness] }',
    at: '1:32 review.require',
    says: ['the text "kindness" does not fit, allowed: a list of questions, owners, due-dates'],
  },
  {
    name: 'headings of a question that nobody asks',
    text: 'review:\n  headings:\n    why: [Ursache]',
    at: '3:5 review.headings',
    says: ['a mapping does not fit, allowed: lists of headings by question: who, communication, how, went_well'],
  },
  { name: 'a text for a list', text: 'severity_labels: high', at: '1:18 severity_labels', says: ['the text "high"'] },
  { name: 'a mapping for a text', text: 'directory:\n  x: y', at: '2:3 directory', says: ['a mapping does not fit'] },
  {
    name: 'a template that does not come with the app',
    text: 'template: pubic',
    at: '1:11 template',
    says: ['the text "pubic" does not fit, allowed: seven-questions, public, book-report, or the path'],
  },
  { name: 'a template by label', text: 'template:\n  sev1: x\n  default: public', at: '2:9 template', says: ['"x"'] },
  { name: 'a label of a template', text: 'template: { "a,b": public }', at: '1:20 template', says: ['"public"'] },
  { name: 'a list of templates', text: 'template: [public]', at: '1:11 template', says: ['a list of 1'] },
  {
    name: 'a value for a section',
    text: 'mode: observe\nreminders: off',
    at: '2:12 reminders',
    says: ['the text "off" does not fit, allowed: the keys enabled, zone, hour'],
    keeps: [['mode', 'observe']],
  },
  {
    name: 'somebody who is no account',
    text: 'reminders: { escalation: "@a b" }',
    at: '1:26 reminders.escalation',
    says: ['"@org/team" or an account "@login", in quotes, or null', 'null counts instead'],
  },
  {
    name: 'a mention without quotes',
    text: 'mode: observe\nreminders:\n  escalation: @acme/sre',
    at: '3:15 ',
    says: ['is not valid YAML', 'the whole file is ignored; put quotes around text that begins with "@"'],
  },
  {
    name: 'indentation by a tab',
    text: 'reminders:\n\thour: 3',
    at: '2:1 ',
    says: ['is not valid YAML (tab characters must not be used', 'indent with spaces, not tabs'],
  },
  {
    name: 'a bracket left open',
    text: 'mode: observe\nseverity_labels: [a\nenabled: false',
    at: '3:1 ',
    says: ['is not valid YAML', 'so the whole file is ignored; mend this line or the one above it'],
  },
  { name: 'an unknown alias', text: 'mode: *nothing', at: '1:7 ', says: ['no anchor is named nothing'] },
  { name: 'an unknown tag', text: 'mode: !!js/function x', at: '1:7 ', says: ['unknown scalar tag'] },
  {
    name: 'a list as root',
    text: '- mode: act',
    at: '1:1 ',
    says: ['a list of 1 is ignored, allowed: keys with values'],
  },
  { name: 'a text as root', text: '\n\nhello', at: '3:1 ', says: ['the text "hello" is ignored'] },
  { name: 'a byte-order mark before a mistake', text: '\uFEFFmode: x', at: '1:7 mode', says: ['the text "x"'] },
  {
    name: 'a second document',
    text: 'mode: observe\n---\nmode: act',
    at: '3:1 ',
    says: ['second document, which is ignored'],
    keeps: [['mode', 'observe']],
  },
  {
    name: 'a text larger than 64 KiB',
    text: `mode: observe\n#${'x'.repeat(65_536)}`,
    at: '1:1 ',
    says: ['is larger than 64 KiB, so the whole file is ignored'],
  },
  {
    name: 'deep nesting',
    text: `mode: ${'['.repeat(5000)}`,
    at: '1:106 ',
    says: ['is not valid YAML'],
  },
  {
    name: 'one label for two purposes',
    text: 'mode: observe\naction_items: { label: Incident }',
    at: '2:24 action_items.label',
    says: ['is the same label as incident_label', '"postmortem-action" counts instead (default)'],
    keeps: [['mode', 'observe']],
  },
  {
    name: 'the default label of another purpose',
    text: 'incident_label: postmortem-complete',
    at: '1:17 incident_label',
    says: ['is the same label as complete_label', '"incident" counts instead (default)'],
  },
]

describe('a mistake is one problem, and everything else counts', () => {
  test.each(mistakes)('$name', ({ text, at, says, keeps }) => {
    const [problem, ...others] = parse(text).problems
    expect(others).toEqual([])
    expect(`${problem?.line}:${problem?.column} ${problem?.key}`).toBe(at)
    for (const part of says) expect(problem?.message).toContain(part)
    expect(problem?.message).not.toMatch(/\n|\.$/)
    expect(written(text)).toEqual(keeps ?? [])
  })

  test('is shown on one line that begins with its place', () => {
    const [problem] = parse('reminders:\n  hour: 25\n').problems
    expect(problem && showProblem(problem)).toBe(
      '.github/postmortem.yml:2:9 reminders.hour: 25 does not fit, allowed: a whole number from 0 to 23; 9 counts instead (default)',
    )
  })

  test('that concerns the whole file is shown without a key', () => {
    const [problem] = parse('[').problems
    expect(problem && showProblem(problem)).toMatch(/^\.github\/postmortem\.yml:1:\d is not valid YAML/)
  })

  test('stays short when there are thousands', () => {
    const many = Array.from({ length: 4000 }, (_, index) => `bad_${index}: 1`).join('\n')
    const { problems } = parse(many)
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)?.message).toBe('3980 more mistakes follow; mend these first')
    expect(JSON.stringify(problems).length).toBeLessThan(10_000)
  })

  test('quotes only the beginning of a long value', () => {
    expect(parse(`mode: ${'y'.repeat(5000)}`).problems[0]?.message.length).toBeLessThan(200)
  })

  test('by an alias bomb costs nothing', () => {
    const levels = Array.from({ length: 60 }, (_, n) => `l${n}: &l${n} [${n === 0 ? 'x' : `*l${n - 1}, *l${n - 1}`}]`)
    const result = parse(`${levels.join('\n')}\nseverity_labels: *l59\nmode: observe`)
    expect(result.configuration.mode).toBe('observe')
    expect(result.configuration.severityLabels).toEqual(defaults.severityLabels)
  })

  test('by an alias to itself costs only its key', () => {
    expect(parse('severity_labels: &a [*a]\nmode: observe').configuration.mode).toBe('observe')
  })

  test('leaves objects of other code alone', () => {
    parse('__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\nreminders: { __proto__: { x: 1 } }')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
