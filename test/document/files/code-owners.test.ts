import { expect, it } from 'vitest'
import { parseCodeOwners, teamsOf } from '../../../src/document/files/code-owners.ts'

const owned = (pattern: string, file: string) => teamsOf(parseCodeOwners(`${pattern} @acme/a`), file).length > 0

// The examples of GitHub's page, and what they say does not fit.
it.each([
  ['*', 'a/b/c.ts', true],
  ['*.js', 'a.js', true],
  ['*.js', 'a/b/c.js', true],
  ['*.js', 'a/b/c.jsx', false],
  ['/build/logs/', 'build/logs/a/b.txt', true],
  ['/build/logs/', 'x/build/logs/a.txt', false],
  ['docs/*', 'docs/getting-started.md', true],
  ['docs/*', 'docs/build-app/troubleshooting.md', false],
  ['docs/*', 'a/docs/b.md', false],
  ['apps/', 'x/apps/y/z.ts', true],
  ['apps/', 'x/apps', false],
  ['/docs/', 'docs/a.md', true],
  ['/scripts/', 'scripts/a/b.sh', true],
  ['**/logs', 'deeply/nested/logs/a.txt', true],
  ['**/logs', 'logs/a.txt', true],
  ['**/logs', 'catalogs/a.txt', false],
  ['/apps/github', 'apps/github/a.ts', true],
  ['/apps/github', 'apps/github-actions/a.ts', false],
  ['src/**/test.ts', 'src/a/b/test.ts', true],
  ['src/**/test.ts', 'src/test.ts', true],
  ['src/**', 'src/a/b.ts', true],
  ['a?c.ts', 'abc.ts', true],
  ['a?c.ts', 'ac.ts', false],
  ['README.md', 'docs/README.md', true],
  ['readme.md', 'README.md', false],
  ['my\\ folder/', 'my folder/a.ts', true],
  ['!src/', 'src/a.ts', false],
  ['[ab].ts', 'a.ts', false],
])('the pattern %s and the file %s: %s', (pattern, file, fits) => {
  expect(owned(pattern, file)).toBe(fits)
})

it.each([
  ['the last rule that fits counts', '* @acme/a\n*.ts @acme/b', 'x.ts', ['acme/b']],
  ['even one without owners', '/apps/ @acme/a\n/apps/github', 'apps/github/x.ts', []],
  ['only teams count', '* @mia @acme/a mia@example.com @acme/b', 'x.ts', ['acme/a', 'acme/b']],
  ['comments are none', '# * @acme/a\n* @acme/b # @acme/c', 'x.ts', ['acme/b']],
  ['lines may end as on Windows', '* @acme/a\r\n*.md @acme/b\r\n', 'x.md', ['acme/b']],
  ['a name that no team can have is none', '* @acme/<b> @ac_me/b', 'x.ts', []],
  ['nothing owns nothing', '', 'x.ts', []],
])('%s', (_rule, text, file, teams) => {
  expect(teamsOf(parseCodeOwners(text), file)).toEqual(teams)
})

it('reads a hostile pattern in time that grows with it', () => {
  const pattern = `${'*a'.repeat(2_000)}b`
  expect(owned(pattern, 'a'.repeat(4_000))).toBe(false)
  expect(owned(`${'**/a/'.repeat(500)}b`, `${'a/'.repeat(2_000)}c`)).toBe(false)
})
