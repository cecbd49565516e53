import type { LoggedRequest } from '../sandbox/server.ts'

/** What the app asked with an installation's token, without the requests that get one (a warm token needs none). */
export function ofInstallation(requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return requests.filter(({ actor, path }) => actor === 'aftermath[bot]' && !path.startsWith('/installation/'))
}

/** The requests that write. */
export function writesOf(requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
}

/**
 * The number of sequential rounds: the most requests of which each began when the one before had ended. Exact where the
 * latency is long against the time that the app computes between answers.
 */
export function waves(requests: readonly LoggedRequest[]): number {
  let count = 0
  let ended = Number.NEGATIVE_INFINITY
  for (const { at, end } of [...requests].sort((one, other) => one.end - other.end)) {
    if (at < ended) continue
    count += 1
    ended = end
  }
  return count
}

/** How many requests of each kind there were: `GET /repos/acme/shop/issues/N`, numbers and commits cut off. */
export function kindsOf(requests: readonly LoggedRequest[]): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {}
  for (const { method, path } of requests) {
    const kind = `${method} ${kindOfPath(path)}`
    kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  return kinds
}

function kindOfPath(path: string): string {
  const [plain = ''] = path.split('?')
  return plain
    .replace(/^\/repos\/[^/]+\/[^/]+/, '')
    .replace(/\/\d+(?=\/|$)/g, '/N')
    .replace(/^\/contents\/.*/, '/contents/…')
    .replace(/\/incident-\d+/, '/incident-N')
}

/** How many answers were 304: free of GitHub's primary limit. */
export function unchangedIn(requests: readonly LoggedRequest[]): number {
  return requests.filter(({ status }) => status === 304).length
}
