import type { Description } from './published.ts'

/** Events that GitHub's page of webhooks offers to apps, and that some of its lists of an app's events lack. */
const newer = new Set<unknown>(['merge_group', 'sub_issues'])

/** Whether a value is refused only because a list in GitHub's description is older than GitHub. */
export function isOlderList({
  instancePath,
  data,
}: {
  readonly instancePath: string
  readonly data?: unknown
}): boolean {
  return /\/performed_via_github_app\/events\/\d+$/.test(instancePath) && newer.has(data)
}

/** Whether a value is refused because a deployment's status has no such address, which GitHub shows as an empty text. */
export function isNoAddress({
  instancePath,
  data,
}: {
  readonly instancePath: string
  readonly data?: unknown
}): boolean {
  return data === '' && /\/(?:target|environment|log)_url$/.test(instancePath)
}

const paging = ['per_page', 'page'].map((name) => ({
  name,
  in: 'query' as const,
  required: false,
  several: false,
  schema: { type: 'integer' },
}))

const text = { type: 'string' }

/**
 * The description with its slips mended. The list of installations wants each account to be a person and an enterprise
 * at once, while a single installation wants one of the two. Matching refs lost their paging from the description; to
 * ask for it stays right on servers that page, and is ignored by others. `created` of workflow runs is called a date, and
 * explained as the range of dates that it is.
 */
export function withoutSlips(description: Description): Description {
  const items = { $ref: 'github#/definitions/installation' }
  return {
    ...description,
    operations: description.operations.map((operation) => {
      const { operationId, responses, parameters } = operation
      if (operationId === 'apps/list-installations')
        return { ...operation, responses: { ...responses, 200: { type: 'array', items } } }
      if (operationId === 'git/list-matching-refs') return { ...operation, parameters: [...parameters, ...paging] }
      if (operationId === 'actions/list-workflow-runs-for-repo')
        return {
          ...operation,
          parameters: parameters.map((one) => (one.name === 'created' ? { ...one, schema: text } : one)),
        }
      return operation
    }),
  }
}
