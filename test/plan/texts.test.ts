import { describe, expect, it } from 'vitest'
import { viewTypeOf } from '../../scripts/text-views.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { sayer, sentence, text } from '../../src/plan/texts.ts'

const templates = loadTemplates()
const say = sayer(templates)

const tooMuch = { count: 2, one: false, two: true }

/** Each line below a mark is an error, or the check of types fails for the mark itself. */
const refused = [
  // @ts-expect-error There is no such sentence.
  () => say('denied-nothing'),
  // @ts-expect-error The count is missing.
  () => say('news', { one: true }),
  // @ts-expect-error It needs a view.
  () => say('news'),
  // @ts-expect-error It names no such thing.
  () => say('news', { count: 2, one: false, two: true }),
  // @ts-expect-error Nor does it where the view was put together before.
  () => say('news', tooMuch),
  // @ts-expect-error It names nothing.
  () => say('no-summary', { count: 2 }),
  // @ts-expect-error A list is no text.
  () => say('news', { count: [2], one: false }),
  // @ts-expect-error Only one of the two names the reason.
  (name: 'lead-opening' | 'lead-skipped') => say(name),
  // @ts-expect-error There is no such text.
  () => text(templates, 'check/nothing'),
  // @ts-expect-error The path is missing in one of the rows.
  () => text(templates, 'check/configuration', { count: 1, base: 'main', previews: [{ preview: '' }] }),
]

describe('a sentence', () => {
  it('is refused by the compiler where what it names is missing, superfluous or of another type', () => {
    expect(refused).toHaveLength(10)
  })

  it('comes out with what it names', () => {
    expect(say('news', { count: 2, one: false })).toContain('2')
    expect(sentence(templates, 'commit-open', { incident: 7 })).toBe('Start the postmortem of incident #7')
  })
})

describe('the views of the texts', () => {
  const viewOf = (name: string, template: string) => viewTypeOf(name, template).replace(/\s+/g, ' ')

  it.each([
    ['{{name}}', '{ readonly name: Shown }'],
    ['{{{name}}}', '{ readonly name: Shown }'],
    ['{{#name}}by {{name}}{{/name}}', '{ readonly name: Optional }'],
    ['{{#one}}it{{/one}}{{^one}}{{count}}{{/one}}', '{ readonly one: Condition readonly count: Shown }'],
    [
      '{{#notices.length}}{{#notices}}- {{.}}{{/notices}}{{/notices.length}}',
      '{ readonly notices: readonly string[] }',
    ],
    ['no tags {{! but a comment }}', 'NoView'],
  ])('follow the tags of %j', (template, view) => {
    expect(viewOf('sentences/a', template)).toBe(view)
  })

  it('know lists of views, in which names from outside mean what they mean there', () => {
    const template = '{{zone}}{{#people}}{{login}} in {{zone}}{{/people}}{{#known}}{{teams}}{{/known}}'
    expect(viewOf('facts/people', template)).toBe(
      '{ readonly zone: Shown readonly people: readonly { readonly login: Shown }[] readonly known: Condition readonly teams: Shown }',
    )
  })

  it('are refused where a text has no such list any more', () => {
    expect(() => viewTypeOf('facts/people', '{{login}}')).toThrow('has no section people')
  })
})
