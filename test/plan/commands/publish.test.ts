import { describe, expect, it } from 'vitest'
import { anIncident, type Incident } from '../incident-builder.ts'

const site = {
  owner: 'acme',
  repo: 'site',
  defaultBranch: 'main',
  url: 'https://github.com/acme/site',
  visibility: 'public',
  installed: true,
} as const
const merged = { state: 'closed', merged: true, mergedAt: '2026-03-02T11:00:00Z', mergeCommit: 'b'.repeat(40) } as const

function configured(publish: string): Incident {
  return anIncident()
    .labelledBy('wes')
    .with({
      configuration: `publish: { ${publish} }`,
      visibility: 'private',
      document: '# Checkout is down\n\n## Action items\n\n- [x] Roll back\n',
      elsewhere: { 'acme/site': site, 'acme/closed': { ...site, repo: 'closed', installed: false } },
    })
}

const good = configured('repository: acme/site, approvers: [mia]').withPull(merged)

/** What is said below the last comment. */
function answered(incident: Incident): string {
  const { mutations } = incident.decide()
  expect(mutations.filter((mutation) => mutation.do === 'open-publication')).toEqual([])
  return mutations.flatMap((mutation) => (mutation.do === 'answer' ? [mutation.body] : [])).join('\n')
}

describe('/postmortem publish', () => {
  it.each([
    ['nowhere to publish', configured('approvers: [mia]').withPull(merged), 'mia', 'needs a repository'],
    ['not merged yet', configured('repository: acme/site').withPull(), 'mia', 'once it is merged'],
    ['not the write role', good, 'tia', 'needs the write role'],
    ['no approver', good, 'wes', 'counts from mia'],
    ['nobody to approve', configured('repository: acme/site').withPull(merged), 'mia', 'Nobody is named'],
    [
      'another account',
      configured('repository: other/site, approvers: [mia]').withPull(merged),
      'mia',
      'cannot publish',
    ],
    [
      'not installed',
      configured('repository: closed, approvers: [mia]').withPull(merged),
      'mia',
      'cannot publish in acme',
    ],
    ['not there', configured('repository: acme/gone, approvers: [mia]').withPull(merged), 'mia', 'cannot publish'],
    ['itself', configured('repository: acme/shop, approvers: [mia]').withPull(merged), 'mia', 'cannot publish'],
  ])('is refused with a sentence, and asks for no write: %s', (_, incident, login, sentence) => {
    expect(answered(incident.withComment(login, '/postmortem publish'))).toContain(sentence)
  })

  it('asks nothing of the other repository for incidents that nobody publishes', () => {
    const { answers } = good.withComment('mia', 'Thank you.').read().snapshot
    expect(JSON.stringify(answers)).not.toContain('acme/site')
  })
})
