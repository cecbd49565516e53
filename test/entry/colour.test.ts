import { expect, test } from 'vitest'
import { colourOf } from '../../src/entry/colour.ts'

test.each([
  ['always', {}, 'a terminal'],
  ['never', {}, 'a pipe'],
  ['never', { NO_COLOR: '1' }, 'a terminal'],
  ['always', { NO_COLOR: '' }, 'a terminal'],
  ['never', { TERM: 'dumb' }, 'a terminal'],
  ['always', { FORCE_COLOR: '1' }, 'a pipe'],
  ['always', { FORCE_COLOR: '1', NO_COLOR: '1' }, 'a pipe'],
  ['never', { FORCE_COLOR: '0' }, 'a terminal'],
] as const)('colour is %s with %j in %s', (expected, variables, place) => {
  expect(colourOf(variables, place === 'a terminal')).toBe(expected)
})
