import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { holdsUp, mutationTraits } from '../../../src/domain/mutation-traits.ts'
import { refusedRead, refusedWrite } from '../../../src/domain/refusal.ts'
import { refusedError, translate } from '../../../src/github/requests/errors.ts'
import { causesOf, isRefused } from '../../../src/plan/status/refused.ts'
import { refusalOf } from '../../../src/reconcile/refusal.ts'

const locked = { kind: 'permission', because: 'the conversation is locked; unlock it.' } as const

function openItem(ordinal: number): Mutation {
  const identity = { pull: 9, ordinal }
  const texts = { title: '', body: '', labels: [], assignees: [], attachTo: null }
  return { rule: 'open-item', of: `9:${ordinal}`, do: 'open-item', incident: 1, identity, ...texts }
}

describe('what GitHub refused', () => {
  it('is told once a cause, however the thing is called that it keeps from being done', () => {
    const names = ['write a, because b.md on main', 'write c.md on main']
    const errors = names.map((what) => {
      return refusedError(what, {
        status: 422,
        reason: 'invalid',
        because: 'no file can have this name',
        remedy: 'mend it',
      })
    })
    const refusals = errors.flatMap((error, index) => {
      const words = refusalOf(error, 'throw')
      return words === null ? [] : [refusedWrite({ rule: 'open-item', of: `${index}` }, words)]
    })
    expect(causesOf(refusals)).toEqual([
      'The app could not write a, because b.md on main, because no file can have this name; mend it.',
    ])
  })

  it('has no cause but its sentence where GitHub did not answer', () => {
    const words = refusalOf(translate(new DOMException('', 'TimeoutError'), 'read it'), 'tell')
    expect(words?.cause).toEqual({ kind: 'outcome-unknown', because: words?.sentence })
  })

  it('is told in its place, and not once more by its cause, where it is a fact or a link back', () => {
    const words = { cause: locked, sentence: 'It is locked.' }
    expect(causesOf([refusedRead({ ask: 'releases' }, words), refusedWrite({ rule: 'write-back' }, words)])).toEqual([])
    expect(causesOf([refusedRead({ ask: 'comments' }, words)])).toEqual(['It is locked.'])
  })

  it('holds back its like where the reason is no matter of the one write', () => {
    const refused = [refusedWrite(openItem(1), { cause: locked, sentence: '' })]
    expect(isRefused(openItem(2), refused)).toBe(true)
    const invalid = [refusedWrite(openItem(1), { cause: { kind: 'invalid', because: '' }, sentence: '' })]
    expect([1, 2].map((ordinal) => isRefused(openItem(ordinal), invalid))).toEqual([true, false])
  })
})

describe('what GitHub refused of one follow-up', () => {
  const edit = (number: number): Mutation => {
    const change = { was: '', body: '', assignees: null, close: null } as const
    return { rule: 'edit-item', of: `#${number}`, do: 'edit-item', number, ...change }
  }
  const refusals = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const sentence = `The app could not carry out a command on #${index + 1}.`
      return refusedWrite(edit(index + 1), { cause: locked, sentence })
    })

  it('holds back no other, however many there are', () => {
    expect([4, 5].map((number) => isRefused(edit(number), refusals(4)))).toEqual([true, false])
  })

  it('has its own sentence, and of very many one speaks for all', () => {
    expect(causesOf(refusals(3))).toEqual([1, 2, 3].map((n) => `The app could not carry out a command on #${n}.`))
    expect(causesOf(refusals(11))).toHaveLength(1)
  })

  it('keeps only what is said of it waiting', () => {
    const answer: Mutation = { rule: 'answer-command', of: '1', do: 'react', comment: 1, reaction: '+1' }
    expect([holdsUp(edit(1), edit(2)), holdsUp(edit(1), answer), holdsUp(answer, edit(1))]).toEqual([
      false,
      true,
      false,
    ])
  })
})

it('the app asks for every permission that a write needs', () => {
  const asked = load(readFileSync('app.yml', 'utf8'))
  const needed = Object.values(mutationTraits).flatMap(({ needs }) => needs)
  const written = Object.fromEntries(needed.map((name) => [name, 'write']))
  expect(asked).toMatchObject({ default_permissions: written })
})
