import Bottleneck from 'bottleneck'
import { GitHubError, type GitHubFault } from '../../reconcile/ports.ts'
import { type Failure, failureOf, isOctokitError } from './failure.ts'
import { explanations, tokenExplanations } from './refusals.ts'
import { explained, quotedAnswer, type RefusedAnswer } from './refused.ts'

/** Whom sentences speak of: the app, which looks again by itself; somebody who reads with a token; who sets the app up. */
export type Who = 'app' | 'token' | 'set-up'

/** How sentences name it, at their start and inside, and what they say about another try. */
export const wording = {
  app: { Subject: 'The app', subject: 'the app', again: 'the app looks again soon' },
  token: { Subject: 'Aftermath', subject: 'Aftermath', again: 'run the command again' },
  'set-up': { Subject: 'Aftermath', subject: 'Aftermath', again: 'load this page again' },
} as const

/** Whether `error` is GitHub's refusal with one of these statuses. */
export function refusedWith(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof GitHubError && error.fault.kind === 'refused' && statuses.includes(error.fault.status)
}

/**
 * What went wrong, as a pass tells faults apart, with one sentence for people: what happened, why, what to do.
 * `what` completes "The app could not ...". Errors that have nothing to do with GitHub are thrown as they are.
 */
export function translate(error: unknown, what: string, who: Who = 'app'): GitHubError {
  const { Subject, subject, again } = wording[who]
  if (error instanceof GitHubError) return error
  if (error instanceof Bottleneck.BottleneckError)
    return fault(
      null,
      { kind: 'limited', retryAfter: 60 },
      `${Subject} stopped before it could ${what}; ${who === 'app' ? 'it goes on after its next start' : again}.`,
    )
  const answer = failureOf(error)
  if (answer === null) {
    if (!isNetworkFault(error)) throw error
    return fault(
      null,
      { kind: 'outcome-unknown' },
      `GitHub did not answer when ${subject} tried to ${what} (${networkReason(error)}); ${again}.`,
    )
  }
  if (answer.status >= 500)
    return fault(
      answer,
      { kind: 'outcome-unknown' },
      `GitHub had a fault of its own (HTTP ${answer.status}) when ${subject} tried to ${what}; ${again}.`,
    )
  // Nobody asked whether something had changed: a cache between answers for GitHub.
  if (answer.status === 304)
    return fault(
      answer,
      { kind: 'outcome-unknown' },
      `GitHub answered HTTP 304 to what was not asked when ${subject} tried to ${what}; ${again}.`,
    )
  const retryAfter = limitOf(answer)
  if (retryAfter !== null)
    return fault(
      answer,
      { kind: 'limited', retryAfter },
      `GitHub's rate limit is reached, so ${subject} could not ${what} yet; ${who === 'app' ? 'it goes on by itself' : again} in ${retryAfter} seconds.`,
    )
  return explain(answer, what, who)
}

function explain(answer: Failure, what: string, who: Who): GitHubError {
  const { Subject } = wording[who]
  const known = explained(answer, who === 'token' ? tokenExplanations : explanations)
  const {
    reason,
    because: why,
    remedy,
  }: RefusedAnswer = known ?? {
    reason: 'invalid',
    because: `GitHub answered HTTP ${answer.status}${quotedAnswer(answer.says)}`,
    remedy:
      who === 'app'
        ? 'the app tries again by itself; if that does not help, show this line to those who run the app'
        : wording[who].again,
  }
  const because = `${why}; ${remedy}.`
  if (reason === 'exists' || reason === 'stale' || reason === 'outcome-unknown')
    return fault(answer, { kind: reason }, `${Subject} did not ${what}, because ${because}`, because)
  const refused: GitHubFault = { kind: 'refused', status: answer.status, reason }
  return fault(answer, refused, `${Subject} could not ${what}, because ${because}`, because)
}

/** A refusal that is known by more than GitHub's words: what was asked for and why not, in one sentence for people. */
export function refusedError(
  what: string,
  { because, remedy, ...refused }: RefusedAnswer & Omit<Extract<GitHubFault, { kind: 'refused' }>, 'kind'>,
  cause?: unknown,
): GitHubError {
  const explanation = `${because}; ${remedy}.`
  const message = `The app could not ${what}, because ${explanation}`
  return new GitHubError(message, { kind: 'refused', ...refused }, { cause, because: explanation })
}

/** What `asked` gives. In the log, an error of it leaves out `words`: people wrote them. */
export async function keepingFromLog<T>(words: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof GitHubError) || words === '') throw error
    const logged = error.message.replaceAll(words, '…')
    throw new GitHubError(error.message, error.fault, { cause: error.cause, logged, because: error.because })
  }
}

/** Octokit's own error stays out: it carries the request, with what was written and who asked. */
function fault(cause: Failure | null, what: GitHubFault, sentence: string, because = sentence): GitHubError {
  return new GitHubError(sentence, what, { because, ...(cause !== null && { cause }) })
}

/** Seconds to wait when `answer` is a rate limit, else `null`: the gate gives every limited answer its `retry-after`. */
function limitOf({ status, headers }: Failure): number | null {
  const wait = headers['retry-after']
  return (status === 403 || status === 422 || status === 429) && wait !== undefined ? Number(wait) : null
}

function isNetworkFault(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return isOctokitError(error) || ['AbortError', 'TimeoutError'].includes(error.name)
}

function networkReason(error: Error): string {
  const names = [error.name, error.cause instanceof Error ? error.cause.name : '']
  if (names.includes('TimeoutError') || names.includes('AbortError')) return 'no answer in time'
  return error.message.split('\n')[0]?.slice(0, 120) || 'connection lost'
}
