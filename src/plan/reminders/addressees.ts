import type { Issue } from '../../domain/issue.ts'
import type { Somewhere } from '../../domain/question.ts'
import { fullName } from '../../domain/ref.ts'
import type { Inquiry } from '../inquiry.ts'

/** Whom a reminder speaks to. */
export interface Addressees {
  /** At most ten. */
  readonly people: readonly string[]
  /** Who is assigned but could not be any more: a mention would not reach them. */
  readonly left: readonly string[]
}

/**
 * The assignees of an item who still have access where it stands, else the writers of its postmortem who have; perhaps nobody.
 * `undefined` while it is not read.
 */
export function addressees(issue: Issue, writers: readonly string[], inquiry: Inquiry): Addressees | undefined {
  const where = issue.elsewhere === null ? {} : { in: fullName(issue.elsewhere) }
  const owners = present(issue.assignees, inquiry, where)
  if (owners === undefined) return undefined
  const left = issue.assignees.filter((login) => !owners.includes(login))
  const people = owners.length > 0 ? owners : present(writers, inquiry, where)
  return people && { people: people.slice(0, 10), left }
}

/** Those of `logins` who can be assigned here, or where a question asks. `undefined` while it is not read. */
export function present(
  logins: readonly string[],
  inquiry: Inquiry,
  where: Somewhere = {},
): readonly string[] | undefined {
  const known = logins.map((login) => {
    const question = { ask: 'assignable', login, ...where } as const
    // Where that may not be asked, nobody is taken for gone.
    return inquiry.refused(question) ? true : inquiry.ask(question)
  })
  return known.includes(undefined) ? undefined : logins.filter((_login, index) => known[index])
}
