import { describe, expect, it } from 'vitest'
import { builtInTemplates } from '../../../src/config/schema/built-in-templates.ts'
import { inlineText } from '../../../src/document/harmless/escape.ts'
import { parseMarkers } from '../../../src/document/markers/markers.ts'
import { checkTemplate } from '../../../src/document/template/check-template.ts'
import { renderDocument } from '../../../src/document/template/document-template.ts'
import { type DocumentValues, documentVariables } from '../../../src/document/template/document-variables.ts'
import { showTemplateProblem } from '../../../src/document/template/template-problem.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'
import { processorTime } from '../../processor-time.ts'
import { exampleValues } from './document-values.ts'

const problemsOf = (template: string) => checkTemplate('x.md', template).map(showTemplateProblem)

function rendered(template: string, values: DocumentValues = exampleValues()): string {
  const document = renderDocument('x.md', template, values)
  return document.ok ? document.text : document.problems.map(showTemplateProblem).join('\n')
}

describe('a mistake in a template is told with its line', () => {
  const rows: readonly (readonly [what: string, template: string, ...says: string[]])[] = [
    [
      'an unclosed section',
      'a\n{{#labels}}\nb\n',
      'x.md:2: unclosed section "labels". Close each {{#name}} with {{/name}}',
    ],
    [
      'a section closed by another name',
      '{{#labels}}\n{{#severity}}\n{{/labels}}',
      'x.md:2: unclosed section "severity". Close each {{#name}} with {{/name}}',
    ],
    [
      'an end without a beginning',
      '\n\n{{/labels}}',
      'x.md:3: unopened section "labels". Take the closing tag out, or open its section before it',
    ],
    ['a tag that never ends', 'a\nb {{title\n\n', 'x.md:2: unclosed tag. End the tag with }} (}}} after {{{)'],
    ['a variable that is nearly right', '\n{{titel}}', 'x.md:2: there is no variable "titel" (did you mean title?)'],
    ['one in three braces', '{{{timelines}}}', 'x.md:1: there is no variable "timelines" (did you mean timeline?)'],
    ['one of a group', '{{yaml.titel}}', 'x.md:1: there is no variable "yaml.titel" (did you mean yaml.title?)'],
    ['a section', 'a\n{{^severty}}x{{/severty}}', 'x.md:2: there is no variable "severty" (did you mean severity?)'],
    [
      'one within a section',
      '{{#labels}}\n{{label}}\n{{/labels}}',
      'x.md:2: there is no variable "label" (did you mean labels?)',
    ],
    [
      'a partial that is nearly right',
      '# x\n\n{{> timelin}}',
      'x.md:3: there is no partial "timelin" (did you mean timeline?)',
    ],
    ['a value as a partial', '{{> title}}', 'x.md:1: "title" is one value and no partial: write {{title}}'],
    [
      'an element outside of a list',
      '{{.}}',
      'x.md:1: {{.}} stands for an element of a list, and this is in none: write it between {{#labels}} and {{/labels}}',
    ],
    [
      'sections too deep in each other',
      `\n${'{{#labels}}'.repeat(11)}${'{{/labels}}'.repeat(11)}`,
      'x.md:2: its sections stand more than 10 deep in each other',
    ],
    ['too much text', 'x'.repeat(131_073), 'x.md: it is longer than 128 Ki characters'],
    [
      'an unclosed section in braces of its own',
      '{{=<% %>=}}\n<%#labels%>\n\n<%={{ }}=%>\n',
      'x.md:2: unclosed section "labels". Close each {{#name}} with {{/name}}',
    ],
    [
      'a tag that never ends in such',
      '{{=<% %>=}}\n{{ is none\n<% title',
      'x.md:3: unclosed tag. End the tag with }} (}}} after {{{)',
    ],
    ['braces that are none', '\n{{=x=}}', 'x.md:2: "x" is no pair of marks for tags: write {{=<% %>=}}'],
    ['no text', ' \n', 'x.md: it is empty'],
    ['blanks without end', `a\n{{b${' '.repeat(400)}}}`, 'x.md:2: more than 300 blanks follow each other'],
    [
      'several at once, in order',
      '{{titel}}\n{{> peple}}',
      'x.md:1: there is no variable "titel" (did you mean title?)',
      'x.md:2: there is no partial "peple" (did you mean people?)',
    ],
  ]
  it.each(rows)('%s', (_what, template, ...says) => {
    expect(problemsOf(template)).toEqual(says)
    expect(rendered(template)).toBe(says.join('\n'))
  })

  it('names what there is where nothing is near', () => {
    expect(problemsOf('{{qqqqqqqq}}')[0]).toContain('there is no variable "qqqqqqqq", only: title, number, ')
    expect(problemsOf('{{> qqqqqqqq}}')[0]).toMatch(/there is no partial "qqqqqqqq", only: summary, .*action-items$/)
  })

  it('but no more than twenty of them, and no name of any length', () => {
    expect(problemsOf('{{qqqqqqqq}}\n'.repeat(50))).toHaveLength(20)
    for (const mark of ['', '#', '/', '=']) {
      expect(problemsOf(`{{${mark}${'q'.repeat(100_000)}}}`)[0]?.length).toBeLessThan(600)
    }
  })

  it.each([
    ['comments', '{{! titel }}'],
    ['other braces', '{{=<% %>=}}<% title %> {{ runner.os }}'],
    ['whether a list holds anything', '{{#labels.length}}x{{/labels.length}}'],
    ['an element in a section of its list', '{{#labels}}{{#severity}}{{.}}{{/severity}}{{/labels}}'],
  ])('while %s are none', (_what, template) => {
    expect(problemsOf(template)).toEqual([])
  })

  it('however many braces a hostile template opens', () => {
    const deep = `${'{{#labels}}'.repeat(5_000)}${'{{/labels}}'.repeat(5_000)}`
    for (const hostile of ['{{'.repeat(60_000), '{{#a}}'.repeat(20_000), '{{{{{{#'.repeat(15_000), deep]) {
      expect(problemsOf(hostile)).toHaveLength(1)
    }
  })
})

