import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { effectiveValues, parseConfiguration } from '../../src/config/configuration.ts'
import { configurationKeys } from '../../src/config/keys.ts'
import { configurationSchema } from '../../src/config/schema.ts'

/** Words that YAML and this file give a meaning, in any order: more mistakes per letter than random text has. */
const word = fc.constantFrom(
  ...configurationKeys.flatMap((key) => key.path),
  ...['\n', '\n  ', '\r\n', ' ', ': ', ':', '- ', '[', ']', '{', '}', ', ', '&a ', '*a', '!!str ', '!x', '#', '|\n  '],
  ...['"', "'", '>', '%', '@', '`', '\t', '---\n', '...', '? ', '<<: ', '~', 'null', 'true', '3 days', 'observe', '9'],
  ...['99', '-1', '1e99', '.inf', '__proto__', 'constructor', 'toString', '_extends', '\uFEFF', '\u202E', '🔥'],
)
const yamlish = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('act', 'observe', 'off', 'UTC', '3 days', 'incident', 'postmortem-action', '@acme/sre'),
  fc.integer({ min: -5, max: 120 }),
)
const sectionNames = [...new Set(configurationKeys.flatMap((key) => (key.path.length === 2 ? [key.path[0]] : [])))]
const nestedNames = configurationKeys.flatMap((key) => key.path.slice(1))
const plausible = fc.dictionary(
  fc.oneof(fc.constantFrom(...configurationKeys.map((key) => key.path[0])), fc.string()),
  fc.oneof(anyValue, fc.dictionary(fc.constantFrom(...nestedNames), anyValue)),
)

function isComplete(repository: string, owner: string): boolean {
  const result = parseConfiguration({
    repository: { source: 'repository', text: repository },
    owner: { source: 'owner', text: owner },
  })
  const nested: Record<string, unknown> = {}
  for (const { key, value } of effectiveValues(result)) {
    const [first = '', second] = key.split('.')
    if (second === undefined) nested[first] = value
    else nested[first] = { ...Object(nested[first]), [second]: value }
  }
  const labels = [nested.incident_label, result.configuration.actionItems.label, nested.complete_label]
  return (
    configurationSchema.safeParse(nested).success &&
    effectiveValues(result).length === configurationKeys.length &&
    new Set(labels.map((label) => String(label).toLowerCase())).size === 3 &&
    result.problems.length <= 44 &&
    result.problems.every(({ line, column, message }) => line >= 1 && column >= 1 && !message.includes('\n'))
  )
}

describe('whatever the files hold', () => {
  test('text that looks like YAML gives a full and valid configuration', () => {
    fc.assert(
      fc.property(yamlish, yamlish, (one, other) => isComplete(one, other)),
      { numRuns: 1500 },
    )
  })

  test('any JSON value gives a full and valid configuration', () => {
    fc.assert(
      fc.property(fc.jsonValue(), plausible, (one, other) => isComplete(JSON.stringify(one), JSON.stringify(other))),
      { numRuns: 500 },
    )
  })

  test('plausible keys with any values give a full and valid configuration', () => {
    expect(sectionNames).toEqual(['start', 'action_items', 'reminders'])
    fc.assert(
      fc.property(plausible, plausible, (one, other) => isComplete(dump(one), dump(other))),
      { numRuns: 500 },
    )
  })

  test('problems never point past the end of the file', () => {
    fc.assert(
      fc.property(yamlish, (text) => {
        const lines = text.split(/\r\n|\n|\r/)
        const { problems } = parseConfiguration({ repository: { source: 'x', text }, owner: null })
        return problems.every(
          ({ line, column }) => line <= lines.length && column <= (lines[line - 1]?.length ?? 0) + 1,
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('valid values are taken as they are, and all others stay the default', () => {
    fc.assert(
      fc.property(valid, (file) => {
        const result = parseConfiguration({ repository: { source: 'x', text: dump(file) }, owner: null })
        expect(result.problems).toEqual([])
        const { reminders, action_items: items, ...top } = file
        const written = new Map<string, unknown>([
          ...Object.entries(top),
          ...Object.entries(reminders ?? {}).map(([key, value]) => [`reminders.${key}`, value] as const),
          ...Object.entries(items ?? {}).map(([key, value]) => [`action_items.${key}`, value] as const),
        ])
        for (const { key, value, source } of effectiveValues(result)) {
          expect(source).toBe(written.has(key) ? 'repository' : 'default')
          expect(value).toEqual(written.has(key) ? written.get(key) : defaults.get(key))
        }
      }),
      { numRuns: 500 },
    )
  })
})

const defaults = new Map(configurationKeys.map((key) => [key.name, key.default]))
const label = fc.stringMatching(/^[a-z0-9]{1,20}( [a-z:]{1,20})?$/)
const valid = fc.record(
  {
    enabled: fc.boolean(),
    mode: fc.constantFrom('act', 'observe'),
    write_back: fc.constantFrom('commit', 'pull-request', 'off'),
    base_branch: fc.constantFrom(null, 'main', 'null', '1.x', 'true', 'release/9'),
    directory: fc.constantFrom('docs', 'a b/c', '2024', 'null'),
    severity_labels: fc.array(label, { maxLength: 20 }),
    action_items: fc.record({ max: fc.integer({ min: 1, max: 100 }) }, { requiredKeys: [] }),
    reminders: fc.record(
      {
        enabled: fc.boolean(),
        hour: fc.integer({ min: 0, max: 23 }),
        zone: fc.constantFrom('UTC', 'Europe/Zurich', 'America/New_York', 'Etc/GMT+3'),
        escalation: fc.constantFrom(null, '@acme/sre', '@octo-cat'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)
