import type { AppFacts, Checkup, InstallationFacts } from '../../github/checkup.ts'
import type { DeliveryAttempt, DeliveryLog } from '../../reconcile/ports.ts'
import { type Environment, publicSecret } from '../environment.ts'
import { wantedGrant } from '../manifest.ts'
import { fact } from './facts.ts'
import { type About, type Fact, type Finding, warning } from './finding.ts'
import { judgeCredentials } from './judge-credentials.ts'
import { type DeliveryFacts, judgeDeliveries } from './judge-deliveries.ts'
import { judgeApp, judgeInstallation } from './judge-grants.ts'
import { judgeRate } from './judge-rate.ts'
import { judgeHook, judgeProbe } from './judge-webhooks.ts'
import { type AppPages, pagesOf } from './pages.ts'
import { probeWebhook } from './probe.ts'

/** What there is to know of the app itself. */
export interface AppExamination {
  readonly findings: readonly Finding[]
  /** `null` where GitHub did not accept the credentials or did not answer: then nothing else can be checked. */
  readonly installations: readonly InstallationFacts[] | null
}

export interface AppParts {
  readonly checkup: Checkup
  readonly deliveries: DeliveryLog | null
  readonly environment: Environment
  readonly credentials: NonNullable<Environment['app']>
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Logins in lower case; empty for every account. */
  readonly accounts: readonly string[]
}

/** As many pages of the delivery log are read, a hundred attempts each. */
const mostPages = 10

/** Checks everything that is not a matter of one repository. Throws for faults of the program only. */
export async function examineApp(parts: AppParts): Promise<AppExamination> {
  const { checkup, credentials, environment } = parts
  const app = await fact(() => checkup.app())
  const date = checkup.now()
  const ahead = date === '' ? null : parts.now() - Date.parse(date)
  const known = judgeCredentials({ app, appId: credentials.id, api: environment.apiUrl, ahead })
  if (!app.known) return { findings: known, installations: null }

  const [hooks, installed] = await Promise.all([
    examineWebhooks(parts, pagesOf(app.value)),
    fact(() => checkup.installations()),
  ])
  const covered = installed.known ? installed.value.filter(({ account }) => isAsked(account, parts.accounts)) : []
  const rates = await Promise.all(covered.map((one) => examineInstallation(one, app.value, checkup)))
  const findings = [
    ...known,
    ...judgeApp(app.value, wantedGrant()),
    ...hooks,
    ...(installed.known ? [] : [unchecked({ check: 'installations', subject: 'app' }, installed)]),
    ...rates.flat(),
  ]
  return { findings, installations: covered }
}

async function examineWebhooks(parts: AppParts, pages: AppPages): Promise<readonly Finding[]> {
  const { checkup, deliveries } = parts
  const [hook, log] = await Promise.all([
    fact(() => checkup.hook()),
    deliveries === null ? null : fact(() => newest(deliveries)),
  ])
  const subject = 'webhooks'
  const address = hook.known ? judgeHook(hook.value, pages) : [unchecked({ check: 'webhook-address', subject }, hook)]
  const answered = hook.known && URL.canParse(hook.value.url) ? [await examineAnswer(hook.value.url, parts, pages)] : []
  if (log === null) return [...address, ...answered]
  const server = answered.some(({ mark }) => mark === 'ok') ? 'answers' : 'silent'
  const lost = log.known
    ? judgeDeliveries({ ...log.value, server }, pages)
    : unchecked({ check: 'deliveries', subject }, log)
  // Without an address it is clear why nothing was sent.
  return [...address, ...answered, ...(answered.length === 0 && lost.mark === 'note' ? [] : [lost])]
}

async function examineAnswer(url: string, { credentials }: AppParts, pages: AppPages): Promise<Finding> {
  const { webhookSecrets } = credentials
  const probe = await probeWebhook(url, webhookSecrets)
  return judgeProbe({ url, probe, secret: webhookSecrets.current === publicSecret ? 'shared' : 'own' }, pages)
}

async function newest(log: DeliveryLog): Promise<Omit<DeliveryFacts, 'server'>> {
  const attempts: DeliveryAttempt[] = []
  let pages = 0
  for await (const page of log.pages()) {
    attempts.push(...page)
    pages += 1
    if (pages === mostPages) return { attempts, extent: 'newest' }
  }
  return { attempts, extent: 'all' }
}

async function examineInstallation(
  installation: InstallationFacts,
  app: AppFacts,
  checkup: Checkup,
): Promise<readonly Finding[]> {
  const granted = judgeInstallation(installation, app.permissions, wantedGrant().permissions)
  if (installation.suspended === 'yes') return [granted]
  const { account: subject } = installation
  const rate = await fact(() => checkup.rate(installation))
  return [granted, rate.known ? judgeRate(subject, rate.value) : unchecked({ check: 'rate-limit', subject }, rate)]
}

/** A check that could not be made is no proof of health. */
export function unchecked(about: About, { because }: Extract<Fact<unknown>, { readonly known: false }>): Finding {
  return warning(about, `This could not be checked. ${because}`, { why: null, todo: null })
}

function isAsked(account: string, accounts: readonly string[]): boolean {
  return accounts.length === 0 || accounts.includes(account.toLowerCase())
}
