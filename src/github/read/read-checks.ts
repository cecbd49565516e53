import { z } from 'zod'
import type { RequiredCheck } from '../../domain/check.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { encodeSegment, repositoryKey, repositoryPath } from '../requests/paths.ts'
import {
  checksOfProtection,
  checksOfRules,
  toCheckRun,
  wireCheckRun,
  wireProtectedBranch,
  wireRule,
} from '../wire/wire-check.ts'

const wireSucceeded = z.object({
  check_runs: z.array(z.object({ conclusion: z.string().nullish() })).nullish(),
  total_count: z.number().nullish(),
})

/** Check runs of a commit, and the checks that a branch requires: those at most a minute old, shared by all sessions. */
export function checkTopics(context: SessionContext): Pick<Reader, 'checkRuns' | 'requiredChecks' | 'succeeded'> {
  const { name, calls, shared } = context
  const base = repositoryPath(name)
  return {
    async checkRuns({ head, name: check }) {
      const { data } = await calls.read({
        path: `${base}/commits/${encodeSegment(head)}/check-runs`,
        query: { check_name: check, filter: 'latest', per_page: 100 },
        schema: z.object({ check_runs: z.array(wireCheckRun) }),
        what: 'read the checks of a commit',
      })
      return data.check_runs.map(toCheckRun)
    },
    async succeeded({ kind, name: wanted, at }) {
      const what = `see whether ${kind} ${wanted} succeeded`
      const checks = { path: `${base}/commits/${encodeSegment(at)}/check-runs`, query: { check_name: wanted } }
      const path = `${base}/actions/workflows/${encodeSegment(wanted)}/runs`
      const runs = { path, query: { status: 'success', created: `>=${at}`, per_page: 1 } }
      const asked = kind === 'check' ? checks : runs
      try {
        const { data } = await calls.read({ ...asked, schema: wireSucceeded, what })
        const isGreen = data.check_runs?.some(({ conclusion }) => conclusion === 'success')
        return isGreen ?? (data.total_count ?? 0) > 0
      } catch (error) {
        // Neither a branch of that name nor a workflow.
        if (refusedWith(error, 404, 422)) return false
        throw error
      }
    },
    requiredChecks: ({ branch }) =>
      shared.requiredChecks.get(`${repositoryKey(name)} ${branch}`, async () => {
        const [ruled, guarded] = await Promise.all([readRules(context, branch), readProtection(context, branch)])
        return [...ruled, ...guarded]
      }),
  }
}

/** Where GitHub has no rulesets or does not show them, none are known. */
async function readRules({ name, calls }: SessionContext, branch: string): Promise<readonly RequiredCheck[]> {
  const path = `${repositoryPath(name)}/rules/branches/${encodeSegment(branch)}`
  const what = `read the rules of the branch ${branch}`
  return await orNone(async () => checksOfRules(await calls.readAll({ path, schema: wireRule, what })))
}

/** Rulesets do not tell of classic protection; the branch itself does, without a further permission. */
async function readProtection({ name, calls }: SessionContext, branch: string): Promise<readonly RequiredCheck[]> {
  const path = `${repositoryPath(name)}/branches/${encodeSegment(branch)}`
  const what = `read the protection of the branch ${branch}`
  return await orNone(async () =>
    checksOfProtection((await calls.read({ path, schema: wireProtectedBranch, what })).data),
  )
}

async function orNone(read: () => Promise<readonly RequiredCheck[]>): Promise<readonly RequiredCheck[]> {
  try {
    return await read()
  } catch (error) {
    if (refusedWith(error, 403, 404, 409)) return []
    throw error
  }
}
