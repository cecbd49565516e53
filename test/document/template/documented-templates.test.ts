import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../src/config/configuration.ts'
import { readActionItems } from '../../../src/document/action-items/read/action-items.ts'
import { readFrontMatter } from '../../../src/document/front-matter/front-matter.ts'
import { parseMarkers } from '../../../src/document/markers/markers.ts'
import { checkTemplate } from '../../../src/document/template/check-template.ts'
import { renderDocument } from '../../../src/document/template/document-template.ts'
import { documentVariables } from '../../../src/document/template/document-variables.ts'
import { byLabel, ownTemplate, templatesMarkdown } from '../../../src/document/template/templates-markdown.ts'
import { factNames } from '../../../src/domain/marker.ts'
import { bareValues, exampleValues } from './document-values.ts'

const root = join(import.meta.dirname, '../../..')
const page = templatesMarkdown()

describe('the page about templates', () => {
  it('is what the code generates', () => {
    expect(readFileSync(join(root, 'docs/templates.md'), 'utf8')).toBe(page)
  })

  it.each(Object.entries(documentVariables))('documents %s once, with its type and an example', (name, variable) => {
    const { type, description, example } = variable
    const start = type === 'block' ? `#### \`${name}\`\n` : `| \`${name}\` | ${type} | ${description} |`
    expect(page.split(start)).toHaveLength(2)
    expect(page).toContain(typeof example === 'object' ? example.join(', ') : String(example))
  })

  it.each([ownTemplate, byLabel])('has examples of configuration without a mistake: %j', (text) => {
    expect(page).toContain(text)
    expect(parseConfiguration({ repository: { source: 'x', text }, owner: null }).problems).toEqual([])
  })
})

const folder = join(root, 'docs/examples')
const files = readdirSync(folder)
const templates = files.filter((file) => file.endsWith('.mustache'))

it('has examples of nothing but templates, and one workflow', () => {
  expect(files.filter((file) => !templates.includes(file))).toEqual(['pages.yml', 'publication.yml'])
})

describe.each(templates)('the example %s', (file) => {
  const template = readFileSync(join(folder, file), 'utf8')
  const rendered = (values = exampleValues()) => {
    const document = renderDocument(file, template, values)
    return document.ok ? document.text : ''
  }

  it('has no mistake and stands among the examples of the page', () => {
    expect(checkTemplate(file, template)).toEqual([])
    expect(page).toContain(`](examples/${file})`)
  })

  it('carries every fact, the front matter and a place for action items', () => {
    const text = rendered()
    const facts = parseMarkers(text).flatMap((marker) =>
      marker.ok && marker.marker.kind === 'facts' ? [marker.marker.name] : [],
    )
    expect(new Set(facts)).toEqual(new Set(factNames))
    expect(readFrontMatter(text)).toMatchObject({
      ok: true,
      data: { title: 'Checkout is down', authors: ['wes', 'tia'] },
    })
    expect(readActionItems(text)).toMatchObject({ section: 'found', items: [] })
  })

  it('reads well where nothing is known', () => {
    const text = rendered(bareValues())
    expect(text.match(/^#+ .*/gm)).toEqual(rendered().match(/^#{1,3} .*/gm))
    expect(text).toContain('nobody yet')
    expect(rendered()).toMatch(/:\*\* wes, tia$/m)
    expect(text).not.toMatch(/\{\{|\}\}/)
    expect(readFrontMatter(text)).toMatchObject({ ok: true })
  })
})
