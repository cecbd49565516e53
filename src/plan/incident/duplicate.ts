import { mayCommand } from '../../domain/issue.ts'
import type { IncidentPass } from '../pass.ts'

/** As GitHub itself reads it: https://docs.github.com/issues/tracking-your-work-with-issues/administering-issues/marking-issues-or-pull-requests-as-a-duplicate */
const declaration = /^ {0,3}duplicate of #([1-9]\d{0,8})\b/im

/**
 * The number of the issue that an incident closed as a duplicate doubles: what the last comment says that declares one, by a
 * bot or by somebody with triage or more. `null` when none does, `undefined` while a role is not read.
 */
export function duplicateOf(pass: IncidentPass): number | null | undefined {
  const { incident } = pass
  const declared = incident.comments.flatMap(({ author, body }) => {
    const digits = declaration.exec(body)?.[1]
    return digits === undefined ? [] : [{ author, of: Number(digits) }]
  })
  // Strangers may comment as often as they like: the latest few are enough.
  const said = declared.slice(-10).map(({ author, of }) => {
    const role = author.bot ? null : pass.ask({ ask: 'role', login: author.login })
    return { of, counts: role === undefined ? undefined : role === null || mayCommand(role) }
  })
  if (said.some(({ counts }) => counts === undefined)) return undefined
  return said.findLast(({ counts }) => counts)?.of ?? null
}
