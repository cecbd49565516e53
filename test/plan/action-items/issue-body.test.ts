import { describe, expect, it } from 'vitest'
import { stripMarkers } from '../../../src/document/markers/markers.ts'
import { answersNearby } from '../../../src/plan/action-items/issue-text/answers-nearby.ts'
import { closingWords } from '../../../src/plan/action-items/issue-text/closing-words.ts'
import { aLine } from '../builders.ts'
import { mergedWorld } from '../merged-world.ts'

const document = `# Postmortem

## 3. How exactly did it happen?

The canary deployment was skipped because its alert had been muted in January. @mia saw #7.

<!-- aftermath:v1 facts {"name":"timeline","digest":"x"} -->
- 12:00 canary deployment alert fired
<!-- aftermath:v1 facts-end {"name":"timeline"} -->

The database was fine.

## 4. What went well?

- Support answered everybody within minutes.

## 5. What could have gone better?

- Nobody could tell which canary alert was muted, or why.
- The runbook said to drain the primary first.

### Root causes

Retries had no jitter, so the queue never drained.

## 6. Which actions will prevent it?

### Action items

- [ ] Refuse to mute a canary alert for more than a week @tia
  Done when: a muted canary alert comes back by itself
- [ ] Add jitter, see root causes
- [ ] Rename the folder
`

const headings = {}
const answers = (text: string, notes = '') =>
  answersNearby(document, aLine(text, { notes }), headings).map((answer) => `${answer.heading}: ${answer.text}`)

describe('the answers that an item refers to', () => {
  it('are the paragraphs that share its telling words, in the order of the document and without the facts of the app', () => {
    expect(answers('Refuse to mute a canary alert for more than a week')).toEqual([
      'How exactly did it happen?: The canary deployment was skipped because its alert had been muted in January. @mia saw #7.',
      'What could have gone better?: - Nobody could tell which canary alert was muted, or why.',
    ])
  })

  it('are those below the heading that it names', () => {
    expect(answers('Add jitter, see root causes')).toEqual([
      'Root causes: Retries had no jitter, so the queue never drained.',
    ])
  })

  it.each(['Rename the folder', 'Answer support', ''])('are none for what has nothing in common: %s', (text) => {
    expect(answers(text)).toEqual([])
  })

  it('are none in a document that cannot be read', () => {
    expect(answersNearby('> '.repeat(200), aLine('Refuse to mute a canary alert'), headings)).toEqual([])
  })
})

describe('what would close an item', () => {
  it.each<[source: string, notes: string, closing: readonly string[]]>([
    ['Mute', 'Done when: it is muted', ['it is muted']],
    ['Mute', '- **Verify:** the drill is green\n- Acceptance criteria: two', ['the drill is green', 'two']],
    ['Mute it (verify: check "canary" green)', '', ['check "canary" green']],
    ['Verify the backup', 'Notes', []],
    ['Mute', '', []],
  ])('is read in %j %j', (source, notes, closing) => {
    expect(closingWords({ source, notes })).toEqual(closing)
  })
})

describe('the issue of an item', () => {
  it('says what and why, what would close it, and where it is from, with nothing in it that acts', () => {
    const world = mergedWorld(document)
    world.settle()
    const [first, , third] = world.issues.map(({ body }) => stripMarkers(body))
    expect(first).toMatchInlineSnapshot(`
      "Refuse to mute a canary alert for more than a week

      Due: 2026-04-01
      <sub>The line of the document has no date that can be read, so this began as the default: 30 days after the postmortem was merged. Edit it, or comment \`/due\`, if another day is better.</sub>

      Done when: a muted canary alert comes back by itself

      #### What the postmortem says of it

      From “How exactly did it happen?”:

      > The canary deployment was skipped because its alert had been muted in January. @​mia saw #​7.

      From “What could have gone better?”:

      > - Nobody could tell which canary alert was muted, or why.

      #### What would close it

      - a muted canary alert comes back by itself

      ---
      - From the postmortem of #1 (Checkout is down): [the line in the document](https://github.com/acme/shop/blob/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/postmortems/2026-03-02-1-checkout-is-down.md?plain=1#L30)

      <sub>Close it as completed when it is done, or as not planned to decline it. To reschedule, comment \`/due next friday\`, or edit the line \`Due: yyyy-mm-dd\` (add one if there is none). \`/help\` lists the commands.</sub>
      "
    `)
    expect(third).not.toContain('What the postmortem says of it')
    expect(third).toContain('somebody who was not there can see that')
  })
})
