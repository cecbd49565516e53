import { describe, expect, test } from 'vitest'
import { reviewDocument } from '../../../src/document/review/review.ts'
import { findings, options } from './findings.ts'

describe('a table', () => {
  const head = '| What went well | Why |\n| --- | --- |\n'

  test.each(['', '| | |\n', '| TBD | |\n', '| ??? | ??? |\n', '| <what> | Tell why |\n', '| - | n/a |\n'])(
    'answers nothing by its head, empty rows or placeholders: %j',
    (rows) => {
      const asked = findings(`## What went well\n\n${head}${rows}`, 'question/unanswered')
      expect(asked.map(({ message }) => message)).toContain('The document does not say yet what went well.')
    },
  )

  test('answers by a row', () => {
    const asked = findings(
      `## What went well\n\n${head}| The rollback took four minutes | rehearsed |\n`,
      'question/unanswered',
    )
    expect(asked.map(({ message }) => message)).not.toContain('The document does not say yet what went well.')
  })
})

describe('a question', () => {
  const unanswered = (text: string) =>
    findings(text, 'question/unanswered').map(({ suggestion }) => suggestion?.split(' ')[0] ?? '')
  const all = unanswered('# Down\n').length

  test.each([
    ['a label that heads a list', 'What went well:\n\n- The rollback took four minutes'],
    ['a heading in italics', '_Lessons learned_\n\n- A cache is a part of the service'],
    ['a heading without its accents', '## Que salio bien\n\nLa alerta llegó en dos minutos.'],
    [
      'causes in another language',
      '## Causas raíz estructurales\n\nNo existe un procedimiento para desplegar las funciones.',
    ],
    [
      'a sentence beside an item with a colon',
      '## What we learned\n\n- Assuming the cause is correct: the driver and the disk do not fit each other',
    ],
    ['praise elsewhere', '# Down\n\nKudos to the support team for the calm answers.'],
    ['a message in another language', '# Panne\n\nUne cliente a signalé des erreurs au support.'],
  ])('is answered at least by half by %s', (_name, text) => {
    expect(unanswered(text).length).toBeLessThan(all)
  })
})

describe('lessons told below headings of other questions', () => {
  test('are not asked for again', () => {
    const text = '## Lessons learned\n\n### What went well\n\n- The rollback took four minutes\n'
    const asked = findings(text, 'question/unanswered').map(({ message }) => message)
    expect(asked).not.toContain('The document does not say yet what else there was to learn.')
    expect(findings('## Lessons learned\n', 'question/unanswered').map(({ message }) => message)).toContain(
      'The document does not say yet what else there was to learn.',
    )
  })
})

describe('a heading that means two things', () => {
  const answersOf = (text: string) => {
    const reviewed = reviewDocument(text, options)
    if (!reviewed.ok) throw new Error(reviewed.problem)
    return reviewed.answers
  }

  test.each([
    ['Lessons learned and future improvements', ['lessons', 'actions']],
    ['Remediation and architectural lessons', ['lessons', 'actions']],
    ['What went well / what went wrong', ['wentWell', 'better']],
    ['Participants & communication', ['who', 'communication']],
    ['Timeline and lessons learned', ['lessons']],
    ['Erkenntnisse und Maßnahmen', ['lessons', 'actions']],
  ] as const)('answers both: %s', (heading, names) => {
    const answers = answersOf(`## ${heading}\n\nThe pool of connections needs a limit, and its alert needs an owner.\n`)
    for (const name of names) expect(answers[name]).toBe('answered')
  })

  test('answers no more than it names', () => {
    expect(answersOf('## Lessons learned and thanks to Berlin\n\nA limit is a promise to others.\n').actions).toBe(
      'missing',
    )
  })
})
