import { expect, it } from 'vitest'
import { readBackTo } from '../../src/github/read/read-back-to.ts'

/** Pages of two entries, each an hour before the one ahead of it, from noon back. */
async function* pages(count: number): AsyncGenerator<readonly string[]> {
  for (let page = 0; page < count; page += 1) {
    const at = (entry: number) => new Date(Date.UTC(2026, 2, 2, 12) - (2 * page + entry) * 3_600_000).toISOString()
    yield [at(0), at(1)]
  }
}

it.each([
  ['the first page alone where nobody says how far back', undefined, 9, 2],
  ['one page where it reaches back so far', '2026-03-02T11:30:00Z', 9, 2],
  ['more where it does not', '2026-03-02T09:30:00Z', 9, 4],
  ['all of a short list', '2026-01-01T00:00:00Z', 3, 6],
  ['five pages at most', '2026-01-01T00:00:00Z', 9, 10],
  ['nothing of an empty list', '2026-01-01T00:00:00Z', 0, 0],
])('reads %s', async (_what, since, count, read) => {
  expect(await readBackTo(since, pages(count), (at) => at)).toHaveLength(read)
})
