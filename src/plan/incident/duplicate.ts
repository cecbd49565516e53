import { mayCommand } from '../../domain/issue.ts'
import type { Inquiry } from '../inquiry.ts'
import type { IncidentFile } from './incident-file.ts'

/** As GitHub itself reads it: https://docs.github.com/issues/tracking-your-work-with-issues/administering-issues/marking-issues-or-pull-requests-as-a-duplicate */
const declaration = /^ {0,3}duplicate of #([1-9]\d{0,8})\b/im

/**
 * The number of the issue that an incident closed as a duplicate doubles: what the last comment says that declares one, by a
 * bot or by somebody with triage or more. `null` when none does, `undefined` while a role is not read.
 */
export function duplicateOf(file: IncidentFile, inquiry: Inquiry): number | null | undefined {
  const declared = file.comments.flatMap(({ author, body }) => {
    const digits = declaration.exec(body)?.[1]
    return digits === undefined ? [] : [{ author, of: Number(digits) }]
  })
  // Strangers may comment as often as they like: the latest few are enough.
  const said = declared.slice(-10).map(({ author, of }) => {
    const role = author.bot ? null : inquiry.ask<'role'>({ ask: 'role', login: author.login })
    return { of, counts: role === undefined ? undefined : role === null || mayCommand(role) }
  })
  if (said.some(({ counts }) => counts === undefined)) return undefined
  return said.findLast(({ counts }) => counts)?.of ?? null
}
