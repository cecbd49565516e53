import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Comment } from '../../src/domain/issue.ts'
import { boundedTalk } from '../../src/github/read/conversation.ts'

const self = { login: 'aftermath[bot]', appIds: [7], logins: [] }

function aComment(body: string, login = 'wes'): Comment {
  const author = { login, bot: login.endsWith('[bot]'), appId: login === self.login ? 7 : null }
  return { id: 1, body, author, createdAt: '', updatedAt: '', url: '', marks: 0, hidden: false }
}

const bodies = (comments: readonly Comment[]) => comments.map(({ body }) => body)

describe('a conversation', () => {
  it('that is short is read whole', () => {
    const comments = [aComment('one'), aComment('two')]
    expect(boundedTalk(comments, self, 6)).toBe(comments)
  })

  it('of which the longest comments are too long has those cut, and says so', () => {
    const comments = [aComment('x'.repeat(10)), aComment('short'), aComment('y'.repeat(9))]
    const read = boundedTalk(comments, self, 15)
    expect(bodies(read)).toEqual(['xxxxx', 'short', 'yyyyy'])
    expect(read.map(({ cut }) => cut)).toEqual([true, undefined, true])
  })

  it('keeps what the app itself wrote, whatever others write', () => {
    const own = aComment('<!-- aftermath:v1 status {} -->', 'aftermath[bot]')
    const flood = Array.from({ length: 50 }, () => aComment('z'.repeat(100)))
    expect(boundedTalk([own, ...flood], self, 500)[0]).toEqual(own)
  })

  it('is cut within no character', () => {
    expect(bodies(boundedTalk([aComment('\u{1f525}\u{1f525}')], self, 3))).toEqual(['\u{1f525}'])
  })

  it('holds no more than may be, and begins as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 })), fc.nat(400), (texts, most) => {
        const read = bodies(
          boundedTalk(
            texts.map((text) => aComment(text)),
            self,
            most,
          ),
        )
        expect(read.join('').length).toBeLessThanOrEqual(Math.max(most, 0))
        for (const [index, body] of read.entries()) expect(texts[index]?.startsWith(body)).toBe(true)
      }),
    )
  })
})
