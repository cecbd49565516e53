import { describe, expect, test } from 'vitest'
import { reviewDocument } from '../../../src/document/review/review.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'
import { further, furtherKeptBack, keptBack, sentences, type Weight } from './people-sentences.ts'

const options = {
  texts: loadTemplates(),
  today: null,
  require: [],
  headings: {},
  participants: [],
  template: null,
  path: null,
}

function weightOf(sentence: string): Weight {
  const reviewed = reviewDocument(`# Down\n\n## What happened\n\n${sentence}\n`, options)
  if (!reviewed.ok) throw new Error(reviewed.problem)
  const weights = reviewed.findings.filter(({ rule }) => rule.startsWith('people/')).map(({ severity }) => severity)
  return weights.includes('warning') ? 'warning' : weights.includes('notice') ? 'notice' : 'none'
}

describe('a sentence about people', () => {
  test.each([...sentences, ...further])('%s, %s: %s', (weight, _why, sentence) =>
    expect(weightOf(sentence)).toBe(weight),
  )
})

describe('a sentence about people that no rule was written for', () => {
  test.each([...keptBack, ...furtherKeptBack])('%s, %s: %s', (weight, _why, sentence) =>
    expect(weightOf(sentence)).toBe(weight),
  )
})
