import { snapshot } from './faults/snapshot.ts'
import type { LoggedRequest, Traffic } from './http/traffic.ts'
import type { Requester, Store } from './store.ts'

/** What a sandbox held at a moment of its story: a starting point for others of the same seed. */
export interface Saved {
  readonly store: Store
  readonly now: string
  readonly requests: readonly LoggedRequest[]
}

/** Nothing that happens to the store later changes what was saved. */
export function save(store: Store, traffic: Traffic): Saved {
  return { store: snapshot(store), now: store.clock.now(), requests: traffic.list() }
}

/**
 * Puts what was saved in the place of all that the store holds. What acts stays: the clock, which is set, the hooks, the
 * limits, the secret, and the tokens of people. Tokens of installations end.
 */
export function restore(store: Store, traffic: Traffic, saved: Saved): void {
  const { clock, webhooks, meter, ids, nextId, url, tokens } = store
  const { webhookSecret } = store.app
  const held = saved.store
  const places = new Map<unknown, unknown>([
    [held.clock, clock],
    [held.webhooks, webhooks],
    [held.meter, meter],
    [held.tokens, new Map()],
  ])
  // Repositories know their store, so it has to be this one already while they are copied.
  const copy = snapshot(held, places)
  for (const repository of copy.repositories) Object.assign(repository, { store })
  const again = { ...copy, app: Object.assign(copy.app, { webhookSecret }), ids, nextId, url, tokens }
  Object.assign(store, again)
  ids.last = held.ids.last
  for (const [token, actor] of tokens) {
    const present = accountIn(store, actor)
    if (present) tokens.set(token, present)
    else tokens.delete(token)
  }
  clock.set(saved.now)
  traffic.show(saved.requests)
}

function accountIn(store: Store, actor: Requester): Requester | undefined {
  if (actor.kind !== 'user') return undefined
  const account = store.accounts.get(actor.account.login.toLowerCase())
  return account && { kind: 'user', account }
}
