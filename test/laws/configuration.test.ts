import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect } from 'vitest'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { effectiveValues, toValues } from '../../src/config/effective-values.ts'
import { configurationKeys, topLevel } from '../../src/config/schema/keys.ts'
import { configurationSchema } from '../../src/config/schema/schema.ts'
import { hostileText, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('configuration')

const key = fc.constantFrom(...configurationKeys.flatMap(({ path }) => path))
/** Keys of this file among all that means something to YAML. */
const yamlish = fc.oneof(
  fc
    .array(fc.oneof(key, piecesOf('yaml'), fc.constantFrom(': ', '\n', '\n  ', ': 3 days\n')), { maxLength: 12 })
    .map((parts) => parts.join('')),
  piecesOf('yaml', 'unseen'),
  hostileText,
)

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('act', 'observe', 'off', 'UTC', '3 days', 'incident', 'postmortem-action', '@acme/sre'),
  fc.integer({ min: -5, max: 120 }),
)
const nestedNames = configurationKeys.flatMap((key) => key.path.slice(1))
const plausible = fc.dictionary(
  fc.oneof(fc.constantFrom(...topLevel.map(({ name }) => name)), fc.string()),
  fc.oneof(anyValue, fc.dictionary(fc.constantFrom(...nestedNames), anyValue, { maxKeys: 4 })),
  { maxKeys: 6 },
)

function isComplete(repository: string, owner: string): boolean {
  const result = parseConfiguration({
    repository: { source: 'repository', text: repository },
    owner: { source: 'owner', text: owner },
  })
  const { incidentLabel, actionItems, completeLabel } = result.configuration
  const labels = [incidentLabel, actionItems.label, completeLabel]
  return (
    configurationSchema.safeParse(toValues(result.configuration)).success &&
    effectiveValues(result).every(({ value }) => value !== undefined) &&
    new Set(labels.map((label) => label.toLowerCase())).size === 3 &&
    result.problems.length <= 54 &&
    result.problems.every(({ line, column, message }) => line >= 1 && column >= 1 && !message.includes('\n'))
  )
}

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
    review: fc.record({ require: fc.subarray(['questions', 'owners', 'due-dates']) }, { requiredKeys: [] }),
    required_for: fc.oneof(fc.constant('all'), fc.array(label, { maxLength: 20 })),
    deadlines: fc.array(fc.constantFrom('1 day', '3 days', '10 business days', null), { maxLength: 20 }),
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

function mistyped(name: string, at: number, slip: string): string {
  const index = at % (name.length - 1)
  const [one = '', other = ''] = name.slice(index, index + 2)
  const wrong = slip === 'drop' ? other : slip === 'double' ? one + one + other : other + one
  return name.slice(0, index) + wrong + name.slice(index + 2)
}

describe('whatever the files hold', () => {
  law.costly(
    'text that looks like YAML gives a full and valid configuration',
    fc.property(yamlish, yamlish, (one, other) => isComplete(one, other)),
  )

  law.costly(
    'any JSON value gives a full and valid configuration',
    fc.property(fc.jsonValue(), plausible, (one, other) => isComplete(JSON.stringify(one), JSON.stringify(other))),
  )

  law.costly(
    'plausible keys with any values give a full and valid configuration',
    fc.property(plausible, plausible, (one, other) => isComplete(dump(one), dump(other))),
  )

  law(
    'problems never point past the end of the file',
    fc.property(yamlish, (text) => {
      const lines = text.split(/\r\n|\n|\r/)
      const { problems } = parseConfiguration({ repository: { source: 'x', text }, owner: null })
      return problems.every(({ line, column }) => line <= lines.length && column <= (lines[line - 1]?.length ?? 0) + 1)
    }),
  )

  law.costly(
    'valid values are taken as they are, and all others stay the default',
    fc.property(valid, (file) => {
      const result = parseConfiguration({ repository: { source: 'x', text: dump(file) }, owner: null })
      expect(result.problems).toEqual([])
      const { reminders, action_items: items, review, ...top } = file
      const written = new Map<string, unknown>([
        ...Object.entries(top),
        ...Object.entries(reminders ?? {}).map(([key, value]) => [`reminders.${key}`, value] as const),
        ...Object.entries(review ?? {}).map(([key, value]) => [`review.${key}`, value] as const),
        ...Object.entries(items ?? {}).map(([key, value]) => [`action_items.${key}`, value] as const),
      ])
      for (const { key, value, source } of effectiveValues(result)) {
        expect(source).toBe(written.has(key) ? 'repository' : 'default')
        expect(value).toEqual(written.has(key) ? written.get(key) : defaults.get(key))
      }
    }),
  )

  law.costly(
    'every effective value written into a file gives the same configuration, without a problem',
    fc.property(yamlish, plausible, (one, other) => {
      const first = parseConfiguration({
        repository: { source: 'x', text: one },
        owner: { source: 'y', text: dump(other) },
      })
      const text = dump(toValues(first.configuration))
      const second = parseConfiguration({ repository: { source: 'x', text }, owner: null })
      expect(second.problems).toEqual([])
      expect(second.configuration).toEqual(first.configuration)
    }),
  )

  law.costly(
    'a mistyped key costs nothing but itself, and is answered with the one that was meant',
    fc.property(
      valid,
      fc.constantFrom(...topLevel),
      fc.nat(),
      fc.constantFrom('drop', 'double', 'swap'),
      (file, meant, at, slip) => {
        const typo = mistyped(meant.name, at, slip)
        fc.pre(!topLevel.some(({ name }) => name === typo))
        const rest = Object.fromEntries(Object.entries(file).filter(([name]) => name !== meant.name))
        const read = (said: object) =>
          parseConfiguration({ repository: { source: 'x', text: dump(said) }, owner: null })
        const { configuration, problems } = read({ ...rest, [typo]: 1 })
        expect(configuration).toEqual(read(rest).configuration)
        expect(problems).toMatchObject([
          { key: typo, message: expect.stringContaining('is not a known key (did you mean') },
        ])
      },
    ),
  )
})
