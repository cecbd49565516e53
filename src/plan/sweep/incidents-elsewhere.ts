import { findMarker } from '../../document/markers/markers.ts'
import type { Issue } from '../../domain/issue.ts'
import type { FollowUp } from '../../domain/plan.ts'
import { type RepositoryName, refKey } from '../../domain/ref.ts'
import type { Repository } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import type { Pass } from '../pass.ts'

/**
 * The incidents of other repositories whose items stand in this one, opened or transferred here: only they know them, and their own
 * sweep may have lost sight of them. One question a repository. `undefined` while not read.
 */
export function incidentsElsewhere(
  pass: Pass,
  items: readonly Issue[],
  { id }: Repository,
): readonly FollowUp[] | undefined {
  const { self, scope } = pass.context
  const found = items.flatMap(({ author, body, updatedAt }) => {
    const marker = isOwn(author, self) ? findMarker(body, 'item') : null
    return marker === null || marker.repository === id ? [] : [{ ...marker, updatedAt }]
  })
  const homes = new Map<number, RepositoryName | null | undefined>()
  for (const { repository } of found) {
    if (homes.has(repository)) continue
    const question = { ask: 'repositoryById', id: repository } as const
    const home = pass.refused(question) ? null : pass.ask(question)
    homes.set(repository, home?.covered === false ? null : home)
  }
  if ([...homes.values()].includes(undefined)) return undefined
  const followUps = new Map<string, FollowUp & { readonly touchedAt: string }>()
  for (const { repository, incident, updatedAt } of found) {
    const home = homes.get(repository)
    if (home == null) continue
    const ref = { kind: 'incident', owner: home.owner, repo: home.repo, number: incident } as const
    const before = followUps.get(refKey(ref))?.touchedAt ?? ''
    const touchedAt = before > updatedAt ? before : updatedAt
    followUps.set(refKey(ref), { ref, fingerprint: null, touchedAt })
  }
  const all = [...followUps.values()]
  return scope === 'all' ? all.map(({ ref, fingerprint }) => ({ ref, fingerprint })) : all
}
