import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checks } from '../../src/entry/doctor/finding.ts'
import { purposeOfEvent, purposeOfPermission } from '../../src/entry/doctor/purposes.ts'
import { wantedGrant } from '../../src/entry/http/manifest.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const { permissions, events } = wantedGrant()
const security = read('SECURITY.md')

describe('every permission of app.yml', () => {
  it.each(Object.entries(permissions))('%s: %s is explained by doctor and in SECURITY.md', (name, level) => {
    expect(purposeOfPermission(name).without).not.toBe(purposeOfPermission('unknown').without)
    const row = security.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}: ${level}\``))
    expect(row).toBeDefined()
    const { used } = purposeOfPermission(name)
    expect(row?.includes('no token carries them yet')).toBe(used === 'later')
    expect(row?.includes('optional')).toBe(used === 'facts')
  })
})

it.each(events)('the event %s is explained', (name) => {
  expect(purposeOfEvent(name).without).not.toBe(purposeOfEvent('unknown').without)
})

it('names every check of its JSON on the page about the command line', () => {
  const page = read('docs/command-line.md')
  expect(checks.filter((check) => !page.includes(`\`${check}\``))).toEqual([])
})
