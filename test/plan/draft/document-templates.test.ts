import { describe, expect, it } from 'vitest'
import { builtInTemplates } from '../../../src/config/schema/built-in-templates.ts'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { readFrontMatter } from '../../../src/document/front-matter/front-matter.ts'
import { parseMarkers } from '../../../src/document/markers/markers.ts'
import { factNames } from '../../../src/domain/marker.ts'
import { anIssue } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

const incident = anIncident().labelledBy('wes')
const severe = (incident: Incident, ...labels: readonly string[]) =>
  incident.with({ issue: anIssue({ labels: ['incident', ...labels] }) })

function opened(from: Incident): { readonly document: string; readonly status: string } {
  const open = from.decide().mutations.find((mutation) => mutation.do === 'open-postmortem')
  if (open?.do !== 'open-postmortem') throw new Error('It opens nothing.')
  return { document: open.document?.text ?? '', status: 'body' in open.status ? open.status.body : '' }
}

const headings = (text: string): readonly string[] => text.split('\n').filter((line) => /^#{1,3} /.test(line))

describe('a document is made from', () => {
  const own = { 'docs/own.md': 'own' }
  const shared = { visibility: 'public' as const, files: { 'docs/own.md': 'shared', 'docs/shared.md': 'shared' } }
  const rows: readonly (readonly [what: string, configuration: string, labels: readonly string[], text: string])[] = [
    ['a file of the repository, also where its owner has one', 'template: docs/own.md', [], 'own'],
    ['the same path in the owner’s repository, where this one has none', 'template: docs/shared.md', [], 'shared'],
    ['the template of the severity', 'template: { sev1: docs/own.md, default: docs/shared.md }', ['SEV1'], 'own'],
    ['that of any label', 'template: { security: docs/own.md, sev1: docs/shared.md }', ['sev1', 'security'], 'own'],
    ['the default of a mapping', 'template: { sev1: docs/own.md, default: docs/shared.md }', ['sev2'], 'shared'],
  ]
  it.each(rows)('%s', (_what, configuration, labels, text) => {
    const { document, status } = opened(
      severe(incident, ...labels).with({ configuration, files: own, ownerFiles: shared }),
    )
    expect(document).toBe(text)
    expect(status).not.toContain('cannot be used')
  })

  const builtIn: readonly (readonly [configuration: string, heading: string])[] = [
    ['', '## 7. What else did we learn?'],
    ['template: default', '## 7. What else did we learn?'],
    ['template: { sev1: public }', '## 7. What else did we learn?'],
    ['template: public', '## Recovery steps and key learnings'],
    ['template: book-report', '## Citations'],
  ]
  it.each(builtIn)('a built-in template: %j', (configuration, heading) => {
    expect(headings(opened(incident.with({ configuration })).document)).toContain(heading)
  })
})

describe('the default template is used, and the status comment says why, where the configured one', () => {
  const rows: readonly (readonly [what: string, given: Parameters<Incident['with']>[0], says: string])[] = [
    [
      'has an unknown variable',
      { files: { 'x.md': '# {{title}}\n{{titel}}' } },
      'The template x.md cannot be used: line 2: there is no variable "titel" (did you mean title?). Mend it, or name another template in the configuration. Until then, documents are made from the default template.',
    ],
    [
      'has one in the owner’s repository',
      { ownerFiles: { visibility: 'public', files: { 'x.md': '{{> timelin}}' } } },
      'The template acme/.github/x.md cannot be used: line 1: there is no partial "timelin" (did you mean timeline?). Mend it',
    ],
    ['stands nowhere', {}, 'The template x.md cannot be used: there is no such file here or in acme/.github. Mend it'],
    [
      'stands where fewer people see it',
      { ownerFiles: { visibility: 'private', files: { 'x.md': 'our secret shape' } } },
      'The template x.md cannot be used: it stands in acme/.github, which fewer people see than this repository: put a copy here, or let as many people see that one. Mend it',
    ],
  ]
  it.each(rows)('%s', (_what, given, says) => {
    const { document, status } = opened(incident.with({ configuration: 'template: x.md', ...given }))
    expect(headings(document)).toContain('## 7. What else did we learn?')
    expect(document + status).not.toContain('secret')
    expect(status).toContain(`- ${says}`)
  })

  it('but one of a private owner’s repository is fine for a private one', () => {
    const ownerFiles = { visibility: 'private' as const, files: { 'x.md': 'our shape' } }
    expect(opened(incident.with({ configuration: 'template: x.md', visibility: 'private', ownerFiles })).document).toBe(
      'our shape',
    )
  })
})

describe.each(Object.keys(builtInTemplates))('the built-in template %s', (name) => {
  const from = (given: Incident) => opened(given.with({ configuration: `template: ${name}` })).document
  const eventful = severe(incident, 'sev1')
    .with({ issue: anIssue({ labels: ['incident', 'sev1'], assignees: ['tia'], body: 'Cards are declined.' }) })
    .withComment('tia', '/timeline the old version is back')
    .withComment('wes', '/mitigated')

  it('carries the facts, and reads as a document with a place for action items', () => {
    const text = from(eventful)
    expect(readFrontMatter(text)).toMatchObject({ ok: true, data: { title: 'Checkout is down', authors: ['tia'] } })
    expect(readActionItems(text)).toMatchObject({ section: 'found', items: [], problem: null })
    expect(text).toContain('Cards are declined.')
    expect(text).not.toMatch(/\{\{|\}\}|\n{3,}/)
    const facts = parseMarkers(text).flatMap((marker) =>
      marker.ok && marker.marker.kind === 'facts' ? [marker.marker.name] : [],
    )
    expect(new Set(facts)).toEqual(new Set(name === 'book-report' ? [] : factNames))
  })

  it('stands without facts, too', () => {
    const text = from(incident.with({ issue: anIssue({ labels: ['incident'], body: '' }) }))
    expect(headings(text)).toEqual(headings(from(eventful)))
    expect(text).toContain('_The incident has no description yet._')
    expect(text).not.toMatch(/\{\{|\}\}|undefined|null/)
  })
})

it('the template for the public holds facts and quotes only below its internal notes', () => {
  const told = incident.withComment('tia', '/timeline the old version is back')
  const text = opened(told.with({ configuration: 'template: public' })).document
  const [published = '', internal = ''] = text.slice(text.indexOf('\n# ')).split('\n## Internal notes\n')
  expect(published).not.toMatch(/tia|wes|the old version|aftermath:v1|Action items/)
  expect(internal).toContain('the old version is back')
  expect(internal).toContain('### Action items')
})
