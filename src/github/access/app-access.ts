import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import { type Access, type Calls, createCalls } from '../requests/calls.ts'
import { nextLink } from '../requests/links.ts'
import type { AppKey } from '../requests/octokit.ts'
import { repositoryKey, repositoryPath } from '../requests/paths.ts'
import { createShared } from '../requests/shared.ts'
import { wireRepository } from '../wire/wire-repository.ts'
import type { AccessParts, Credentials } from './access.ts'
import { createCheckup } from './checkup.ts'
import { createDeliveryLog } from './deliveries.ts'
import {
  findInstallation,
  type Installation,
  listingToken,
  type Reach,
  repositoryToken,
  toInstallation,
  wireInstallation,
} from './installations.ts'

/** Grants change rarely, and a revoked one shows at the next request. In milliseconds. */
const grantAge = 10 * 60_000

/** Acts as the app: for each repository with a token of its own, that reaches no other. */
export function createAppAccess(key: AppKey, parts: AccessParts): Credentials {
  const { octokits, cache, now, log } = parts
  const app = octokits.asApp(key)
  // Octokit signs each request anew, so a 401 that was GitHub's slip does not come twice.
  const appItself: Access = { scope: 'app', renewable: true, authorization: async () => null }
  const appCalls = createCalls(app, appItself, cache)
  const installations = createShared<Installation>({ maxAge: grantAge, now })
  const names = createShared<RepositoryName>({ maxAge: grantAge, now })
  const ownerAccess = createShared<'granted' | 'refused'>({ maxAge: grantAge, now })

  async function authorize(name: RepositoryName, freshness: 'fresh' | 'known', reach: Reach): Promise<string> {
    if (freshness === 'fresh') installations.forget(repositoryKey(name))
    const known = await findInstallation(appCalls, installations, name)
    const called = await names.get(repositoryKey(name), async () => name)
    try {
      return `token ${await repositoryToken(app, known, called, freshness, reach)}`
    } catch (error) {
      if (!(error instanceof GitHubError) || error.fault.kind !== 'refused') throw error
      // The grant may have changed since it was read, or the repository its name: look once more.
      installations.forget(repositoryKey(name))
      const current = await findInstallation(appCalls, installations, name)
      const now = error.fault.reason === 'not-installed' ? await currentName(current, name) : name
      const token = await repositoryToken(app, current, now, freshness, reach)
      names.put(repositoryKey(name), now)
      return `token ${token}`
    }
  }

  /** What a repository that was renamed is called now: tokens are asked for by name, and follow no redirect. */
  async function currentName(installation: Installation, name: RepositoryName): Promise<RepositoryName> {
    const what = `act in ${name.owner}/${name.repo}`
    try {
      const { data } = await listingCalls(installation).read({
        path: repositoryPath(name),
        schema: wireRepository,
        what,
      })
      return { owner: data.owner.login, repo: data.name }
    } catch (error) {
      if (error instanceof GitHubError && error.fault.kind === 'refused') return name
      throw error
    }
  }

  function listingCalls(installation: Installation): Calls {
    const authorization = async (freshness: 'fresh' | 'known') =>
      `token ${await listingToken(app, installation.id, freshness)}`
    const scope = `installation ${installation.id}`
    return createCalls(octokits.for(String(installation.id)), { scope, renewable: true, authorization }, cache)
  }

  function accessTo(name: RepositoryName, installation: Installation, reach: Reach): Access {
    const scope = `installation ${installation.id} ${repositoryKey(name)}${reach === 'look' ? ' look' : ''}`
    return { scope, renewable: true, authorization: (freshness) => authorize(name, freshness, reach) }
  }

  /** The owner's `.github` repository, when the same installation covers it. */
  async function ownerCalls(owner: string, installation: Installation): Promise<Calls | null> {
    const name = { owner, repo: '.github' }
    installations.put(repositoryKey(name), installation)
    const access = await ownerAccess.get(owner.toLowerCase(), async () => {
      try {
        await repositoryToken(app, installation, name, 'known')
        return 'granted'
      } catch (error) {
        if (error instanceof GitHubError && error.fault.kind === 'refused') return 'refused'
        throw error
      }
    })
    if (access === 'refused') return null
    return createCalls(octokits.for(String(installation.id)), accessTo(name, installation, 'pass'), cache)
  }

  async function* repositoriesOf(installation: Installation): AsyncGenerator<RepositoryName> {
    const calls = listingCalls(installation)
    const schema = z.object({ repositories: z.array(wireRepository) })
    for (let page = 1, more = true; more; page += 1) {
      const query = { per_page: 100, page }
      const what = 'list its repositories'
      const { data, link } = await calls.read({ path: '/installation/repositories', query, schema, what })
      for (const { owner, name, archived, disabled } of data.repositories) {
        if (archived || disabled) continue
        const repository = { owner: owner.login, repo: name }
        installations.put(repositoryKey(repository), installation)
        yield repository
      }
      more = data.repositories.length > 0 && nextLink(link) !== null
    }
  }

  return {
    async whoAmI() {
      const schema = z.object({ id: z.number(), slug: z.string() })
      const { data } = await appCalls.read({ path: '/app', schema, what: 'learn who it is' })
      return { login: `${data.slug}[bot]`, appId: data.id }
    },
    async grant(name, reach = 'pass') {
      const installation = await findInstallation(appCalls, installations, name)
      const access = accessTo(name, installation, reach)
      // Asked for now, so that a grant that ended is known before the pass begins.
      await access.authorization('known')
      // By now it is known if the grant has changed.
      const { createdAt, permissions } = await findInstallation(appCalls, installations, name)
      return {
        octokit: octokits.for(String(installation.id)),
        access,
        installation: { createdAt, permissions },
        ownerCalls: () => ownerCalls(name.owner, installation),
        listing: () => listingCalls(installation),
      }
    },
    async *repositories() {
      const what = 'list its installations'
      for (const wire of await appCalls.readAll({ path: '/app/installations', schema: wireInstallation, what })) {
        if (wire.suspended_at) continue
        try {
          yield* repositoriesOf(toInstallation(wire))
        } catch (error) {
          // One account's trouble leaves the others their sweep.
          if (!(error instanceof GitHubError)) throw error
          log.warn({ installation: wire.id, fault: error.fault.kind }, error.logged)
        }
      }
    },
    deliveries: createDeliveryLog(createCalls(app, appItself, cache, 'sweep')),
    checkup: createCheckup({ app: appCalls, listing: listingCalls, repositoriesOf }),
    forget(name) {
      installations.forget(repositoryKey(name))
      names.forget(repositoryKey(name))
      ownerAccess.forget(name.owner.toLowerCase())
    },
  }
}
