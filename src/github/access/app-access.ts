import type { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Access, Calls } from '../requests/calls.ts'
import { createCalls } from '../requests/create-calls.ts'
import type { Asker } from '../requests/exchange.ts'
import type { AppKey } from '../requests/octokit.ts'
import { repositoryKey } from '../requests/paths.ts'
import { createShared, type Shared } from '../requests/shared.ts'
import type { AccessParts, Credentials } from './access.ts'
import { type AuthorizationParts, authorize } from './authorization.ts'
import { createCheckup } from './checkup.ts'
import { createDeliveryLog } from './deliveries.ts'
import { findInstallation, type Installation } from './installations.ts'
import { createListing, repositoriesOfAll } from './listing.ts'
import { type Reach, repositoryToken } from './tokens.ts'

/** Grants change rarely, and a revoked one shows at the next request. In milliseconds. */
const grantAge = 10 * 60_000

/** Acts as the app: for each repository with a token of its own, that reaches no other. */
export function createAppAccess(key: AppKey, parts: AccessParts): Credentials {
  const { octokits, answers, now, log } = parts
  const app = octokits.asApp(key)
  // Octokit signs each request anew, so a 401 that was GitHub's slip does not come twice.
  const appItself: Access = { scope: 'app', renewable: true, authorization: async () => null }
  const appCalls = createCalls(app, appItself, answers)
  const shared = <T>() => createShared<T>({ maxAge: grantAge, now })
  const [installations, names, ownerAccess] = [shared<Installation>(), shared<RepositoryName>(), shared<OwnerAccess>()]
  const listing = createListing({ app, octokits, answers, installations })
  const asking: AuthorizationParts = { app, appCalls, installations, names, listing }

  /** The owner's `.github` repository, when the same installation covers it. */
  async function ownerCalls(owner: string, installation: Installation, asker?: Asker): Promise<Calls | null> {
    const name = { owner, repo: '.github' }
    installations.put(repositoryKey(name), installation)
    if ((await ownerAccessOf(app, installation, name, ownerAccess)) === 'refused') return null
    const access = accessTo(name, installation, 'pass', asking)
    return createCalls(octokits.for(String(installation.id)), access, answers, asker)
  }

  return {
    async whoAmI() {
      const schema = z.object({ id: z.number(), slug: z.string() })
      const { data } = await appCalls.read({ path: '/app', schema, what: 'learn who it is' })
      return { login: `${data.slug}[bot]`, appId: data.id }
    },
    async grant(name, reach = 'pass') {
      const installation = await findInstallation(appCalls, installations, name)
      const access = accessTo(name, installation, reach, asking)
      // Asked for now, so that a grant that ended is known before the pass begins.
      await access.authorization('known')
      // By now it is known if the grant has changed.
      const { createdAt, permissions } = await findInstallation(appCalls, installations, name)
      return {
        octokit: octokits.for(String(installation.id)),
        access,
        installation: { createdAt, permissions },
        ownerCalls: (asker) => ownerCalls(name.owner, installation, asker),
        listing: () => listing.calls(installation),
      }
    },
    repositories: () => repositoriesOfAll(appCalls, listing, log),
    deliveries: createDeliveryLog(createCalls(app, appItself, answers, { priority: 'sweep' })),
    checkup: createCheckup({ app: appCalls, listing: listing.calls, repositoriesOf: listing.repositoriesOf }),
    forget(name) {
      installations.forget(repositoryKey(name))
      names.forget(repositoryKey(name))
      ownerAccess.forget(name.owner.toLowerCase())
    },
  }
}

function accessTo(name: RepositoryName, { id }: Installation, reach: Reach, asking: AuthorizationParts): Access {
  const more =
    typeof reach === 'string' ? (reach === 'look' ? ' look' : '') : ` attaching ${reach.attaching.toLowerCase()}`
  const scope = `installation ${id} ${repositoryKey(name)}${more}`
  return { scope, renewable: true, authorization: (freshness) => authorize(name, freshness, reach, asking) }
}

type OwnerAccess = 'granted' | 'refused'

async function ownerAccessOf(
  app: Octokit,
  installation: Installation,
  name: RepositoryName,
  known: Shared<OwnerAccess>,
): Promise<OwnerAccess> {
  return known.get(name.owner.toLowerCase(), async () => {
    try {
      await repositoryToken(app, { installation, name, reach: 'pass' }, 'known')
      return 'granted'
    } catch (error) {
      if (error instanceof GitHubError && error.fault.kind === 'refused') return 'refused'
      throw error
    }
  })
}
