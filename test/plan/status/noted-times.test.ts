import { describe, expect, it } from 'vitest'
import { anIncident } from '../incident-builder.ts'

const drafted = anIncident()
  .with({ now: '2026-11-30T18:00:00Z', document: '# Postmortem\n' })
  .labelledBy('wes', '2026-11-30T16:00:00Z')
  .withPull({ createdAt: '2026-11-30T16:00:00Z' })

const zurich = 'reminders: { zone: Europe/Zurich }'

function decided(body: string, login = 'tia', configuration: string | null = null) {
  const { mutations } = drafted
    .with({ configuration })
    .withComment(login, body, { createdAt: '2026-11-30T18:00:00Z', updatedAt: '2026-11-30T18:00:00Z' })
    .decide()
  const status = mutations.find((mutation) => mutation.do === 'post-status')?.body ?? ''
  return { status, answer: mutations.find((mutation) => mutation.do === 'answer')?.body ?? '' }
}

const url = 'https://github.com/acme/shop/issues/1#issuecomment-100'

describe('the status comment tells how a typed time was understood', () => {
  it.each([
    ['/timeline 17:44 may be DNS', '2026-11-30 17:44', 'may be DNS'],
    ['/timeline 17:29 west region down', '2026-11-30 17:29', 'west region down'],
    ['/timeline 17:45 sat down to look', '2026-11-30 17:45', 'sat down to look'],
    ['/timeline 23:50 first alert', '2026-11-29 23:50', 'first alert'],
    ['/mitigated 17:50', '2026-11-30 17:50', '/mitigated'],
  ])('%s', (body, at, words) => {
    expect(decided(body).status).toContain(`  - [${at} UTC](${url}): ${words}\n`)
  })

  it('in the team’s zone, too', () => {
    const { status } = decided('/timeline 18:44 may be DNS', 'tia', zurich)
    expect(status).toContain(`  - [2026-11-30 17:44 UTC](${url}), 2026-11-30 18:44 in Europe/Zurich: may be DNS\n`)
  })

  it.each([
    ['where nobody typed one', '/timeline may be DNS', 'tia'],
    ['of a stranger', '/timeline 17:44 may be DNS', 'rex'],
  ])('but says nothing %s', (_where, body, login) => {
    expect(decided(body, login).status).not.toContain('understood')
  })
})

describe('a later pass', () => {
  const body = '/timeline 17:44 may be DNS'
  const at = { createdAt: '2026-11-30T18:00:00Z', updatedAt: '2026-11-30T18:00:00Z' }
  const typed = drafted.withComment('tia', body, at)
  const [first] = typed.decide().mutations.flatMap((mutation) => (mutation.do === 'post-status' ? [mutation.body] : []))

  it('shows the same, whatever role they have by then', () => {
    const later = typed.withComment('aftermath[bot]', first ?? '', at).with({ roles: {} })
    const status = later.decide().mutations.find((mutation) => mutation.do === 'post-status')?.body ?? first
    expect(status).toContain(`  - [2026-11-30 17:44 UTC](${url}): may be DNS\n`)
  })

  it('shows no comment that somebody hid or took back', () => {
    const status = (incident: typeof drafted) =>
      incident
        .withComment('aftermath[bot]', first ?? '', { ...at, id: 900 })
        .decide()
        .mutations.find((mutation) => mutation.do === 'post-status')?.body
    expect(status(drafted.withComment('tia', body, { ...at, hidden: true }))).not.toContain('understood')
    expect(status(drafted)).not.toContain('understood')
  })
})

describe('a time that cannot count is answered', () => {
  it.each([
    ['/timeline 01/12/2026 14:05 errors', '`01/12/2026` can be `2026-12-01` or `2026-01-12`.'],
    ['/mitigated 01/12/2026 14:05', '`01/12/2026` can be `2026-12-01` or `2026-01-12`.'],
    ['/timeline 2026-12-24 14:05 errors', '`2026-12-24 14:05` is still to come'],
    ['/resolved 2026-12-24 14:05', '`2026-12-24 14:05` is still to come'],
    ['/resolved soon', '`soon` is not a time in the past that the app can read.'],
  ])('%s', (body, says) => {
    const { status, answer } = decided(body)
    expect(answer).toContain(says)
    expect(status).not.toContain('understood')
  })
})
