import type { RepositoryName } from '../../domain/ref.ts'
import type { Checkup, InstallationFacts } from '../../github/access/checkup.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { createLooks } from '../commands/look.ts'
import type { Environment } from '../environment.ts'
import { type AppExamination, collectApp } from './collect-app.ts'
import { collectRepository, type RepositoryParts } from './collect-repository.ts'
import { fact, several } from './facts.ts'
import { type CheckupFinding, note, unchecked } from './finding.ts'
import { type Report, reportOf } from './report.ts'

export interface CollectParts {
  readonly github: GitHubAdapter
  readonly environment: Environment
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Told what is looked at now. */
  readonly say: (what: string) => void
}

/** Repositories that are looked at at the same time. */
const repositoriesAtOnce = 4

/** Nothing was looked at. */
export const nothingChecked: Report['checked'] = { repositories: 0, incidents: 0 }

/**
 * Checks the app, then its repositories (only `named` ones, unless there are none) and their incidents. Writes nothing,
 * and throws for faults of the program only.
 */
export async function collectReport(named: readonly RepositoryName[], parts: CollectParts): Promise<Report> {
  const { github, environment, say } = parts
  say('asking GitHub about the app')
  const app = await collectCredentials(named, parts)
  if (app.installations === null) return reportOf(app.findings, nothingChecked)
  const { installations } = app
  const listed = named.length > 0 ? { findings: [], names: named } : await list(installations, github.checkup)
  const repositories = listed.names

  let begun = 0
  const common: RepositoryParts = {
    github,
    look: createLooks(github, { now: null, scope: 'recent' }),
    eyes: environment.app === null && environment.trustedApps.length === 0 ? 'stranger' : 'app',
    installations,
    say: (what) => say(`looking at ${what} (repository ${begun} of ${repositories.length})`),
  }
  const examined = await several(repositories, repositoriesAtOnce, (name) => {
    begun += 1
    return collectRepository(name, common)
  })
  const findings = [...app.findings, ...listed.findings, ...examined.flatMap((one) => one.findings)]
  const incidents = examined.reduce((sum, one) => sum + one.incidents, 0)
  return reportOf(findings, { repositories: repositories.length, incidents })
}

async function collectCredentials(
  named: readonly RepositoryName[],
  { github, environment, now }: CollectParts,
): Promise<AppExamination> {
  const { checkup, deliveries } = github
  if (environment.app === null || checkup === null) return { findings: [tokenOnly(environment)], installations: [] }
  const accounts = named.map(({ owner }) => owner.toLowerCase())
  return collectApp({ checkup, deliveries, environment, credentials: environment.app, now, accounts })
}

function tokenOnly({ trustedApps }: Environment): CheckupFinding {
  const waiting = trustedApps.length > 0 ? '' : ', nor, without TRUSTED_APPS, which writes wait in incidents'
  const message = `With a personal token it cannot be seen what the app was granted, its webhooks and limits${waiting}.`
  const todo = 'Set APP_ID and PRIVATE_KEY instead, to check them too.'
  return note({ check: 'credentials', subject: 'app' }, message, { todo })
}

async function list(installations: readonly InstallationFacts[], checkup: Checkup | null) {
  const findings: CheckupFinding[] = []
  const active = installations.filter(({ suspended }) => suspended === 'no')
  const lists = await several(active, repositoriesAtOnce, async (one) => {
    const names = await fact(async () => (await checkup?.repositories(one)) ?? [])
    if (names.known) return names.value
    findings.push(unchecked({ check: 'repositories', subject: one.account }, names))
    return []
  })
  return { findings, names: lists.flat() }
}
