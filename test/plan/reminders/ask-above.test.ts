import { describe, expect, it } from 'vitest'
import type { ItemRepository } from '../../../src/domain/repository.ts'
import { mergedWorld } from '../merged-world.ts'

const billing: ItemRepository = {
  id: 9,
  owner: 'acme',
  repo: 'billing',
  visibility: 'public',
  covered: true,
  closed: null,
}
const document = `# P

## Action items

- [ ] Alert us @tia (due 2026-03-20)
- [ ] Write it down @tia (due 2026-03-20)
- [ ] Rotate keys @mia repo:billing (due 2026-03-20)
- [ ] Close the port repo:billing (due 2026-03-20)
`

/** A merged document, led by lea, whose people and repository can go. */
function world() {
  const roles: Record<string, 'write'> = { tia: 'write', mia: 'write', lea: 'write' }
  const repositories: Record<string, ItemRepository> = { 'acme/billing': billing }
  const made = mergedWorld(document, '', { lead: 'lea', roles: () => roles, repositories })
  made.settle()
  return Object.assign(made, { roles, repositories, asked: () => made.talkOn(1).map(({ body }) => body) })
}

describe('who leads the incident', () => {
  it('is asked once about a person who left, all open items in one comment', () => {
    const { roles, at, settle, asked } = world()
    delete roles.tia
    for (const day of ['18', '19', '23', '30']) {
      at(`2026-03-${day}T12:00:00Z`)
      settle()
    }
    expect(asked()).toHaveLength(1)
    expect(asked()[0]).toContain(
      '@lea: tia is assigned and has no access any more:\n\n- #3 Alert us\n- #4 Write it down\n',
    )
  })

  it('is asked once about a repository that is out of reach, in working hours, and the items stay open', () => {
    const here = world()
    here.repositories['acme/billing'] = { ...billing, covered: false, closed: 'archived' }
    here.archive(9)
    here.at('2026-03-07T12:00:00Z')
    here.settle()
    expect(here.asked()).toEqual([])
    for (const day of ['09', '10', '18']) {
      here.at(`2026-03-${day}T12:00:00Z`)
      here.settle()
    }
    expect(here.asked()).toHaveLength(1)
    expect(here.asked()[0]).toMatch(
      /@lea: a repository is archived or gone.*:\n\n- \S+ Rotate keys\n- \S+ Close the port\n/,
    )
    expect(here.status).toContain('out of reach')
    expect(here.status).toContain('Action items: 0 of 4 closed')
    here.edit((text) => text.replaceAll('- [ ]', '- [x]'))
    here.editIssue(3, () => ({ state: 'closed', stateReason: 'completed', closedAt: '2026-03-18T12:00:00Z' }))
    here.editIssue(4, () => ({ state: 'closed', stateReason: 'completed', closedAt: '2026-03-18T12:00:00Z' }))
    here.settle()
    expect(here.status).toContain('Every follow-up is closed')
  })
})
