import type { Sandbox } from '../../../sandbox/server.ts'

/** How a request reaches GitHub, as `fetch` does it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What stands between the app and GitHub: it may listen, answer itself, or change what `go` brings back. */
export type Between = (url: string, init: RequestInit, go: Fetch) => Promise<Response>

/** The way to a sandbox past the network: many times faster, and logged, delayed and struck all the same. */
export function pastNetwork(sandbox: Sandbox): Fetch {
  return (url, init) =>
    init.redirect === 'manual' ? sandbox.exchange(new Request(url, init)) : following(sandbox, new Request(url, init))
}

/** As a network's client does it: a renamed repository and a transferred issue answer by redirect. */
async function following(sandbox: Sandbox, request: Request): Promise<Response> {
  const again = request.clone()
  const response = await sandbox.exchange(request)
  const location = response.headers.get('location')
  if (location !== null && [301, 302, 307, 308].includes(response.status))
    return following(sandbox, new Request(location, again))
  return Object.defineProperty(response, 'url', { value: request.url })
}

/** Over the network. */
export const overNetwork: Fetch = (url, init) => fetch(url, init)

/** `fetch` with all of these before it, the last one first. They may become more or fewer while it is in use. */
export function passing(betweens: readonly Between[], fetch: Fetch): Fetch {
  return (url, init) => {
    const from = (count: number): Fetch => {
      const between = betweens[count - 1]
      return between === undefined ? fetch : (to, how) => between(to, how, from(count - 1))
    }
    return from(betweens.length)(url, init)
  }
}
