import { expect, test } from 'vitest'
import { matchOwners } from '../../../src/document/action-items/match-owners.ts'

const owners = (...names: string[]) => ({ logins: ['wes'], teams: [], names })

test.each([
  ['the map', ['Alice Brenner'], ['wes', 'alice-b'], []],
  ['the map, whatever the case', ['alice brenner'], ['wes', 'alice-b'], []],
  ['a participant whose login it is', ['Tia Falk'], ['wes', 'tia-falk'], []],
  ['nobody', ['Harbour team'], ['wes'], ['Harbour team']],
  ['two participants', ['Sam'], ['wes'], ['Sam']],
  ['somebody who is named already', ['Wes'], ['wes'], []],
])('a name is matched by %s', (_name, names, logins, left) => {
  const people = { 'Alice Brenner': 'alice-b' }
  const participants = ['tia-falk', 'wes', 'sam', 's-am']
  expect(matchOwners(owners(...names), people, participants)).toEqual({ logins, teams: [], names: left })
})
