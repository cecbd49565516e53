import type { LoggedRequest, SentDelivery } from '../../sandbox/server.ts'

/** A request of the app's, or a delivery to it, as one of a life. */
export interface Happening {
  /** `POST /repos/acme/shop/issues`, or `issues.labeled`; a commit stands as `SHA`, since no two lives have the same. */
  readonly name: string
  /** How many of that name came before. */
  readonly nth: number
}

/** What was asked at one instant, in an order that does not depend on which of two parallel requests came first. */
export function requestNames(requests: readonly LoggedRequest[]): readonly string[] {
  return requests
    .map(({ method, path }) => `${method} ${path.replaceAll(/[0-9a-f]{40}/g, 'SHA')}`)
    .sort((one, other) => (one < other ? -1 : 1))
}

export function deliveryName({ event, payload }: SentDelivery): string {
  return typeof payload.action === 'string' ? `${event}.${payload.action}` : event
}

/** The names, each with how often it came before. */
export function numbered(names: readonly string[]): readonly Happening[] {
  const counts = new Map<string, number>()
  return names.map((name) => {
    const nth = counts.get(name) ?? 0
    counts.set(name, nth + 1)
    return { name, nth }
  })
}
