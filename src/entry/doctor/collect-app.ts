import type { AppFacts, Checkup, InstallationFacts } from '../../github/access/checkup.ts'
import type { DeliveryLog } from '../../reconcile/ports.ts'
import type { Environment } from '../environment.ts'
import { wantedGrant } from '../http/manifest.ts'
import { collectWebhooks } from './collect-webhooks.ts'
import { evaluateCredentials } from './evaluate-credentials.ts'
import { evaluateApp, evaluateInstallation } from './evaluate-grants.ts'
import { evaluateRate } from './evaluate-rate.ts'
import { fact } from './facts.ts'
import { type CheckupFinding, unchecked } from './finding.ts'
import { settingsPages } from './pages.ts'

/** What there is to know of the app itself. */
export interface AppExamination {
  readonly findings: readonly CheckupFinding[]
  /** `null` where GitHub did not accept the credentials or did not answer: then nothing else can be checked. */
  readonly installations: readonly InstallationFacts[] | null
}

export interface AppCheckupParts {
  readonly checkup: Checkup
  readonly deliveries: DeliveryLog | null
  readonly environment: Environment
  readonly credentials: NonNullable<Environment['app']>
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Logins in lower case; empty for every account. */
  readonly accounts: readonly string[]
}

/** Checks everything that is not a matter of one repository. Throws for faults of the program only. */
export async function collectApp(parts: AppCheckupParts): Promise<AppExamination> {
  const { checkup, credentials, environment } = parts
  const app = await fact(() => checkup.app())
  const date = checkup.now()
  const ahead = date === '' ? null : parts.now() - Date.parse(date)
  const known = evaluateCredentials({ app, appId: credentials.id, api: environment.apiUrl, ahead })
  if (!app.known) return { findings: known, installations: null }

  const [hooks, installed] = await Promise.all([
    collectWebhooks({ ...parts, secrets: credentials.webhookSecrets }, settingsPages(app.value)),
    fact(() => checkup.installations()),
  ])
  const covered = installed.known ? installed.value.filter(({ account }) => isAsked(account, parts.accounts)) : []
  const rates = await Promise.all(covered.map((one) => collectInstallation(one, app.value, checkup)))
  const findings = [
    ...known,
    ...evaluateApp(app.value, wantedGrant()),
    ...hooks,
    ...(installed.known ? [] : [unchecked({ check: 'installations', subject: 'app' }, installed)]),
    ...rates.flat(),
  ]
  return { findings, installations: covered }
}

async function collectInstallation(
  installation: InstallationFacts,
  app: AppFacts,
  checkup: Checkup,
): Promise<readonly CheckupFinding[]> {
  const granted = evaluateInstallation(installation, app.permissions, wantedGrant().permissions)
  if (installation.suspended === 'yes') return [granted]
  const { account: subject } = installation
  const rate = await fact(() => checkup.rate(installation))
  return [granted, rate.known ? evaluateRate(subject, rate.value) : unchecked({ check: 'rate-limit', subject }, rate)]
}

function isAsked(account: string, accounts: readonly string[]): boolean {
  return accounts.length === 0 || accounts.includes(account.toLowerCase())
}
