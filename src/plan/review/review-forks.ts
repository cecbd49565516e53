import { mayCommand } from '../../domain/issue.ts'
import type { Pull } from '../../domain/repository.ts'
import type { Inquiry } from '../inquiry.ts'

/** What is read of a stranger's document, in UTF-16 code units: longer than any that people wrote so far. */
const longest = 256 * 1024

/** More reviewers than this are not looked up, so that no pull request costs more. */
const mostReviewers = 5

/** Whether a document is longer than what is read of a stranger's. */
export function isLong({ text }: { readonly text: string }): boolean {
  return text.length > longest
}

/**
 * Whether somebody with triage or more takes part in a pull request: opened, assigned or reviewed it. Everybody may open one
 * from a fork, at no cost. `undefined` while it is not read.
 */
export function isKnownHere(pull: Pull, inquiry: Inquiry): boolean | undefined {
  // Only who has triage can assign.
  if (pull.assignees.length > 0) return true
  const reviews = inquiry.ask({ ask: 'reviews', number: pull.number })
  const people = [pull.author.login, ...(reviews ?? []).map(({ author }) => author)]
  const distinct = [...new Set(people)].slice(0, mostReviewers + 1)
  const roles = distinct.map((login) => inquiry.ask({ ask: 'role', login }))
  if (roles.some((role) => role !== undefined && mayCommand(role))) return true
  return reviews === undefined || roles.includes(undefined) ? undefined : false
}
