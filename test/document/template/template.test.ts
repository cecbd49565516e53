import { describe, expect, test } from 'vitest'
import { renderTemplate, type View } from '../../../src/document/template/template.ts'
import { showTemplateProblem } from '../../../src/document/template/template-problem.ts'

const text = (template: string, view: View = {}) => {
  const rendered = renderTemplate('draft.md', template, view)
  return rendered.ok ? rendered.text : showTemplateProblem(rendered.problem)
}

describe('a template', () => {
  test('is filled, escaped in double braces and as prepared in triple ones', () => {
    expect(text('{{a}} {{{a}}} {{& a}}', { a: '*x* <b>' })).toBe('\\*x\\* &lt;b&gt; *x* <b> *x* <b>')
  })

  test('repeats sections over lists, of views and of texts', () => {
    const view = { items: [{ n: 1 }, { n: 2 }], names: ['a', 'b'], none: [], yes: true, no: false, nil: null }
    expect(text('{{#items}}{{n}},{{/items}}{{#names}}{{.}};{{/names}}{{^none}}none{{/none}}', view)).toBe(
      '1,2,a;b;none',
    )
    expect(text('{{#yes}}y{{/yes}}{{^no}}n{{/no}}{{nil}}', view)).toBe('yn')
  })

  test.each([
    'constructor',
    'constructor.name',
    'toString',
    '__proto__',
    'hasOwnProperty',
    'list.map',
    'list.constructor',
    'title.constructor',
    'missing',
    'inner',
  ])('renders nothing for {{%s}}', (name) => {
    expect(text(`[{{${name}}}]`, { title: 'x', list: ['a'], inner: { a: 1 } })).toBe('[]')
    expect(text(`[{{#${name}}}x{{/${name}}}]`, { title: 'x', list: ['a'] })).toBe('[]')
    expect(text(`{{${name}}}{{title}}`, { title: 'x', ['__proto__']: { a: 1 } })).toBe('x')
  })

  test('never evaluates tags within values', () => {
    expect(text('{{{a}}}|{{b}}', { a: '{{secret}}', b: '{{{secret}}}', secret: 'leak' })).toBe(
      '{{secret}}|\\{\\{\\{secret}}}',
    )
  })

  test.each([
    ['an open section', 'a\n{{#x}}\n\n', 'draft.md:2: unclosed section "x". Close each'],
    ['a section that ends too late', '{{#x}}\n{{# y }}\n{{/x}}', 'draft.md:2: unclosed section "y". Close each'],
    ['a stray end', 'a\n\n{{/x}}', 'draft.md:3: unopened section "x". Take the closing tag out'],
    ['an open tag', 'a\n{{x\n\n', 'draft.md:2: unclosed tag. End the tag'],
    ['a partial', '{{> other}}', 'draft.md: it includes another template, {{> other}}'],
    ['a partial of two lines', '{{> other\none}}', 'draft.md: it includes another template, {{> other one}}'],
  ])('that does not work says where and what to do: %s', (_name, template, message) => {
    expect(text(template)).toContain(message)
  })

  test('cannot multiply without end', () => {
    const items = Array.from({ length: 50 }, (_, n) => ({ n }))
    const nested = `${'{{#items}}'.repeat(6)}x${'{{/items}}'.repeat(6)}`
    expect(text(nested, { items })).toMatch(/repeat too often/)
    expect(text(`{{#items}}${'x'.repeat(50_000)}{{/items}}`, { items })).toMatch(/longer than 1 MiB/)
    expect(text(`${'{{#items}}'.repeat(50_000)}${'{{/items}}'.repeat(50_000)}`, { items })).toBe(
      'draft.md: its sections nest too deeply',
    )
  })

  test('is not blamed for a fault of the program that shows while it is filled', () => {
    const rules = (fault: Error) => ({
      isPartial: () => false,
      isPrepared: () => {
        throw fault
      },
    })
    for (const fault of [new TypeError('x is not a function'), new RangeError('Invalid time value')]) {
      expect(() => renderTemplate('draft.md', '{{a}}', { a: 'b' }, rules(fault))).toThrow(fault)
    }
  })
})
