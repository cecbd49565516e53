import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { effectiveValues } from '../../src/config/effective-values.ts'
import { configurationMarkdown, exampleFile } from '../../src/config/markdown.ts'
import { configurationJsonSchema } from '../../src/config/schema/json-schema.ts'
import { configurationKeys, serviceKeys, topLevel } from '../../src/config/schema/keys.ts'
import { frontMatterJsonSchema } from '../../src/document/front-matter/front-matter-schema.ts'

const property = z.looseObject({
  default: z.unknown(),
  description: z.string().min(1),
  properties: z.record(z.string(), z.looseObject({ default: z.unknown(), description: z.string().min(1) })).optional(),
  additionalProperties: z.unknown().optional(),
})
const shape = z.looseObject({
  $schema: z.literal('http://json-schema.org/draft-07/schema#'),
  title: z.string(),
  description: z.string(),
  properties: z.record(z.string(), property),
  additionalProperties: z.literal(false),
})

const schema = shape.parse(configurationJsonSchema())
const schemaDefaults = Object.entries(schema.properties).flatMap(([name, section]) =>
  section.properties === undefined
    ? [[name, section.default]]
    : Object.entries(section.properties).map(([key, value]) => [`${name}.${key}`, value.default]),
)
const empty = parseConfiguration({ repository: { source: 'x', text: '' }, owner: null })

describe('the JSON schema', () => {
  test('has for every key the default of an empty file', () => {
    expect(schemaDefaults).toEqual(effectiveValues(empty).map((row) => [row.key, row.value]))
  })

  test('requires nothing but what an override is for, allows no other keys and has no address', () => {
    const { overrides: _, ...others } = schema.properties
    expect(JSON.stringify(others)).not.toContain('"required"')
    expect(JSON.stringify(schema)).not.toContain('"$id"')
    const sections = Object.values(schema.properties).filter((section) => section.properties !== undefined)
    expect(sections.length).toBeGreaterThan(0)
    expect(sections.filter((section) => section.additionalProperties !== false)).toEqual([])
  })

  test('accepts the documented example, as a validator made from it sees it', () => {
    const validator = z.fromJSONSchema(configurationJsonSchema())
    expect(validator.safeParse(load(exampleFile())).success).toBe(true)
    expect(validator.safeParse({ mode: 'watch' }).success).toBe(false)
    expect(validator.safeParse({ reminders: { tz: 'UTC' } }).success).toBe(false)
    expect(validator.safeParse({ services: { checkout: { paths: ['lib'], team: null } } }).success).toBe(true)
    expect(validator.safeParse({ services: { checkout: { path: ['lib'] } } }).success).toBe(false)
    expect(validator.safeParse({ services: { '': {} } }).success).toBe(false)
    expect(validator.safeParse({ overrides: [{ when: { labels: ['a'] }, mode: 'observe' }] }).success).toBe(true)
    expect(validator.safeParse({ overrides: [{ mode: 'observe' }] }).success).toBe(false)
    const overrides = (more: object) =>
      validator.safeParse({ overrides: [{ when: { labels: ['a'] }, ...more }] }).success
    expect(overrides({ enabled: false, services: { checkout: { lead: '@ana' } } })).toBe(true)
    expect(overrides({ services: { checkout: { leads: '@ana' } } })).toBe(false)
    expect(overrides({ overrides: [] })).toBe(false)
  })

  test('has only patterns that mean the same without the unicode flag', () => {
    const patterns = [...JSON.stringify(schema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) =>
      z.string().parse(JSON.parse(text)),
    )
    expect(patterns.length).toBeGreaterThan(5)
    for (const pattern of patterns) {
      expect(pattern).not.toMatch(/\\[pPu]\{/)
      expect(() => new RegExp(pattern, 'u')).not.toThrow()
    }
  })
})

describe('the documentation', () => {
  const text = configurationMarkdown()

  test('shows a whole file that parses to the defaults, key by key', () => {
    const result = parseConfiguration({ repository: { source: 'x', text: exampleFile() }, owner: null })
    expect(result.problems).toEqual([])
    expect(result.configuration).toEqual(empty.configuration)
    expect(new Set(Object.values(result.sources))).toEqual(new Set(['repository']))
  })

  test('has one row for every key with what it allows and means', () => {
    for (const key of [...configurationKeys, ...serviceKeys('<name>')]) {
      const rows = text.split('\n').filter((line) => line.startsWith(`| \`${key.name}\` |`))
      expect(rows).toHaveLength(1)
      expect(rows[0]).toContain(`| ${key.allowed} | ${key.description} |`)
    }
  })

  test('has examples that are files without mistakes, but for the one about mistakes', () => {
    const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, body = '']) => body)
    const counts = examples.map(
      (body) => parseConfiguration({ repository: { source: 'x', text: body }, owner: null }).problems.length,
    )
    expect(counts).toEqual([0, 0, 0, 0, 2])
  })

  test('describes every key in one sentence', () => {
    const entries = [...topLevel, ...configurationKeys, ...serviceKeys('x')]
    expect(entries.filter((entry) => !/^[A-Z].*\.$/.test(entry.description))).toEqual([])
    expect(configurationKeys.filter((key) => key.allowed === '')).toEqual([])
  })
})

describe('the committed files', () => {
  const rows: readonly [string, string][] = [
    ['docs/configuration.md', configurationMarkdown()],
    ['schema/postmortem.schema.json', `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`],
    ['schema/front-matter.schema.json', `${JSON.stringify(frontMatterJsonSchema(), null, 2)}\n`],
  ]
  test.each(rows)('%s is what the code generates', (path, content) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content)
  })
})
