import type { DeliveryAttempt } from '../../reconcile/ports.ts'
import { type CheckupFinding, type FindingSubject, note, ok, problem, warning } from './finding.ts'
import type { AppPages } from './pages.ts'

export interface DeliveryFacts {
  /** Newest first. */
  readonly attempts: readonly DeliveryAttempt[]
  /** Whether these are all that GitHub keeps, or only the newest. */
  readonly extent: 'all' | 'newest'
  /** Whether the server answers to this machine now. */
  readonly server: 'answers' | 'silent'
}

const hour = 3_600_000

/** When GitHub last got through, ISO 8601, if that was in the hour before `now` and nothing was lost since; else `null`. */
export function heardLately(attempts: DeliveryFacts['attempts'], now: string): string | null {
  const [newest] = attempts
  if (newest === undefined || newest.outcome === 'failed') return null
  return Date.parse(now) - Date.parse(newest.deliveredAt) <= hour ? newest.deliveredAt : null
}

/** How many of the last deliveries never arrived: a problem while the newest one, redeliveries aside, is among them. */
export function evaluateDeliveries({ attempts, extent, server }: DeliveryFacts, pages: AppPages): CheckupFinding {
  const about: FindingSubject = { check: 'deliveries', subject: 'webhooks' }
  const arrived = new Set(attempts.filter(({ outcome }) => outcome === 'delivered').map(({ guid }) => guid))
  const all = new Set(attempts.map(({ guid }) => guid))
  const newest = attempts.find(({ redelivery }) => !redelivery) ?? attempts[0]
  const which = extent === 'all' ? `${all.size} in the last three days` : `the newest ${all.size}`
  if (newest === undefined)
    return note(about, 'GitHub sent nothing in the last three days: nothing happened, or the webhook is not active.', {
      todo: 'Where something did happen, check “Active” there:',
      page: pages.general,
    })
  const lost = attempts.filter(({ guid }) => !arrived.has(guid))
  const [last] = lost
  if (last === undefined) return ok(about, `All deliveries arrived, ${which}.`)
  const count = new Set(lost.map(({ guid }) => guid)).size
  const message = `${count} ${count === 1 ? 'delivery' : 'deliveries'} of ${which} never arrived, the last one at ${showTime(last.deliveredAt)}: ${showEvent(last)}, ${showEnd(last)}.`
  if (arrived.has(newest.guid)) {
    const why = 'Later ones arrive. The server asks again for what still matters, and the sweep finds the rest.'
    const todo = 'If the server was not down then, see there what GitHub says:'
    return warning(about, message, { why, todo, page: pages.deliveries })
  }
  const why = 'The newest one is among them: until deliveries arrive, everything waits for the next sweep.'
  return problem(about, message, { why, ...remedy(last, server, pages) })
}

function remedy(
  { statusCode }: DeliveryAttempt,
  server: DeliveryFacts['server'],
  pages: AppPages,
): { readonly todo: string; readonly page: string } {
  switch (statusCode) {
    case 0:
      if (server === 'answers') {
        const todo = 'The server answers to this machine: if GitHub cannot reach it, open the way; see there:'
        return { todo, page: pages.deliveries }
      }
      return {
        todo: 'GitHub does not reach the server: start it, open the way to it, or correct its address:',
        page: pages.general,
      }
    case 401:
      return { todo: 'The server refuses the signature: enter its WEBHOOK_SECRET there:', page: pages.general }
    case 415:
      return { todo: 'The server reads JSON only: choose application/json there:', page: pages.general }
    case 404:
      return { todo: 'The address leads nowhere: correct it there:', page: pages.general }
    default:
      return { todo: 'See there what was answered, and the log of the server at that time:', page: pages.deliveries }
  }
}

function showEvent({ event, action }: DeliveryAttempt): string {
  return action === null ? event : `${event}.${action}`
}

/** GitHub's own words where no server answered, such as `timed out`. */
function showEnd({ status, statusCode }: DeliveryAttempt): string {
  return statusCode === 0 ? status : `HTTP ${statusCode}`
}

/** `2026-03-02 02:14 UTC`. */
export function showTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
