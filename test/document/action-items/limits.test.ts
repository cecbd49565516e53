import { expect, it } from 'vitest'
import { refusal } from '../../../src/text/markdown/limits.ts'

it.each([
  ['\n', 'line feeds'],
  ['\r\n', 'both'],
  ['\r', 'carriage returns'],
])('a document of more than 40,000 lines, ended by %j, is refused with a sentence', (end) => {
  expect(refusal(`a${end}`.repeat(39_999))).toBeNull()
  expect(refusal(`a${end}`.repeat(40_001))).toMatch(/more than 40,000 lines\. Move long logs/)
})

it('a document whose lines open more levels of quotes than a parser keeps is refused with a sentence', () => {
  const line = `${'> '.repeat(50)}a\n`
  expect(refusal(line.repeat(2_990))).toBeNull()
  expect(refusal(line.repeat(3_010))).toMatch(/more than 150,000 marks of lists and quotes\. Move long logs/)
})
