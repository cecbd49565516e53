import { describe, expect, it } from 'vitest'
import { wantedProof } from '../../../src/document/action-items/wanted-proof.ts'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const wes = { login: 'wes', bot: false, appId: null }

/** #3 wants something to be true, and is closed by wes on Tuesday 3 March 2026 at ten. */
function closed(wanted: string): MergedWorld {
  const made = mergedWorld(`# Down\n\n## Action items\n\n- [ ] Alert us @tia\n  - verify: ${wanted}\n`)
  made.settle()
  made.editIssue(3, () => ({
    state: 'closed',
    stateReason: 'completed',
    closedAt: '2026-03-03T10:00:00Z',
    closedBy: wes,
  }))
  return made
}

function on(made: MergedWorld, ...moments: readonly string[]): MergedWorld {
  for (const moment of moments) {
    made.at(`2026-03-${moment}:00Z`)
    made.settle()
  }
  return made
}

describe('what an item says must be true', () => {
  it.each([
    ['verify: check "canary-alert" green', { kind: 'check', name: 'canary-alert' }],
    ['Alert us (verify: check canary\\_alert)', { kind: 'check', name: 'canary_alert' }],
    ['- Verify: workflow `drill.yml` succeeded', { kind: 'workflow', name: 'drill.yml' }],
    ['verify: https://example.com/board.', { kind: 'link', name: 'https://example.com/board' }],
    ['verify: somehow', null],
    ['We verify nothing', null],
  ])('is read of %s', (body, proof) => {
    expect(wantedProof(body)).toEqual(proof)
  })
})

describe('an item that was closed without it', () => {
  it.each([
    ['check "canary-alert" green', 'the check `canary-alert` green on the default branch'],
    ['workflow drill.yml succeeded', 'a run of `drill.yml` that succeeds'],
    ['https://example.com/board', 'https://example.com/board'],
  ])('is asked about once, a day later, and stays closed: %s', (wanted, words) => {
    const made = on(closed(wanted), '03T12:00')
    expect(made.said(3)).toEqual([])
    on(made, '04T10:00')
    expect(made.said(3)).toEqual([expect.stringContaining(words)])
    expect(made.status).toContain('✅ done by wes, not seen to be so yet')
    expect(made.issues[0]?.state).toBe('closed')
    expect(on(made, '05T10:00', '09T10:00').said(3)).toHaveLength(1)
  })

  it('is not asked about where it was so within that day', () => {
    const made = on(closed('workflow drill.yml succeeded'), '03T12:00')
    made.succeed('workflow drill.yml')
    on(made, '04T10:00', '05T10:00')
    expect(made.said(3)).toEqual([])
    expect(made.status).toContain('✅ done by wes, and seen to be so')
  })

  it('is not asked about where GitHub does not tell, nor where somebody says what shows it', () => {
    const refused = closed('check canary-alert green')
    refused.refuse('succeeded')
    expect(on(refused, '04T10:00').said(3)).toEqual([])
    const made = mergedWorld('# Down\n\n## Action items\n\n- [ ] Alert us @tia\n  - verify: check canary\n')
    made.settle()
    made.says(3, 'tia', '/done https://github.com/acme/shop/pull/12')
    expect(on(made, '03T12:00', '05T10:00').said(3)).toEqual([])
  })
})
