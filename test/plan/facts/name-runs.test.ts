import { describe, expect, it } from 'vitest'
import { nameRuns } from '../../../src/plan/facts/changes/name-runs.ts'

describe('names in a row', () => {
  it.each<[what: string, names: readonly string[], pieces: readonly string[]]>([
    ['that count on are one piece', ['smars-3', 'smars-1', 'smars-2'], ['smars-1 … smars-3']],
    ['are sorted by the value of their numbers', ['web-10', 'web-9', 'web-11'], ['web-9 … web-11']],
    ['may have zeros in front', ['web-08', 'web-09', 'web-10'], ['web-08 … web-10']],
    ['with a gap are two pieces', ['a1', 'a2', 'a3', 'a5', 'a6', 'a7'], ['a1 … a3', 'a5 … a7']],
    ['of two are written out', ['us-1', 'us-2'], ['us-1', 'us-2']],
    ['may go on behind the number', ['eu-1-blue', 'eu-2-blue', 'eu-3-blue'], ['eu-1-blue … eu-3-blue']],
    ['of two kinds are two pieces', ['b-1', 'a-1', 'a-2', 'a-3', 'b-2'], ['a-1 … a-3', 'b-1', 'b-2']],
    ['without numbers are sorted', ['us', 'asia', 'eu'], ['asia', 'eu', 'us']],
    ['may be none', [], []],
  ])('%s', (_what, names, pieces) => {
    expect(nameRuns(names)).toEqual(pieces)
  })
})
