import { describe, expect, test } from 'vitest'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'

function under(body: string, heading = '## Action items'): readonly string[] {
  return readActionItems(`# T\n\n${heading}\n\n${body}\n`).items.map(({ text, source, state, owners }) =>
    [text === '' ? source : text, ...owners.names.map((name) => `by ${name}`), ...(state ? [state] : [])].join(' · '),
  )
}

describe('a list item that tells of a thing what was done to it', () => {
  test.each([
    'stuck transactions were accelerated and were finalized, users got paid',
    'fix was appllied to avoid the same issue',
    'Funds from all strategies with similar code have been withdrawn.',
    'The key was quickly revoked by the vendor',
  ])('is done: %s', (text) => expect(under(`- ${text}`)).toEqual([`${text} · done`]))

  test.each([
    'The alert was never tested',
    'The limits should have been documented',
    'The queue was misconfigured and needs a default',
    'A second region was planned for May',
  ])('is not, where it went wrong or is only meant: %s', (text) =>
    expect(under(`- ${text}`).filter((item) => item.endsWith('done'))).toEqual([]),
  )
})

describe('a list item below a kind of measures that states what something does', () => {
  test.each([
    'The policy on shared files generalises the lesson.',
    'ADR [`docs/decisions/0004.md`](../decisions/0004.md)\n  defines the boundary and locks the new design.',
    'Test [`tests/infra.py`](../tests/infra.py)\n  guards the existence of the snippet in this repository.',
    'The smoke test in `deploy.yml` caught any repetition of it.',
  ])('is done: %s', (text) => {
    expect(under(`- ${text}`, '## Prevention').map((item) => item.split(' · ').at(-1))).toEqual(['done'])
  })

  test.each([
    ['## Prevention', 'Nightly backups of the database'],
    ['## Prevention', 'Alert the on-call when the policy covers the host'],
    ['## Prevention', 'The policy that covers the shared files should name an owner'],
    ['## Prevention', 'Load tests that cover the new region'],
    ['## Prevention', 'A dashboard that shows the queue by region'],
    ['## Action items', 'The network team reviews the alerts'],
  ])('is to do where it asks for something: %s, %s', (heading, text) => {
    expect(under(`- ${text}`, heading)).toEqual([expect.not.stringContaining('done')])
  })
})

describe('a list of what is not to do by itself', () => {
  test.each([
    ['Options:', '1. Use a token\n2. Move the database\n3. Write a second job'],
    ['**Opciones:**', '1. Usar un token\n2. Mover la base\n3. Crear otra variable'],
    ['Alternatives considered:', '- Use a token\n- Move the database'],
    ['Optionen:', '- Token benutzen\n- Datenbank verschieben'],
  ])('holds ways to do one thing: %s', (label, list) => expect(under(`${label}\n\n${list}`)).toEqual([]))

  test('leaves the heading above its ways as the item', () => {
    expect(
      under('### A2. Resolve the clash of staging\n\n**Priority:** high\n**Options:**\n1. Use a token\n2. Move it'),
    ).toEqual([expect.stringContaining('Resolve the clash of staging')])
  })

  test.each([
    ['### カテゴリの説明', '- **予防:** 再発しないようにする対策\n- **検知:** 早く検知する改善'],
    ['### Leyenda', '- **Alta:** esta semana\n- **Baja:** este mes'],
  ])('explains the words of a table: %s', (heading, list) => {
    const table = '| Action | Owner |\n| --- | --- |\n| Add an alert | @tia |'
    expect(under(`${table}\n\n${heading}\n\n${list}`)).toHaveLength(1)
  })

  test('tells of the document', () => {
    expect(under('- Rename the queue\n\n**Last Updated:** 2025-08-08\n**Next Review:** after the migration')).toEqual([
      'Rename the queue',
    ])
  })
})

describe('a list item that begins with capitals for its state', () => {
  test.each([
    ['**DONE** rename the queue', 'rename the queue · done'],
    ['DONE rename the queue', 'rename the queue · done'],
    ['**DOING** rename the queue', 'rename the queue · in-progress'],
    ['**FIXME** see how the queue is named', 'see how the queue is named · open'],
    ['**TODO** rename the queue', 'rename the queue · open'],
    ['DNS rename the queue', 'DNS rename the queue'],
  ])('is in it: %s', (text, item) => expect(under(`- ${text}`)).toEqual([item]))
})

test('a box behind a full-width dash is an item of its own', () => {
  expect(under('- [ ] Rename the queue\n－ ［ ］ Add an alert\n・［x］ Move the host')).toEqual([
    'Rename the queue · open',
    'Add an alert · open',
    'Move the host · done',
  ])
})

test('a team with which something is done owns nothing', () => {
  expect(under('- Work with USDR ops team to fund the account')).toEqual([
    'Work with USDR ops team to fund the account',
  ])
})
