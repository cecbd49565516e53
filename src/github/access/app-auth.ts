import { createAppAuth } from '@octokit/auth-app'
import { failureOf } from '../requests/failure.ts'
import { createAppTokens } from './app-tokens.ts'

/** The app's private key as it is now, PEM. Asked before each use, so that a replaced key counts from then on. */
export type PrivateKeySource = () => string

type Auth = ReturnType<typeof createAppAuth>

/**
 * `@octokit/auth-app` as an Octokit's `authStrategy`, with the key that `key` gives at that moment. When GitHub does not
 * accept it (401: nothing was done) and it has been replaced meanwhile, the request is sent once more.
 */
export function appAuthBy(key: PrivateKeySource) {
  const tokensOf = createAppTokens()
  return (options: { readonly appId: number }) => {
    let used = makeAuth()

    function makeAuth(): { readonly privateKey: string; readonly auth: Auth } {
      const privateKey = key()
      // Probot gives a key of its own, which may be an old one.
      const signing = { privateKey: '', createJwt: tokensOf(privateKey) }
      return { privateKey, auth: createAppAuth({ ...options, ...signing }) }
    }

    function current(): Auth {
      if (key() !== used.privateKey) used = makeAuth()
      return used.auth
    }

    const hook: Auth['hook'] = async (request, route, parameters) => {
      const first = current()
      try {
        return await first.hook(request, route, parameters)
      } catch (error) {
        const second = current()
        if (failureOf(error)?.status !== 401 || second === first) throw error
        return await second.hook(request, route, parameters)
      }
    }
    const auth = (...given: unknown[]): Promise<unknown> => Reflect.apply(current(), undefined, given)
    return Object.assign(auth, { hook })
  }
}
