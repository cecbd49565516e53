import type { Ref } from '../../domain/ref.ts'
import { refKey, showRef } from '../../domain/ref.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { GitHubError, type Hint } from '../../reconcile/ports.ts'
import { createLooks } from '../commands/look.ts'
import type { Watch } from './seen.ts'

/** Looks at what hints name and at what follows from it, each once, and notes what passes would write. Writes nothing. */
export async function look(
  hints: readonly Hint[],
  { github, now, watch }: { readonly github: GitHubAdapter; readonly now: string | null; readonly watch: Watch },
): Promise<void> {
  const scope = hints.find((hint) => hint.scope !== undefined)?.scope ?? 'recent'
  const lookAt = createLooks(github, { now, scope })
  const waiting: Ref[] = hints.map(({ ref }) => ref)
  const seen = new Set<string>()
  for (let ref = waiting.shift(); ref !== undefined; ref = waiting.shift()) {
    if (seen.has(refKey(ref))) continue
    seen.add(refKey(ref))
    try {
      const { snapshot, plan } = await lookAt(ref)
      watch.planned(snapshot, plan)
      for (const { do: write } of [...plan.mutations, ...plan.withheld]) watch.wrote(showRef(ref), write)
      waiting.push(...plan.followUps.map((followUp) => followUp.ref))
    } catch (fault) {
      if (!(fault instanceof GitHubError)) throw fault
      watch.problem(fault.logged, fault.fault.kind === 'refused' ? fault.fault.reason : null)
    }
  }
}
