import { LRUCache } from 'lru-cache'
import githubAppJwt from 'universal-github-app-jwt'

/** What an app shows of itself, signed with its key. */
interface AppToken {
  readonly jwt: string
  /** ISO 8601. */
  readonly expiresAt: string
}

/** Signs for the app of that id; `timeDifference` (s) is how far GitHub's clock is ahead of this machine's. Rejects where the key is none. */
type SignToken = (appId: number | string, timeDifference?: number) => Promise<AppToken>

/** Half of the ten minutes for which GitHub takes one, in milliseconds. */
const reusable = 5 * 60_000

/**
 * Signs once in five minutes instead of for each request, since to read a key and to sign takes some milliseconds. Of a
 * replaced key nothing is used again.
 */
export function createAppTokens(): (privateKey: string) => SignToken {
  const signed = new LRUCache<string, Promise<AppToken>>({ max: 10, ttl: reusable })
  return (privateKey) => (appId, timeDifference) => {
    const name = JSON.stringify([privateKey, appId, timeDifference ?? 0])
    const known = signed.get(name)
    if (known !== undefined) return known
    const token = sign(privateKey, appId, timeDifference ?? 0)
    signed.set(name, token)
    token.catch(() => signed.delete(name))
    return token
  }
}

async function sign(privateKey: string, appId: number | string, timeDifference: number): Promise<AppToken> {
  const now = Math.floor(Date.now() / 1000) + timeDifference
  const { token, expiration } = await githubAppJwt<number | string>({ id: appId, privateKey, now })
  return { jwt: token, expiresAt: new Date(expiration * 1000).toISOString() }
}
