import { z } from 'zod'
import type { Role } from '../../domain/issue.ts'
import { parseFullName } from '../../domain/ref.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { encodeSegment, repositoryPath } from '../requests/paths.ts'
import { assignableIn } from './assignable.ts'

const wirePermission = z.object({ permission: z.string().nullish(), role_name: z.string().optional() })

/** What people may do here. Accounts that GitHub does not know have no role and cannot be assigned. */
export function peopleTopics(context: SessionContext): Pick<Reader, 'role' | 'assignable'> {
  const { name, calls } = context
  const here = assignableIn(name, calls)
  const others = new Map<string, Promise<(login: string) => Promise<boolean>>>()
  /** Who can be assigned in another repository: nobody where the app is not installed. */
  async function assignableElsewhere(written: string) {
    const other = parseFullName(written)
    const there = other && (await context.elsewhere.calls(other))
    return other && there ? assignableIn(other, there) : async () => false
  }
  return {
    // Whatever keeps the role from being known, the answer is that there is none.
    async role({ login, in: written }) {
      const other = written === undefined ? null : parseFullName(written)
      try {
        const there = other === null ? calls : await context.elsewhere.calls(other)
        if (there === null) return 'none'
        const path = `${repositoryPath(other ?? name)}/collaborators/${encodeSegment(login)}/permission`
        return toRole((await there.read({ path, schema: wirePermission, what: `read the role of ${login}` })).data)
      } catch (error) {
        if (refusedWith(error, 403, 404, 422)) return 'none'
        throw error
      }
    },
    async assignable({ login, in: written }) {
      if (written === undefined) return here(login)
      const there = others.get(written) ?? assignableElsewhere(written)
      others.set(written, there)
      return (await there)(login)
    },
  }
}

/** `permission` shows triage as read and maintain as write; `role_name` is right, but may be a role of their own. */
function toRole({ permission, role_name }: z.infer<typeof wirePermission>): Role {
  return known(role_name) ?? known(permission) ?? 'none'
}

function known(role: string | null | undefined): Role | null {
  switch (role) {
    case 'admin':
    case 'maintain':
    case 'write':
    case 'triage':
    case 'read':
    case 'none':
      return role
    default:
      return null
  }
}
