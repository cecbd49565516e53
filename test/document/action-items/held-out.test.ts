import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  type HeldOutSet,
  heldOutSets,
  labelsOfHeldOut,
  readHeldOut,
  readJudgements,
} from '../../../scripts/corpus/held-out.ts'
import { reviewRules } from '../../../src/document/review/rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'held-out-'))

afterAll(() => rmSync(folder, { recursive: true }))

test.each(heldOutSets)('%s: thirty documents of twenty teams and more, some not in English', (set) => {
  const labels = labelsOfHeldOut(set)
  expect(labels.length).toBeGreaterThanOrEqual(30)
  expect(teamsOf(set).size).toBeGreaterThanOrEqual(20)
  expect(labels.filter(({ language }) => language !== 'en').length).toBeGreaterThanOrEqual(3)
})

test('no team has documents in two sets', () => {
  const teams = heldOutSets.flatMap((set) => [...teamsOf(set)])
  expect(new Set(teams).size).toBe(teams.length)
})

test.each(heldOutSets)('%s: each label is of a line of its own, and says nothing of what stands there', (set) => {
  const labels = labelsOfHeldOut(set)
  for (const { items, unsure } of labels) {
    const lines = [...items.flatMap(({ line, also }) => [line, ...also]), ...unsure]
    expect(new Set(lines).size).toBe(lines.length)
  }
  const texts = labels.flatMap(({ items }) => items).flatMap((item) => Object.values(item).filter(isText))
  expect(new Set(texts).size).toBeLessThanOrEqual(6)
})

test.each(heldOutSets)('%s: each judgement is of a rule that exists and of a labelled document, once', (set) => {
  const judgements = readJudgements(set)
  const files = new Set(labelsOfHeldOut(set).map(({ file }) => file))
  expect(judgements.filter(({ file, rule }) => !files.has(file) || !Object.hasOwn(reviewRules, rule))).toEqual([])
  expect(new Set(judgements.map(({ file, rule, line }) => `${file} ${rule} ${line}`)).size).toBe(judgements.length)
})

test.each(heldOutSets)('%s: without the texts, commands get them, and a path is one word for the shell', (set) => {
  const missing = readHeldOut(join(folder, "who's"), set)
  expect(missing.ok ? '' : missing.reason).toContain("'\\''")
  expect(missing.ok ? '' : missing.reason.match(/^curl .*'https:\/\/raw\.githubusercontent\.com\//gm)).toHaveLength(
    labelsOfHeldOut(set).length,
  )
})

test.each(heldOutSets)('%s: a text that is not the labelled one is named and not measured', (set) => {
  const labels = labelsOfHeldOut(set)
  for (const { file } of labels) writeFileSync(join(folder, file), '# Another text\n')
  const other = readHeldOut(folder, set)
  expect(other.ok ? '' : other.reason).toContain(labels[0]?.file)
})

test('what the page says of the labels holds no text of the documents', () => {
  const lines = readFileSync('test/fixtures/held-out/findings.tsv', 'utf8').trim().split('\n')
  expect(lines.filter((line) => !/^[^\t]+\t[a-z/-]+\t(?:\d+\t(?:right|wrong)|line\tverdict)$/.test(line))).toEqual([])
})

function teamsOf(set: HeldOutSet): ReadonlySet<string> {
  return new Set(labelsOfHeldOut(set).map(({ repository }) => repository.split('/')[0] ?? repository))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
