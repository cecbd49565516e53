import { expect, it } from 'vitest'
import { loadTemplates } from '../../../src/entry/templates.ts'
import type { Templates } from '../../../src/plan/context.ts'
import { anIssue } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'

const ref = { kind: 'review', owner: 'acme', repo: 'shop', number: 2 } as const
const author = { login: 'wes', bot: false }
const document = '# Checkout\n\n## Action items\n\n- [ ] Alert\n'
const labelled = anIncident().with({ document, issue: anIssue({ labels: ['incident'] }) })

/** The built-in texts, which count how often a finding is put into words. */
function countingTemplates(): { readonly templates: Templates; readonly said: () => number } {
  let said = 0
  const templates = new Proxy(loadTemplates(), {
    get(texts, name) {
      if (String(name).startsWith('review/')) said += 1
      return typeof name === 'string' ? texts[name] : undefined
    },
  })
  return { templates, said: () => said }
}

it('what was reviewed is not reviewed again for a new title, or when a pass plans once more', () => {
  const { templates, said } = countingTemplates()
  const check = (title: string) =>
    labelled.with({ templates }).withPull({ draft: false, author, title }).decideAbout(ref).mutations
  const first = check('Postmortem')
  const once = said()
  expect(once).toBeGreaterThan(0)
  expect(check('Postmortem: checkout')).toEqual(first)
  expect(said()).toBe(once)
})

it.each([
  ['another text', { document: `${document}More.\n` }],
  ['another configuration', { configuration: 'review:\n  require: [questions]\n' }],
  ['another day', { now: '2026-03-04T12:00:00Z' }],
])('with %s it is reviewed anew', (_what, facts) => {
  const { templates, said } = countingTemplates()
  const incident = labelled.with({ templates }).withPull({ draft: false, author })
  incident.decideAbout(ref)
  const once = said()
  incident.with(facts).decideAbout(ref)
  expect(said()).toBeGreaterThan(once)
})
