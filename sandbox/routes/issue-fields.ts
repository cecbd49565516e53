import { okJson } from '../http/answer.ts'
import type { ApiRoutes } from '../http/api.ts'
import { HttpRefusal, notFound } from '../http/refusal.ts'
import { coversLevel } from '../rules/roles.ts'

/** https://docs.github.com/en/rest/orgs/issue-fields */
export function issueFieldRoutes(api: ApiRoutes): void {
  api.on('GET', '/orgs/:org/issue-fields', ({ store, actor, param }) => {
    if (param('org').toLowerCase() !== store.organization.login.toLowerCase()) throw notFound()
    if (actor.kind === 'installation' && !coversLevel(actor.permissions, 'issue_fields', 'read'))
      throw new HttpRefusal(403, 'Resource not accessible by integration')
    if (actor.kind === 'anonymous') throw notFound()
    return okJson(
      store.fields.map(({ id, name, type, options }) => ({
        id,
        node_id: `IFT_${id}`,
        name,
        data_type: type,
        ...(type === 'single_select' && { options: options.map((option) => ({ ...option, color: 'gray' })) }),
      })),
    )
  })
}
