import { type Change, isFailure } from './change.ts'

/** A deployment that began longer after the first one, in milliseconds, is another act. */
const together = 15 * 60_000

/** Deployments that stand as one; of any other change, the change alone. */
interface Rollout {
  readonly first: Change
  readonly environments: string[]
}

/**
 * The changes, newest first, with the deployments of a rollout as one: one version, by one account, to several environments
 * within a quarter of an hour, all with the same outcome. It stands where the first of them stood, and links their list. What
 * went otherwise, or came to the same environment again, stays a change of its own.
 */
export function withRollouts(changes: readonly Change[]): readonly Change[] {
  const rollouts: Rollout[] = []
  const latest = new Map<string, Rollout>()
  for (const change of changes.toReversed()) {
    const { at, who, what, in: there = '' } = change
    if (what.kind !== 'deployment') {
      rollouts.push({ first: change, environments: [] })
      continue
    }
    const alike = JSON.stringify([there, who, what.ref, isFailure(what.state) ? 'failed' : what.state])
    const rollout = latest.get(alike)
    const isNear = rollout !== undefined && Date.parse(at) - Date.parse(rollout.first.at) <= together
    if (isNear && !what.environments.some((name) => rollout.environments.includes(name))) {
      rollout.environments.push(...what.environments)
      continue
    }
    const begun = { first: change, environments: [...what.environments] }
    latest.set(alike, begun)
    rollouts.push(begun)
  }
  return rollouts.map(asOne).toReversed()
}

function asOne({ first, environments }: Rollout): Change {
  if (first.what.kind !== 'deployment' || environments.length < 2) return first
  return { ...first, url: first.what.list, what: { ...first.what, environments } }
}
