import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { readActionItems } from '../../src/document/action-items/read/action-items.ts'
import { readFrontMatter } from '../../src/document/front-matter/front-matter.ts'
import { block, inlineText, yamlString } from '../../src/document/harmless/escape.ts'
import { parseMarkers } from '../../src/document/markers/markers.ts'
import { checkTemplate } from '../../src/document/template/check-template.ts'
import { renderDocument } from '../../src/document/template/document-template.ts'
import { renderTemplate, type View, type ViewValue } from '../../src/document/template/template.ts'
import { showTemplateProblem } from '../../src/document/template/template-problem.ts'
import { factNames } from '../../src/domain/marker.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { parseDocument } from '../../src/text/markdown/sections.ts'
import { exampleValues } from '../document/template/document-values.ts'
import { hostileText, noise, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('template values')

const value = fc.oneof(hostileText, piecesOf('mustache'), piecesOf('mustache', 'markdown'))
const template = fc.oneof(piecesOf('mustache'), piecesOf('mustache', 'unseen'), hostileText)
const name = fc.constantFrom(
  'a',
  'b',
  'list',
  'secret',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'length',
  '.',
)
const views = fc.letrec<{ view: View; held: ViewValue }>((tie) => ({
  view: fc.dictionary(name, tie('held'), { maxKeys: 5 }),
  held: fc.oneof(
    { depthSize: 'small' },
    value,
    fc.constantFrom<ViewValue>(0, 1, true, false, null),
    fc.array(value, { maxLength: 3 }),
    fc.array(tie('view'), { maxLength: 3 }),
    tie('view'),
  ),
})).view

const documentTemplate = loadTemplates()['document/seven-questions'] ?? ''
/** The view of a draft, as far as people choose what is in it. */
const draft = fc.record({ title: value, summary: fc.oneof(value, noise), people: fc.array(value, { maxLength: 3 }) })

function documentOf(given: {
  readonly title: string
  readonly summary: string
  readonly people: readonly string[]
}): string {
  const values = exampleValues({
    title: given.title,
    assignees: given.people,
    authors: `[${given.people.map(yamlString).join(', ')}]`,
    'yaml.title': yamlString(given.title),
    summary: block(given.summary),
    'action-items': '',
  })
  const rendered = renderDocument('seven-questions', documentTemplate, values)
  if (!rendered.ok) throw new Error(rendered.problems.map(showTemplateProblem).join())
  return rendered.text
}

describe('values in templates', () => {
  law(
    'come out as they are or neutralised, and are never evaluated',
    fc.property(value, value, value, (a, b, secret) => {
      const rendered = renderTemplate('t', '[{{{a}}}|{{a}}|{{&b}}|{{b}}]', {
        a,
        b,
        secret: `leak${secret}`,
        constructor: 'x',
      })
      expect(rendered).toEqual({ ok: true, text: `[${a}|${inlineText(a)}|${b}|${inlineText(b)}]` })
    }),
  )

  law(
    'come out once an element, whatever the elements hold',
    fc.property(fc.array(value, { maxLength: 5 }), (list) => {
      const view = { list, views: list.map((a) => ({ a })) }
      const rendered = renderTemplate('t', '{{#list}}<{{{.}}}>{{/list}}{{#views}}<{{{a}}}>{{/views}}', view)
      const once = list.map((one) => `<${one}>`).join('')
      expect(rendered).toEqual({ ok: true, text: once + once })
    }),
  )

  law.costly(
    'in a document give back its title and people, and add neither action items, headings nor markers',
    fc.property(draft, (given) => {
      const text = documentOf(given)
      const read = readFrontMatter(text)
      expect(read.ok && { title: read.data.title ?? '', authors: read.data.authors }).toEqual({
        title: given.title,
        authors: given.people,
      })
      expect(readActionItems(text)).toMatchObject({ section: 'found', items: [], problem: null })
      expect(parseMarkers(text)).toHaveLength(2 * factNames.length)
      expect(headingsOf(text)).toEqual(headingsOf(documentOf({ title: 'x', summary: 'x', people: [] })))
    }),
  )
})

/** The headings that the template has, without the one that carries the title. */
function headingsOf(text: string): readonly string[] {
  const parsed = parseDocument(text)
  const sections = parsed.ok ? parsed.document.sections : []
  return sections.filter(({ level }) => level > 1 && level < 4).map(({ heading, level }) => `${level} ${heading}`)
}

describe('templates that anybody wrote', () => {
  law(
    'render or say what is wrong, whatever they and their values hold, and leave no trace',
    fc.property(template, views, (text, view) => {
      const rendered = renderTemplate('mine.md', text, view)
      if (rendered.ok) expect(rendered.text).not.toMatch(/\[native code\]|\[object /)
      else expect(showTemplateProblem(rendered.problem)).toMatch(/^mine\.md(:\d+)?: [^\n]+$/)
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(renderTemplate('mine.md', text, view)).toEqual(rendered)
    }),
  )

  law(
    'are checked without a crash, and are sound exactly when a document is made of them',
    fc.property(template, value, (text, title) => {
      const problems = checkTemplate('mine.md', text)
      const lines = text.split('\n').length
      for (const { line, message } of problems) {
        expect(line === null || (line >= 1 && line <= lines)).toBe(true)
        expect(message).not.toMatch(/\n/)
      }
      const document = renderDocument('mine.md', text, exampleValues({ title }))
      if (problems.length > 0) expect(document).toEqual({ ok: false, problems })
      else if (!document.ok) expect(document.problems).toMatchObject([{ line: null }])
    }),
  )
})
