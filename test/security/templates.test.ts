import Mustache from 'mustache'
import { describe, expect, it } from 'vitest'
import { yamlString } from '../../src/document/harmless/escape.ts'
import { renderDocument } from '../../src/document/template/document-template.ts'
import { documentVariables } from '../../src/document/template/document-variables.ts'
import { renderTemplate, type View, type ViewValue } from '../../src/document/template/template.ts'
import { showTemplateProblem } from '../../src/document/template/template-problem.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { exampleValues } from '../document/template/document-values.ts'
import { dangersInLine, dangersInMarkdown } from './dangers.ts'
import { poison } from './poison.ts'

const templates = Object.entries(loadTemplates())
const documents = templates.filter(([name]) => name.startsWith('document/'))
const others = templates.filter(([name]) => !name.startsWith('document/'))
const hiddenComments = (text: string): readonly string[] => text.match(/<!--.*?-->/gs) ?? []

/** The names that templates render as they are, with what makes each harmless. */
const prepared: Readonly<Record<string, string>> = {
  '.': 'sentences, rendered before',
  affected: 'the document’s own words, without what leaks',
  contact: 'a text of the configuration, looked through for leaks',
  dueField: 'neutralised as a line',
  heading: 'neutralised as a line',
  recap: 'the document’s own words, without what leaks',
  recovery: 'the document’s own words, without what leaks',
  statement: 'the document’s own words, without what leaks',
  titles: 'numbers, and words neutralised as a line',
  wrapUp: 'the document’s own words, without what leaks',
  age: 'a duration',
  answer: 'a sentence, rendered before',
  at: 'a time that was parsed',
  why: 'a sentence, rendered before',
  usage: 'how a command of the app’s is written',
  authors: 'quoted for YAML',
  body: 'the app’s own text',
  changes: 'facts, rendered before',
  check: 'a letter of the app’s',
  commands: 'names of the app’s own commands',
  does: 'what a command of the app’s does',
  communication: 'facts, rendered before',
  day: 'a date that was parsed',
  deadline: 'a sentence, rendered before',
  document: 'a link: its text neutralised, its address encoded',
  dueLine: 'a date that was parsed',
  durations: 'facts, rendered before',
  example: 'a date of the app’s',
  folded: 'a number',
  from: 'a time that was parsed',
  help: 'the app’s own text',
  id: 'a word of the app’s',
  incident: 'a number',
  issue: 'a number, with names of GitHub’s before it',
  issues: 'numbers of issues',
  known: 'names of built-in templates',
  lead: 'a sentence, rendered before',
  leftOut: 'a sentence about a number',
  link: 'a number and an address of GitHub’s',
  marker: 'rendered by its codec',
  mentions: 'at most ten logins of GitHub’s, or the configured one',
  name: 'in a comment of the file itself, or a sentence of the app’s',
  near: 'a command of the app’s, or a built-in template',
  news: 'a sentence, rendered before',
  merge: 'a sentence, rendered before',
  notes: 'neutralised as a block',
  number: 'a number',
  of: 'a number',
  omitted: 'a number',
  one: 'a sentence, rendered before',
  reason: 'neutralised as a line',
  revert: 'a number',
  undone: 'a number',
  ordinal: 'a number',
  owners: 'neutralised in the table that it is said in',
  people: 'facts, rendered before',
  permalink: 'an encoded address',
  preview: 'neutralised as a block',
  pull: 'a number',
  readings: 'days that were parsed',
  repository: 'names of GitHub’s',
  resolved: 'a time of GitHub’s',
  reverts: 'a number',
  source: 'a sentence, rendered before',
  started: 'a time of GitHub’s',
  state: 'a sentence',
  status: 'an address of GitHub’s, or a word of the app’s',
  statusUrl: 'an address of GitHub’s',
  summary: 'neutralised as a block',
  text: 'neutralised for a line',
  there: 'a number, with names of GitHub’s before it',
  times: 'a number',
  timeline: 'facts, rendered before',
  title: 'of a pull request, neutralised as a title',
  to: 'a time that was parsed',
  total: 'a number',
  url: 'an address of GitHub’s',
  utc: 'a time of GitHub’s',
  what: 'a sentence rendered before, or neutralised for a line',
  when: 'a time of GitHub’s, or one that was parsed',
  where: 'a number or words of the app’s',
  words: 'a quotation, neutralised for a line',
  'yaml.impact': 'quoted for YAML',
  'yaml.services': 'quoted for YAML',
  within: 'a duration that was parsed',
  'yaml.severity': 'quoted for YAML',
  'yaml.title': 'quoted for YAML',
}

type Token = readonly [kind: string, name: string, from: number, to: number, inner?: readonly Token[]]

function tokensOf(template: string): readonly Token[] {
  const all: Token[] = []
  const add = (tokens: readonly unknown[]) => {
    for (const token of tokens) {
      if (!isToken(token)) continue
      all.push(token)
      if (Array.isArray(token[4])) add(token[4])
    }
  }
  add(Mustache.parse(template))
  return all
}

function isToken(token: unknown): token is Token {
  return Array.isArray(token) && typeof token[0] === 'string'
}

/** A view that gives a hostile text to everything that a template escapes, and says yes or no to every section. */
function hostileView(template: string, sections: 'shown' | 'left out'): View {
  const view: Record<string, ViewValue> = {}
  for (const [kind, name, , , inner = []] of tokensOf(template)) {
    if (kind === 'name' && name !== '.') view[name] = poison('x')
    else if (kind === '&' && name !== '.' && !name.includes('.')) view[name] ??= '12'
    else if (kind === '#' || kind === '^') {
      const [first = name] = name.split('.')
      const list = inner.some((token) => isToken(token) && token[1] === '.')
      view[first] ??= sections === 'left out' ? false : list ? ['12'] : true
    }
  }
  return view
}

describe('every template', () => {
  it('names what it renders as it is among what the app has prepared', () => {
    const raw = others.flatMap(([name, template]) =>
      tokensOf(template).flatMap(([kind, value]) =>
        kind === '&' && !(value in prepared) ? `${value} in ${name}` : [],
      ),
    )
    expect(raw).toEqual([])
  })

  it.each(others)('%s makes hostile values harmless', (name, template) => {
    const comments = hiddenComments(template)
    for (const sections of ['shown', 'left out'] as const) {
      const rendered = renderTemplate(name, template, hostileView(template, sections))
      const text = rendered.ok ? rendered.text : `it does not render: ${showTemplateProblem(rendered.problem)}`
      const line = /^sentences\/(?:commit|label|pull-title|links-pull-title|item-nameless)/.test(name)
      // Its mention is broken with the whole sentence, where that is shown.
      const allowed = { mentions: [], comments }
      expect(line ? dangersInLine(text) : dangersInMarkdown(text, allowed), text).toEqual([])
    }
  })

  it.each(documents)('%s makes hostile values harmless', (name, template) => {
    const hostile = poison('x')
    const texts = Object.entries(documentVariables).flatMap(([variable, { type }]) =>
      type === 'text' ? [[variable, hostile]] : type === 'list' ? [[variable, [hostile, hostile]]] : [],
    )
    const values = { ...exampleValues({ 'yaml.title': yamlString(hostile) }), ...Object.fromEntries(texts) }
    const rendered = renderDocument(name, template, values)
    const text = rendered.ok ? rendered.text : `it does not render: ${rendered.problems.map(showTemplateProblem)}`
    const comments = [...hiddenComments(template), values['action-items']]
    expect(dangersInMarkdown(text, { mentions: [], comments }), text).toEqual([])
  })
})
