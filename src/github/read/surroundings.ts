import { z } from 'zod'
import type { SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { encodePath, encodeSegment, repositoryPath } from '../requests/paths.ts'

/** What stands around the incidents of a repository, for a check-up; no pass reads this. All throw `GitHubError`. */
export interface Surroundings {
  /** The files right inside a folder of the default branch, by path; none where there is no such folder. */
  files(folder: string): Promise<readonly string[]>
  /**
   * The types of the rules on a branch of that name, existing or not; those that the app may bypass among them. Nothing
   * where GitHub does not tell.
   * https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch
   */
  rules(branch: string): Promise<readonly string[]>
  /**
   * When the last run of a workflow (`aftermath.yml`) that succeeded began, ISO 8601; `null` where there is none, or GitHub does
   * not tell.
   * https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
   */
  lastSuccess(workflow: string): Promise<string | null>
  /**
   * Whether workflows may open pull requests; `null` where GitHub does not tell, as it does to administrators only.
   * https://docs.github.com/en/rest/actions/permissions#get-default-workflow-permissions-for-a-repository
   */
  workflowsOpenPulls(): Promise<'yes' | 'no' | null>
}

const entry = z.object({ type: z.string(), path: z.string() })
const run = z.object({ run_started_at: z.string().nullish(), created_at: z.string() })
const workflowRuns = z.object({ workflow_runs: z.array(run) })
const workflowRights = z.object({ can_approve_pull_request_reviews: z.boolean() })

/** The surroundings that one session can see. */
export function createSurroundings({ name, calls }: SessionContext): Surroundings {
  const base = repositoryPath(name)

  async function orNothing<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await read()
    } catch (error) {
      if (refusedWith(error, 403, 404, 409)) return []
      throw error
    }
  }

  return {
    files: (folder) =>
      orNothing(async () => {
        const schema = z.union([z.array(entry), entry])
        const path = `${base}/contents/${encodePath(folder)}`
        const { data } = await calls.read({ path, schema, what: `list the files in ${folder}` })
        return Array.isArray(data) ? data.filter(({ type }) => type === 'file').map((file) => file.path) : []
      }),
    rules: (branch) =>
      orNothing(async () => {
        const path = `${base}/rules/branches/${encodeSegment(branch)}`
        const schema = z.object({ type: z.string() })
        const rules = await calls.readAll({ path, schema, what: `read the rules of the branch ${branch}` })
        return [...new Set(rules.map(({ type }) => type))]
      }),
    async lastSuccess(workflow) {
      const path = `${base}/actions/workflows/${encodeSegment(workflow)}/runs`
      const query = { status: 'success', per_page: 1 }
      const [last] = await orNothing(async () => {
        const { data } = await calls.read({ path, query, schema: workflowRuns, what: 'learn when it ran last' })
        return data.workflow_runs
      })
      return last === undefined ? null : (last.run_started_at ?? last.created_at)
    },
    async workflowsOpenPulls() {
      const path = `${base}/actions/permissions/workflow`
      const [rights] = await orNothing(async () => {
        return [(await calls.read({ path, schema: workflowRights, what: 'learn what workflows may do' })).data]
      })
      if (rights === undefined) return null
      return rights.can_approve_pull_request_reviews ? 'yes' : 'no'
    },
  }
}
