import { describe, expect, it } from 'vitest'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { type Refusal, refusedWrite } from '../../../src/domain/refusal.ts'
import { readCommands } from '../../../src/plan/commands/comments/read-commands.ts'
import { severityInText } from '../../../src/plan/commands/severity.ts'
import { isRefused } from '../../../src/plan/status/refused.ts'
import { anIssue } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'

describe('a command that people write in their own way is obeyed', () => {
  const resolved = { kind: 'phase', phase: 'resolved', text: '' }
  it.each<[body: string, command: object]>([
    ['/resolved.', resolved],
    ['/Resolved!', resolved],
    ['\u200b/resolved', resolved],
    ['\ufeff\u200e/resolved', resolved],
    ['\u00a0/resolved', resolved],
    ['/\u200bresolved', resolved],
    ['/resolved: 14:05', { ...resolved, text: '14:05' }],
    ['/lead: @wes', { kind: 'lead', logins: ['wes'] }],
    ['/lead:@wes', { kind: 'lead', logins: ['wes'] }],
    ['/lead @wes, please', { kind: 'lead', logins: ['wes'] }],
    ['/lead @wes @tia', { kind: 'lead', logins: ['wes', 'tia'] }],
    ['/lead @wes, @tia and @ada.', { kind: 'lead', logins: ['wes', 'tia', 'ada'] }],
    ['/lead @wes is with @tia on it', { kind: 'lead', logins: ['wes', 'tia'] }],
    ['/lead @wes,@wes', { kind: 'lead', logins: ['wes'] }],
    ['/lead wes and tia', { kind: 'lead', logins: ['wes', 'tia'] }],
    ['/lead wes tia please', { kind: 'lead', logins: ['wes', 'tia'] }],
    ['/lead wes since this is about cards', { kind: 'lead', logins: ['wes'] }],
    ['/severity: sev1', { kind: 'severity', label: 'sev1' }],
    ['/timeline: 14:05 all is red', { kind: 'timeline', text: '14:05 all is red' }],
    ['/postmortem start.', { kind: 'start' }],
    ['/postmortem: skip: a test page', { kind: 'skip', reason: 'a test page' }],
    ['/postmortem template `public`', { kind: 'template', name: 'public' }],
  ])('%j', (body, command) => {
    expect(readCommands(body)).toEqual([command])
  })

  it.each(['/help/me', '/action.sh fails', '/resolved/x', 'and /resolved', '/resolve-it'])(
    'unless it is none: %s',
    (body) => {
      expect(readCommands(body)).toEqual([])
    },
  )

  it.each([
    ['sev1', 'sev1'],
    ['SEV1 because cards fail', 'sev1'],
    ['`sev1`.', 'sev1'],
    ['sev1, I think', 'sev1'],
    ['sev1 high now', 'sev1 high'],
    ['sev12', null],
    ['because sev1', null],
    ['', null],
  ])('a severity before more words: %s', (text, label) => {
    expect(severityInText(text, ['sev1', 'sev1 high', 'sev2'])).toBe(label)
  })
})

describe('a follow-up whose conversation is locked', () => {
  const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
  const issues = [3, 4].map((number, index) => {
    const [ordinal, source] = [index + 1, `Alert us ${number}`]
    const mark = { repository: 1, incident: 1, pull: 2, ordinal, source }
    const body = `<!-- aftermath:v1 item ${JSON.stringify(mark)} -->\n\nDue: 2026-03-20`
    return anIssue({ number, title: source, author: app, body, assignees: ['tia'], locked: number === 3 })
  })
  const { mutations } = anIncident()
    .labelledBy('wes')
    .withPull({
      state: 'closed',
      draft: false,
      merged: true,
      mergedAt: '2026-03-02T12:00:00Z',
      mergeCommit: 'b'.repeat(40),
    })
    .with({
      document: '# P\n\n## Action items\n\n- [ ] Alert us 3\n- [ ] Alert us 4\n',
      items: issues,
      now: '2026-03-18T12:00:00Z',
    })
    .decide()

  it('is not reminded of, its siblings are, and the status comment says why', () => {
    expect(mutations.flatMap((one) => (one.do === 'remind' ? [one.number] : []))).toEqual([4])
    const status = mutations.find((one) => one.do === 'post-status')?.body
    expect(status).toContain('The conversation of #3 is locked, so nobody is reminded of it there.')
  })

  it('stops no other reminder when GitHub refuses its own', () => {
    const remind = (number: number): Mutation => {
      return { rule: 'remind', of: `${number}`, do: 'remind', number, slot: '2026-03-20/1', body: '' }
    }
    const refusals = [3, 5, 6].map((number): Refusal => {
      const cause = { kind: 'permission', because: 'It is locked.' } as const
      return refusedWrite(remind(number), { cause, sentence: cause.because })
    })
    expect(isRefused(remind(3), refusals)).toBe(true)
    expect(isRefused(remind(4), refusals)).toBe(false)
  })
})
