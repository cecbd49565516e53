import { describe, expect, test } from 'vitest'
import { readCommands } from '../../src/document/command.ts'
import { documentPath } from '../../src/document/file-name.ts'

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

describe('slash commands', () => {
  test.each([
    ['a skip', '/postmortem skip false alarm ', [{ kind: 'skip', reason: 'false alarm' }]],
    ['a skip without reason', '/postmortem skip', [{ kind: 'skip', reason: '' }]],
    ['any case', '  /Postmortem START\r\n', [{ kind: 'start' }]],
    ['several', 'Hi\n/postmortem refresh\n\n/postmortem help', [{ kind: 'refresh' }, { kind: 'help' }]],
    ['another verb', '/postmortem dance now', [{ kind: 'unknown', text: 'dance now' }]],
    ['no verb', '/postmortem', [{ kind: 'unknown', text: '' }]],
    ['a long reason', `/postmortem skip ${'x'.repeat(9999)}`, [{ kind: 'skip', reason: 'x'.repeat(500) }]],
    ['a reason with a comment', '/postmortem skip a <!-- b -->', [{ kind: 'skip', reason: 'a' }]],
    ['hidden characters', '/postmortem skip a\u202eb', [{ kind: 'skip', reason: 'ab' }]],
    ['a comment without one', 'nothing to see', []],
    ['one within a line', 'try /postmortem skip', []],
    ['another word', '/postmortems skip', []],
    ['a quote', '> /postmortem skip', []],
    ['a fence', '```\n/postmortem skip\n```', []],
    ['a fence that never ends', '~~~\n/postmortem skip', []],
    ['a fence that white space does not end', '```\n```\u3000\n/postmortem skip', []],
    ['a fence whose end is indented like code', '```\n    ```\n/postmortem skip', []],
    ['a code span', '`/postmortem skip`', []],
    ['indented code', '    /postmortem skip\n\t/postmortem skip', []],
    ['an HTML comment', '<!--\n/postmortem skip\n-->', []],
    ['a comment that begins within a line', 'a <!-- b\n/postmortem skip\n-->', []],
    ['one with lines as browsers send them', 'a <!-- b\r\n/postmortem skip\r\n-->', []],
    ['an instruction', '<?xml\n\n/postmortem skip\n?>', []],
    ['a list', '- /postmortem skip', []],
  ])('reads %s', (_name, body, commands) => {
    expect(readCommands(body)).toEqual(commands)
  })

  test('are at most twenty a comment', () => {
    expect(readCommands('/postmortem help\n'.repeat(1000))).toHaveLength(20)
  })
})
