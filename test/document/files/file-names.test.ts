import { describe, expect, test } from 'vitest'
import { documentPath } from '../../../src/document/files/file-name.ts'

const at = '2026-11-22T23:59:59Z'

describe('the path of a document', () => {
  test.each([
    ['a plain title', 'postmortems', 'Checkout down', 'postmortems/2026-11-22-12-checkout-down.md'],
    ['accents', 'postmortems', 'Über-Straße: café ﬁx', 'postmortems/2026-11-22-12-uber-stra-e-cafe-fix.md'],
    ['emoji only', 'postmortems', '🔥🔥', 'postmortems/2026-11-22-12.md'],
    ['right-to-left', 'postmortems', '\u202eעברית', 'postmortems/2026-11-22-12.md'],
    ['dots and slashes', 'postmortems', '../../etc/passwd', 'postmortems/2026-11-22-12-etc-passwd.md'],
    ['a long title', 'p', 'word '.repeat(51), `p/2026-11-22-12-${'word-'.repeat(11)}word.md`],
    ['one long word', 'p', 'x'.repeat(256), `p/2026-11-22-12-${'x'.repeat(60)}.md`],
    ['loose slashes', './docs//postmortems/', 'a', 'docs/postmortems/2026-11-22-12-a.md'],
    ['the root', '', 'a', '2026-11-22-12-a.md'],
  ])('handles %s', (_name, directory, title, path) => {
    expect(documentPath(directory, at, 12, title)).toEqual({ ok: true, path })
  })

  test.each([
    ['/etc', /absolute/],
    ['a/../b', /\.\./],
    ['a\\b', /backslash/],
    ['.github/x', /hidden/],
    ['a/.git', /hidden/],
    ['a\nb', /control/],
  ])('refuses the directory %j', (directory, reason) => {
    expect(documentPath(directory, at, 12, 'a')).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })

  test('refuses a creation date that is none', () => {
    expect(documentPath('a', 'yesterday', 12, 'a')).toMatchObject({ ok: false })
  })
})
