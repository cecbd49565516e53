import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { documentPath } from '../../src/document/files/file-name.ts'
import { yamlString } from '../../src/document/harmless/escape.ts'
import { incidentOfBranch, incidentOfDocument, postmortemBranch } from '../../src/domain/ref.ts'
import { encodePath } from '../../src/github/requests/paths.ts'
import { incidentOfOwnBranch } from '../../src/triggers/names.ts'
import { hostileText, noise } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('file names')

const number = fc.oneof(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 2 ** 31 }))
const createdAt = fc
  .date({ min: new Date('2008-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
const directory = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        'docs',
        'a b',
        'ü',
        '/',
        '//',
        '.',
        '..',
        './',
        '.github',
        '\\',
        ' ',
        '~',
        'CON',
        '\n',
        '%2e%2e',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('postmortems', 'docs/postmortems', ''),
  hostileText,
)
const title = fc.oneof(
  hostileText,
  noise,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('con', 'NUL.md', '..'),
)

describe('the path of a document', () => {
  law(
    'is a plain name within its directory, whatever the title and the directory',
    fc.property(directory, createdAt, number, title, (folder, at, incident, words) => {
      const made = documentPath(folder, at, incident, words)
      expect(documentPath(folder, at, incident, words)).toEqual(made)
      if (!made.ok) {
        expect(made.reason).toMatch(/\.$/)
        return
      }
      const segments = made.path.split('/')
      const name = segments.pop() ?? ''
      expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-\d+(?:-[a-z0-9]+)*\.md$/)
      expect(name.length).toBeLessThanOrEqual(90)
      expect(segments).toEqual(folder.split('/').filter((part) => part !== '' && part !== '.'))
      for (const part of segments) expect(part).not.toMatch(/^\.|\\|\p{Cc}/u)
      expect(encodePath(made.path)).toMatch(/^[\w.~!'()*%-]+(?:\/[\w.~!'()*%-]+)*$/)
    }),
  )

  law(
    'names its incident, and no other path does',
    fc.property(createdAt, number, title, hostileText, (at, incident, words, other) => {
      const made = documentPath('docs/postmortems', at, incident, words)
      expect(made.ok && incidentOfDocument(made.path)).toBe(incident)
      const found = incidentOfDocument(other)
      if (found !== null) expect(other).toMatch(new RegExp(`(?:^|/)\\d{4}-\\d\\d-\\d\\d-${found}[^/]*\\.md$`))
    }),
  )

  law.costly(
    'is made in every directory that the configuration accepts',
    fc.property(directory, createdAt, number, title, (folder, at, incident, words) => {
      const text = `directory: ${yamlString(folder)}`
      const { configuration } = parseConfiguration({ repository: { source: 'x', text }, owner: null })
      expect(documentPath(configuration.directory, at, incident, words)).toMatchObject({ ok: true })
    }),
  )
})

describe('the branch of a postmortem', () => {
  law(
    'names its incident, and no other branch does',
    fc.property(number, hostileText, (incident, other) => {
      expect(incidentOfBranch(postmortemBranch(incident))).toBe(incident)
      expect(incidentOfOwnBranch(`postmortem/links-incident-${incident}`)).toBe(incident)
      const near = `postmortem/incident-${other}`
      if (incidentOfBranch(near) !== null) expect(near).toBe(postmortemBranch(Number(other)))
    }),
  )
})
