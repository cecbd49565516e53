import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { labelsOfHeldOut, readHeldOut, readJudgements } from '../../../scripts/corpus/held-out.ts'
import { rules } from '../../../src/document/review/rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'held-out-'))
const labels = labelsOfHeldOut()

afterAll(() => rmSync(folder, { recursive: true }))

test('thirty documents of a dozen teams and more are labelled, some not in English', () => {
  const teams = new Set(labels.map(({ repository }) => repository.split('/')[0]))
  expect(labels).toHaveLength(30)
  expect(teams.size).toBeGreaterThanOrEqual(12)
  expect(labels.filter(({ language }) => language !== 'en').length).toBeGreaterThanOrEqual(4)
})

test('each label is of a line of its own, and says nothing of what stands there', () => {
  for (const { items, unsure } of labels) {
    const lines = [...items.flatMap(({ line, also }) => [line, ...also]), ...unsure]
    expect(new Set(lines).size).toBe(lines.length)
  }
  const texts = labels.flatMap(({ items }) => items).flatMap((item) => Object.values(item).filter(isText))
  expect(new Set(texts).size).toBeLessThanOrEqual(6)
})

test('each judgement is of a rule that exists and of a document that is labelled, once', () => {
  const judgements = readJudgements()
  const files = new Set(labels.map(({ file }) => file))
  expect(judgements.filter(({ file, rule }) => !files.has(file) || !Object.hasOwn(rules, rule))).toEqual([])
  expect(new Set(judgements.map(({ file, rule, line }) => `${file} ${rule} ${line}`)).size).toBe(judgements.length)
})

test('without the texts, the commands that get them are told, and a path is one word for the shell', () => {
  const missing = readHeldOut(join(folder, "who's"))
  expect(missing.ok ? '' : missing.reason).toContain("'\\''")
  expect(missing.ok ? '' : missing.reason.match(/^curl .*'https:\/\/raw\.githubusercontent\.com\//gm)).toHaveLength(30)
})

test('a text that is not the labelled one is named and not measured', () => {
  for (const { file } of labels) writeFileSync(join(folder, file), '# Another text\n')
  const other = readHeldOut(folder)
  expect(other.ok ? '' : other.reason).toContain(labels[0]?.file)
})

test('what the page says of the labels holds no text of the documents', () => {
  const lines = readFileSync('test/fixtures/held-out/findings.tsv', 'utf8').trim().split('\n')
  expect(lines.filter((line) => !/^[^\t]+\t[a-z/-]+\t(?:\d+\t(?:right|wrong)|line\tverdict)$/.test(line))).toEqual([])
})

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