describe('each variable', () => {
  const variables = Object.entries(documentVariables)

  it.each(variables)('%s comes out as its type wants it, whatever the braces', (name, { type, example }) => {
    const values: ReadonlyMap<string, unknown> = new Map(Object.entries(exampleValues()))
    const shown =
      type === 'list'
        ? [...example].join(', ')
        : type === 'text'
          ? inlineText(String(example))
          : String(values.get(name))
    expect(rendered(`{{${name}}}|{{{${name}}}}|{{&${name}}}`)).toBe(`${shown}|${shown}|${shown}`)
    if (type === 'list') expect(rendered(`{{#${name}}}{{.}};{{/${name}}}`)).toBe(`${[...example].join(';')};`)
    if (type === 'block') expect(rendered(`a\n\n{{> ${name}}}\n\nb`)).toBe(`a\n\n${shown}\n\nb`)
    expect(rendered(`{{#${name}}}yes{{/${name}}}{{^${name}}}no{{/${name}}}`)).toMatch(/^(?:yes)+$/)
  })

  it('is described in words that fit into a sentence', () => {
    const wrong = variables.filter(([, { description }]) => !/^[a-z`].*[^.]$/.test(description))
    expect(wrong).toEqual([])
  })

  it('of people’s text stays harmless in three braces, and in the elements of a list', () => {
    const hostile = '@ada <!-- aftermath:v1 facts-end {"name":"people"} --> **b** {{number}}'
    const text = rendered(
      '{{{title}}}\n{{#labels}}{{{.}}}{{/labels}}',
      exampleValues({ title: hostile, labels: [hostile] }),
    )
    const [title, label] = text.split('\n')
    expect(title).toBe(inlineText(hostile))
    expect(label).toBe(inlineText(hostile))
    expect(parseMarkers(text)).toEqual([])
  })
})

describe('a template', () => {
  it('cannot hold markers of the app, not even in parts', () => {
    const forged =
      '<!-- after{{! }}math:v1 facts {"name":"people","digest":"x"} -->\n{{> people}}\n<!-- aftermath:v1 item {} -->'
    const names = parseMarkers(rendered(forged)).map((marker) => marker.ok && marker.marker.kind)
    expect(names).toEqual(['facts', 'facts-end'])
  })

  it('makes a document with plain line breaks, whatever its own are', () => {
    expect(rendered('\ufeff# {{title}}\r\n\r\n{{> summary}}\r\nx\r\n')).toBe(
      '# Checkout is down\n\n> Cards are declined since 14:05.\nx\n',
    )
  })

  it.each([
    ['names one value thousands of times', '{{title}}'.repeat(14_000)],
    ['opens and closes code around each', '`{{title}}'.repeat(12_000)],
    ['has thousands of mistakes', '{{titel}}'.repeat(14_000)],
    ['never ends its tags', `{{a${' '.repeat(290)}`.repeat(440)],
    ['changes its braces all the time', '{{=a b=}}'.repeat(14_000)],
  ])('takes no time to speak of where it %s', (_what, template) => {
    const values = exampleValues({ title: '@`<'.repeat(80) })
    expect(processorTime(() => void rendered(template, values))).toBeLessThan(6_000)
  })

  it('may name a block twice, and both are whole', () => {
    expect(parseMarkers(rendered('{{> people}}\n{{> timeline}}\n{{> people}}\n'))).toHaveLength(6)
  })

  it('stays within its limits whatever it repeats', () => {
    const labels = Array.from({ length: 9 }, (_, index) => `label ${index}`)
    const nested = `${'{{#labels}}'.repeat(10)}x${'{{/labels}}'.repeat(10)}`
    expect(rendered(nested, exampleValues({ labels }))).toBe('x.md: its nested sections repeat too often')
    const long = `{{#labels}}${'x'.repeat(120_000)}{{/labels}}`
    expect(rendered(long, exampleValues({ labels }))).toBe('x.md: it becomes longer than 1 MiB')
  })
})

describe('the built-in templates', () => {
  const documents = Object.keys(loadTemplates()).flatMap((name) => /^document\/(.+)$/.exec(name)?.[1] ?? [])

  it('are those that a configuration can name', () => {
    expect(new Set(documents)).toEqual(new Set(Object.keys(builtInTemplates)))
  })
})
