import type { Commit } from '../../domain/repository.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'

/** So long after anybody's last commit nobody is likely to have the document open, in hours. */
const quietHours = 0.25

/**
 * From when on a branch is quiet (ISO 8601): fifteen minutes after its last commit, whoever made it. What a command asks to
 * have added to the document waits for that, so that nobody's open editor meets a conflict, and so that many commands make
 * one commit. `null` for a branch without commits, which is always quiet.
 */
export function quietFrom(commits: readonly Commit[]): string | null {
  const last = commits.reduce<string>((latest, { at }) => (at > latest ? at : latest), '')
  return last === '' ? null : plusHours(last, quietHours)
}
