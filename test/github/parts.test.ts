import { describe, expect, it } from 'vitest'
import { createConditionalCache } from '../../src/github/requests/conditional.ts'
import { translate } from '../../src/github/requests/errors.ts'
import { answerWords } from '../../src/github/requests/failure.ts'
import { lastPage, nextLink } from '../../src/github/requests/links.ts'
import { encodePath } from '../../src/github/requests/paths.ts'
import { createShared } from '../../src/github/requests/shared.ts'

describe('links', () => {
  const link = '<https://a.test/x?q=a,b&page=2>; rel="next", <https://a.test/x?q=a,b&page=7>; rel="last"'

  it('name the next page and count the last one', () => {
    expect([nextLink(link), lastPage(link)]).toEqual(['https://a.test/x?q=a,b&page=2', 7])
  })

  it.each(['', 'nonsense', '<https://a.test/x?page=1>; rel="prev"', '<https://a.test/x?after=q>; rel="last"'])(
    'without a next page or a count give nothing: %s',
    (nothing) => {
      expect([nextLink(nothing), lastPage(nothing)]).toEqual([null, null])
    },
  )
})

describe('paths', () => {
  it.each([
    { path: 'postmortems/2026 #1?.md', encoded: 'postmortems/2026%20%231%3F.md' },
    { path: 'a/{owner}:name%2F.md', encoded: 'a/%7Bowner%7D%3Aname%252F.md' },
    { path: '../user', encoded: null },
    { path: 'a/./b', encoded: null },
    { path: 'a//b', encoded: null },
    { path: 'half a pair \uD800', encoded: 'half%20a%20pair%20%EF%BF%BD' },
    { path: '', encoded: null },
  ])('stay in their place: $path', ({ path, encoded }) => {
    expect(encodePath(path)).toBe(encoded)
  })
})

describe('the conditional cache', () => {
  it('gives up the least recently used answers beyond its size', async () => {
    const cache = createConditionalCache(3_000)
    const answer = { etag: '"e"', data: 'x'.repeat(1_000), link: '' }
    await cache.set('one', answer)
    await cache.set('two', answer)
    await cache.get('one')
    await cache.set('three', answer)
    const kept = await Promise.all(['one', 'two', 'three'].map((key) => cache.get(key)))
    expect(kept.map((known) => known !== undefined)).toEqual([true, false, true])
  })
})

describe('a shared answer', () => {
  it('that was forgotten while it was asked for is not kept', async () => {
    const shared = createShared<string>({ maxAge: 1_000, now: () => 0 })
    const first = shared.get('key', async () => 'old')
    shared.forget('key')
    expect(await first).toBe('old')
    expect(await shared.get('key', async () => 'new')).toBe('new')
  })
})

describe('the translation of errors', () => {
  it('leaves faults of the program alone', () => {
    const fault = new TypeError('undefined is not a function')
    expect(() => translate(fault, 'read #1')).toThrow(fault)
  })

  it('takes a timeout for an unclear answer', () => {
    const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    expect(translate(timeout, 'read #1')).toMatchObject({
      fault: { kind: 'outcome-unknown' },
      message: 'GitHub did not answer when the app tried to read #1 (no answer in time); the app looks again soon.',
    })
  })

  it.each([
    [409, 'postmortems/2026-03-02-1-pre-receive-hook-broke-deploys.md does not match 3d21ec5', 'stale'],
    [422, 'PRE-RECEIVE HOOK DECLINED', 'refused rules'],
    [409, 'could not update file: CHANGES MUST BE MADE THROUGH the merge queue.', 'refused rules'],
    [410, 'This issue was deleted', 'refused missing'],
    [410, '', 'refused missing'],
    [410, 'Issues has been disabled in this repository.', 'refused issues-disabled'],
    [451, 'The stars are not right.', 'refused missing'],
    [418, 'The stars are not right.', 'refused invalid'],
    [423, '', 'refused invalid'],
    [507, 'The stars are not right.', 'outcome-unknown'],
  ])('tells %i %j apart', (status, says, kind) => {
    const response = { url: '', headers: {}, data: { message: says } }
    const error = Object.assign(new Error(says), { name: 'HttpError', status, response })
    const { fault, message } = translate(error, 'write')
    expect(fault.kind === 'refused' ? `refused ${fault.reason}` : fault.kind).toBe(kind)
    if (/stars/.test(says) && status < 500) expect(message).toContain('“The stars are not right”')
  })
})

describe('the words of a refusal', () => {
  it.each([
    [{ message: 'No', errors: 'a string' }, 'No: a string'],
    [{ message: 'No', errors: ['one', { message: 'two' }, { field: null, code: 'custom' }] }, 'No: one: two: custom'],
    [{ message: 'No', errors: [['nested', { message: 'deeper' }]] }, 'No: nested: deeper'],
    [{ message: 'No', errors: { base: ['is too long', 7], value: 'submitted' } }, 'No: is too long, '],
    [{ message: 'No', errors: [{ resource: 'Issue', value: 'submitted' }] }, 'No'],
    [{ message: 'No', errors: null }, 'No'],
    [{ message: ['x'], errors: 7 }, ''],
    [{ message: { a: 1 }, errors: [null, undefined, 3, { message: { b: 2 } }] }, ''],
    ['<html>a page</html>', ''],
    [null, ''],
  ])('of %j are %j', (body, words) => {
    expect(answerWords(body)).toBe(words)
  })
})
