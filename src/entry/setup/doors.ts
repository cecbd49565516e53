import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Environment } from '../environment.ts'

/** Where a request came in: the address by which the browser knows this server. */
export type Door =
  | { readonly open: true; readonly baseUrl: string }
  | { readonly open: false; readonly sentence: string }

/** A secret that nobody can guess, safe in an address. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether both are the same, without telling by the time how much of it is. */
export function isSecret(given: string | null, secret: string): boolean {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(secret)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Pages that wait for GitHub to lead back to them; an older one has to be opened anew. */
const mostStates = 20

/** What GitHub gives back when it leads back to the page, so that nobody else's link does: each counts once. */
export interface States {
  make(): string
  knows(state: string): boolean
  /** From now on it counts no more. */
  use(state: string): void
}

/** No page has been shown yet. */
export function createStates(): States {
  const states = new Set<string>()
  return {
    make() {
      const [oldest] = states
      if (states.size >= mostStates && oldest !== undefined) states.delete(oldest)
      const state = createSecret()
      states.add(state)
      return state
    },
    knows: (state) => states.has(state),
    use(state) {
      states.delete(state)
    },
  }
}

/**
 * Only names that are this server's open the page: those of this machine, and those that the environment gives. Any other
 * one may be a page of somebody else's whose name was turned to this machine (DNS rebinding). Such a page can send
 * `x-forwarded-host`, too, so that this counts as the name only where it is one that the environment gives: a proxy in front may
 * ask by a name of its own.
 */
export function doorOf(request: IncomingMessage, environment: Environment): Door {
  const forwardedHost = forwarded(request, 'x-forwarded-host')
  const said = request.headers.host ?? ''
  const { publicUrl, webhookProxy } = environment
  if (publicUrl !== null && isNameOf(forwardedHost || said, publicUrl)) return { open: true, baseUrl: publicUrl }
  const proxied = webhookProxy !== null && isNameOf(forwardedHost || said, webhookProxy)
  const host = hostOf(proxied ? forwardedHost || said : said)
  if (
    host === null ||
    !(proxied || (isHere(host, environment.host) && (forwardedHost === '' || hostOf(forwardedHost) === host)))
  ) {
    const sentence =
      'This server does not know itself by the name in your address. Open the address that stands in its log, or set PUBLIC_URL to the address by which people and GitHub reach it, and start it again.'
    return { open: false, sentence }
  }
  const secure = forwarded(request, 'x-forwarded-proto') === 'https'
  return { open: true, baseUrl: `${secure ? 'https' : 'http'}://${host}` }
}

/**
 * Whether a form was sent by the page itself. Browsers say where each POST comes from; one without `Origin` is no
 * browser's form, and `null` hides where it comes from.
 */
export function isOwnForm(request: IncomingMessage, baseUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  return request.headers.origin === new URL(baseUrl).origin && (site === undefined || site === 'same-origin')
}

/** A name with its port, in small letters, without the port that goes without saying; `null` for what is no name. */
function hostOf(said: string, protocol = 'http:'): string | null {
  const address = `${protocol}//${said}`
  if (!/^(?:[a-z\d.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(said) || !URL.canParse(address)) return null
  return new URL(address).host
}

function isNameOf(said: string, address: string): boolean {
  const { host, protocol } = new URL(address)
  return hostOf(said, protocol) === host
}

function isHere(host: string, listening: string): boolean {
  const { hostname } = new URL(`http://${host}`)
  const own = ['localhost', '127.0.0.1', '[::1]']
  const wild = ['0.0.0.0', '::']
  const address = `http://${listening.includes(':') ? `[${listening}]` : listening}`
  // As browsers write it: an address of IPv6 in its shortest form.
  if (!wild.includes(listening) && URL.canParse(address)) own.push(new URL(address).hostname)
  return own.includes(hostname)
}

function forwarded(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '')
    .split(',', 1)
    .join('')
    .trim()
}
