import { describe, expect, test } from 'vitest'
import { readCommands } from '../../../src/plan/commands/comments/read-commands.ts'

describe('slash commands', () => {
  test.each([
    ['a skip', '/postmortem skip false alarm ', [{ kind: 'skip', reason: 'false alarm' }]],
    ['a skip without reason', '/postmortem skip', [{ kind: 'skip', reason: '' }]],
    ['any case', '  /Postmortem START\r\n', [{ kind: 'start' }]],
    ['several', 'Hi\n/postmortem refresh\n\n/postmortem help', [{ kind: 'refresh' }, { kind: 'help' }]],
    ['a template', '/postmortem template public', [{ kind: 'template', name: 'public' }]],
    ['an action', '/action Alert us @tia 2026-12-01', [{ kind: 'action', text: 'Alert us @tia 2026-12-01' }]],
    ['a severity', '/severity sev1', [{ kind: 'severity', label: 'sev1' }]],
    ['a severity of two words', '/severity very bad', [{ kind: 'severity', label: 'very bad' }]],
    ['a lead', '/lead @tia please', [{ kind: 'lead', logins: ['tia'] }]],
    ['a lead of oneself', '/lead', [{ kind: 'lead', logins: [] }]],
    ['a call for help', '/help', [{ kind: 'help' }]],
    ['a time', '/mitigated 14:05', [{ kind: 'phase', phase: 'mitigated', text: '14:05' }]],
    ['what happened', '/timeline it is back', [{ kind: 'timeline', text: 'it is back' }]],
    [
      'several of several kinds',
      'Thanks!\n/severity sev2\n/lead @tia\n\n/action Page us',
      [
        { kind: 'severity', label: 'sev2' },
        { kind: 'lead', logins: ['tia'] },
        { kind: 'action', text: 'Page us' },
      ],
    ],
    ['a long reason', `/postmortem skip ${'x'.repeat(9999)}`, [{ kind: 'skip', reason: 'x'.repeat(500) }]],
    ['a long action', `/action ${'x'.repeat(9999)}`, [{ kind: 'action', text: 'x'.repeat(500) }]],
    ['a reason with a comment', '/postmortem skip a <!-- b -->', [{ kind: 'skip', reason: 'a' }]],
    ['hidden characters', '/postmortem skip a\u202eb', [{ kind: 'skip', reason: 'ab' }]],
    ['one after a byte order mark', '\ufeff/help', [{ kind: 'help' }]],
  ])('reads %s', (_name, body, commands) => {
    expect(readCommands(body)).toEqual(commands)
  })

  test.each([
    ['a verb that there is not', '/postmortem dance now', '/postmortem dance now', null],
    ['no verb', '/postmortem', '/postmortem', null],
    ['a verb misspelt', '/postmortem stort', '/postmortem stort', '/postmortem start'],
    ['a command after /postmortem', '/postmortem severity sev1', '/postmortem severity sev1', '/severity sev1'],
    ['a command misspelt', '/severty sev1', '/severty sev1', '/severity sev1'],
    ['a command in another form', '/Actions Alert us', '/Actions Alert us', '/action Alert us'],
    ['a verb alone', '/skip a test page', '/skip a test page', '/postmortem skip a test page'],
    ['a command that takes nothing', '/postmortem hlep me', '/postmortem hlep me', '/postmortem help'],
    ['a long text, which it does not repeat', `/actoin ${'x'.repeat(81)}`, `/actoin ${'x'.repeat(81)}`, '/action'],
  ])('sees through %s', (_name, body, text, near) => {
    expect(readCommands(body)).toEqual([{ kind: 'unknown', text, near }])
  })

  test.each([
    ['a comment without one', 'nothing to see'],
    ['one within a line', 'try /postmortem skip'],
    ['a command of other bots', '/retest\n/assign @tia\n/lgtm\n/label bug\n/hold\n/close\n/approve'],
    ['a path', '/lead/me\n/home\n/action.yml'],
    ['a quote', '> /severity sev1'],
    ['a quote that goes on', '> said:\n> /lead'],
    ['a fence', '```\n/help\n```'],
    ['a fence that never ends', '~~~\n/postmortem skip'],
    ['a fence that white space does not end', '```\n```\u3000\n/postmortem skip'],
    ['a fence whose end is indented like code', '```\n    ```\n/postmortem skip'],
    ['a code span', '`/postmortem skip`'],
    ['indented code', '    /postmortem skip\n\t/postmortem skip'],
    ['an HTML comment', '<!--\n/action Alert us\n-->'],
    ['a comment that begins within a line', 'a <!-- b\n/postmortem skip\n-->'],
    ['one with lines as browsers send them', 'a <!-- b\r\n/postmortem skip\r\n-->'],
    ['an instruction', '<?xml\n\n/postmortem skip\n?>'],
    ['a list', '- /postmortem skip'],
  ])('pass over %s', (_name, body) => {
    expect(readCommands(body)).toEqual([])
  })

  test('are at most twenty a comment', () => {
    expect(readCommands('/postmortem help\n'.repeat(1000))).toHaveLength(20)
  })
})
