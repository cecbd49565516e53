import { describe, expect, it } from 'vitest'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'
import { block, rows } from './document.ts'

const [wes, tia] = [aPerson('wes'), aPerson('tia')]
const declared = anIncident()
  .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z' }), now: '2026-03-02T12:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

describe('what changed near the start', () => {
  const deployment = (id: number, environment: string, at: string, sha = 'b'.repeat(40)) => {
    return { id, sha, ref: sha, environment, creator: wes, createdAt: at }
  }
  const servers = ['smars-1', 'smars-2', 'smars-3', 'smars-4']
  const old = servers.map((name, index) => deployment(20 + index, name, '2026-01-02T09:00:00Z', 'c'.repeat(40)))

  it('lists it, the nearest first, with the time to the start, and nothing from outside of the window', () => {
    const at = '2026-03-02T09:00:00Z'
    const incident = declared.with({
      deployments: [
        deployment(10, 'production', '2026-03-02T10:58:00Z'),
        deployment(9, 'production', '2026-02-20T08:00:00Z'),
      ],
      went: { 10: 'failure' },
      releases: [
        { tag: 'v2', name: 'Version 2', author: tia, at, url: 'https://github.com/acme/shop/releases/tag/v2' },
      ],
      failedRuns: [
        {
          name: 'ci',
          title: 'Use the new flag',
          actor: wes,
          at: '2026-03-02T10:00:00Z',
          url: 'https://github.com/acme/shop/actions/runs/1',
        },
      ],
    })
    expect(block('changes', incident)).toMatchInlineSnapshot(`
      "| Before the start | What | Who |
      | --- | --- | --- |
      | [2 minutes](https://github.com/acme/shop/deployments) | Deployment of bbbbbbb to production: failure | wes |
      | [1 hour](https://github.com/acme/shop/actions/runs/1) | Workflow ci failed: Use the new flag | wes |
      | [2 hours](https://github.com/acme/shop/releases/tag/v2) | Release Version 2 | tia |"
    `)
    expect(rows(incident)[0]).toBe('tia: Release Version 2')
  })

  it('makes a deployment that stopped half way stand out', () => {
    const near = servers.slice(0, 3).map((name, index) => deployment(10 + index, name, '2026-03-02T10:30:00Z'))
    const incident = declared.with({ deployments: [...near, ...old] })
    expect(block('changes', incident)).toContain('**Reached 3 of 4 environments:** bbbbbbb. Not: smars-4.')
  })

  it.each([
    ['reached all of them', servers.map((name, index) => deployment(10 + index, name, '2026-03-02T10:30:00Z'))],
    ['has only begun', [deployment(10, 'smars-1', '2026-03-02T10:30:00Z')]],
  ])('says nothing of the kind about one that %s', (_what, near) => {
    const incident = declared.with({ deployments: [...near, ...old] })
    expect(block('changes', incident)).not.toContain('Reached')
  })

  it('says so when nothing is known', () => {
    expect(block('changes', declared)).toContain('No deployment, release, merge or failed run is known')
  })
})
