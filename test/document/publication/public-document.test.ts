import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knowledgeFrom } from '../../../src/document/publication/internal-knowledge.ts'
import { findLeaks } from '../../../src/document/publication/leaks.ts'
import { publicationQuestions, publicDocument } from '../../../src/document/publication/public-document.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'
import { extent } from '../../extent.ts'
import { acme, labelledCases } from './labelled.ts'

const texts = loadTemplates()

function knowledgeOf(internal: string) {
  const { people, tracked } = knowledgeFrom(internal, {})
  return { ...acme, people: [...acme.people, ...people], tracked, questions: publicationQuestions(texts) }
}

function published(internal: string) {
  const knowledge = knowledgeOf(internal)
  const contact = 'Write to support@acme.com.'
  const made = publicDocument(internal, { texts, headings: {}, path: '2026-03-02-cards.md', contact, knowledge })
  if (!made.ok) throw new Error(made.problem)
  return made.publication
}

const internal = `---
title: Card payments failed
severity: sev1
services: [checkout]
impact: 4 % of card payments failed
started: 2026-03-02T14:05:00Z
detected: 2026-03-02T14:09:00Z
mitigated: 2026-03-02T15:10:00Z
resolved: 2026-03-02T16:40:00Z
authors: [robin]
---

# Card payments failed

## Who was involved

- Linnea Berg (on call)

## How it happened

- 14:05 UTC Linnea Berg restarts db-7.corp.acme.com for Initech

## Action items

- [x] Limit the retries @robin
- [ ] Rehearse the failover of the primary @linnea-b (due 2026-06-30)
- [ ] Call Vandelay @robin
- [ ] ~~Buy a third line~~
`

describe('a document for everybody', () => {
  it('has times, durations, services, impact and action items of the internal one, and questions for the rest', () => {
    const { text } = published(internal)
    expect(text).toContain('# Card payments failed\n')
    expect(text.match(/^## .*/gm)).toEqual([
      '## Statement of purpose',
      '## Affected systems',
      '## Detailed recap, by service',
      '## Recovery steps and key learnings',
      '## Wrap-up',
    ])
    expect(text).toContain(
      '- **Began:** 2026-03-02 14:05 UTC\n- **Over:** 2026-03-02 16:40 UTC\n- **Lasted:** 2 hours 35 minutes\n- **Impact:** 4 % of card payments failed\n',
    )
    expect(text).toContain('- checkout\n')
    expect(text).toContain('| 2026-03-02 15:10 | It was mitigated | 1 hour 5 minutes |')
    expect(text).toContain('- [x] Limit the retries\n')
    expect(text).toContain('- [ ] Rehearse the failover of the primary (by 2026-06-30)\n')
    expect(text).toContain('Write to support@acme.com.\n')
  })

  it('says nothing of people, hosts and customers, and tells what it left out', () => {
    const { text, leftOut } = published(internal)
    expect(text).not.toMatch(/robin|linnea|berg|initech|vandelay|corp\.acme|third line/i)
    expect(leftOut.map(({ kind, text: words }) => [kind, words])).toEqual([['customer', 'Vandelay']])
  })

  it('takes over the five parts where the internal one is written in them, up to the internal notes', () => {
    const own = `# Cards\n\n## Statement of purpose\n\n<!-- A prompt. -->\n\nCards failed for two hours. We are sorry.\n\nRobin Okafor fixed it.\n\n## Wrap-up\n\nThank you.\n\n<!-- internal -->\n\nCredits: 3 %.\n\n<!-- /internal -->\n\n### Internal notes\n\nThe insurer pays.\n\n---\n\n## Internal notes\n\nAsk legal.\n`
    const { text } = published(own)
    expect(text).toContain('Cards failed for two hours. We are sorry.\n')
    expect(text).toContain('Thank you.\n')
    expect(text).not.toMatch(/Okafor|Credits|legal|insurer|A prompt/)
    expect(text).toContain(`<!-- ${texts['publication/left-out']} -->`)
  })

  it('leaves action items behind that are marked as internal, or stand under the internal notes', () => {
    const own =
      '# Cards\n\n## Action items\n\n- [ ] Limit retries\n\n<!-- internal -->\n\n- [ ] Sue the vendor\n\n<!-- /internal -->\n\n## Internal notes\n\n### Action items\n\n- [ ] Hire a lawyer\n'
    const { text } = published(own)
    expect(text).toContain('- [ ] Limit retries\n')
    expect(text).not.toMatch(/vendor|lawyer/)
  })

  it('has only questions that the leak finder finds, whatever the internal one says', () => {
    const sentences = [...labelledCases('labelled'), ...labelledCases('held-out')].map((one) => one.text)
    const part = fc.constantFrom(
      'Statement of purpose',
      'Affected systems',
      'Detailed recap',
      'Recovery steps',
      'Wrap-up',
    )
    const pieces = fc.array(fc.tuple(part, fc.array(fc.constantFrom(...sentences), { maxLength: 4 })), { maxLength: 4 })
    const title = fc.constantFrom('Cards failed', 'Initech was down', '@robin broke db-1.corp.acme.com')
    fc.assert(
      fc.property(title, pieces, (heading, all) => {
        const body = all.map(([name, said]) => `## ${name}\n\n${said.join('\n\n')}\n`).join('\n')
        const own = `# ${heading}\n\n${body}\n## Action items\n\n- [ ] Tell Initech\n- [ ] Limit retries\n`
        const found = findLeaks(published(own).text, knowledgeOf(own))
        expect(found.ok ? found.leaks.filter(({ kind }) => kind !== 'question') : found).toEqual([])
      }),
      { numRuns: extent({ full: 500, few: 25 }) },
    )
  })
})
