import { z } from 'zod'
import type { Reader } from '../../reconcile/ports.ts'
import { placeOf, type SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { encodePath, repositoryPath } from '../requests/paths.ts'
import { toBranch, wireReference } from '../wire/wire-repository.ts'

/** GitHub answers 409 in a repository without commits, which has no branches. */
export function branchTopics(context: SessionContext): Pick<Reader, 'branch' | 'branches'> {
  const { name, calls } = context
  const base = `${repositoryPath(name)}/git`
  return {
    async branch({ name: branch, ...where }) {
      const encoded = encodePath(branch)
      const there = encoded === null ? null : await placeOf(context, where)
      if (there === null) return null
      try {
        // GHES before 3 answered a list of branches that merely begin with this name.
        const schema = z.union([wireReference, z.array(z.object({}))])
        const { data } = await there.calls.read({
          path: `${there.base}/git/ref/heads/${encoded}`,
          schema,
          what: `look for the branch ${branch}`,
        })
        const found = 'ref' in data ? toBranch(data) : null
        return found?.name === branch ? found : null
      } catch (error) {
        if (refusedWith(error, 404, 409)) return null
        throw error
      }
    },
    async branches({ prefix }) {
      const encoded = encodePath(prefix.replace(/\/$/, ''))
      if (encoded === null) return []
      try {
        const path = `${base}/matching-refs/heads/${encoded}`
        const wires = await calls.readAll({ path, schema: wireReference, what: `list the branches ${prefix}*` })
        return wires.flatMap((wire) => toBranch(wire) ?? []).filter((branch) => branch.name.startsWith(prefix))
      } catch (error) {
        if (refusedWith(error, 404, 409)) return []
        throw error
      }
    },
  }
}
