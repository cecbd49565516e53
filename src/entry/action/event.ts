import { z } from 'zod'
import type { Hint } from '../../reconcile/ports.ts'
import { refsOf } from '../../triggers/deliveries.ts'
import type { DeliverySelf } from '../../triggers/self.ts'

/** What the event of a run asks for. */
export type EventWork =
  /** Passes for these, and then for what changed. */
  | { readonly work: 'changed'; readonly hints: readonly Hint[] }
  /** Passes for all that is recent, because it is time, or somebody asked. */
  | { readonly work: 'recent' }
  /** Nothing can be done by this run: a sentence says why, and what does it instead. */
  | { readonly work: 'none'; readonly because: string }

/** The events that the workflow of docs/action.md names, as far as they tell of incidents. */
const telling = ['issues', 'issue_comment', 'pull_request', 'pull_request_target', 'pull_request_review', 'push']
const others = ['check_run', 'check_suite', 'merge_group', 'deployment_status', 'release', 'sub_issues']

const ofPull = z.object({
  pull_request: z.object({ head: z.object({ repo: z.object({ id: z.number() }).nullish() }) }),
  repository: z.object({ id: z.number() }),
})

/** What `event`, with the payload that GitHub's runner gives, asks for. Never throws. */
export function workOf(event: string, payload: unknown, self: DeliverySelf): EventWork {
  if (event === 'schedule' || event === 'workflow_dispatch') return { work: 'recent' }
  if (![...telling, ...others].includes(event)) return { work: 'none', because: unknownEvent(event) }
  if (isFromFork(event, payload)) return { work: 'none', because: fromFork }
  // The same event, but for whose token the run has.
  const delivered = event === 'pull_request_target' ? 'pull_request' : event
  return { work: 'changed', hints: refsOf(delivered, payload, self) }
}

/** A run of a fork's pull request has a token that only reads, and no secrets. */
function isFromFork(event: string, payload: unknown): boolean {
  if (event !== 'pull_request' && event !== 'pull_request_review') return false
  const parsed = ofPull.safeParse(payload)
  return parsed.success && parsed.data.pull_request.head.repo?.id !== parsed.data.repository.id
}

const fromFork =
  'This run is of a pull request from a fork, for which GitHub gives workflows a token that only reads: the next run by the schedule does what is to be done.'

function unknownEvent(event: string): string {
  return `Aftermath knows nothing of the event “${event}”, so this run did nothing: take it out of “on:” in the workflow, or name one of ${telling.join(', ')}, schedule and workflow_dispatch.`
}
