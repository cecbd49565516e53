import type { Checkup } from '../../github/access/checkup.ts'
import type { DeliveryAttempt, DeliveryLog } from '../../reconcile/ports.ts'
import { publicSecret } from '../environment.ts'
import type { WebhookSecrets } from '../http/signature.ts'
import { type DeliveryFacts, evaluateDeliveries, heardLately } from './evaluate-deliveries.ts'
import { evaluateHook, evaluateProbe } from './evaluate-webhooks.ts'
import { fact } from './facts.ts'
import { type CheckupFinding, unchecked } from './finding.ts'
import type { AppPages } from './pages.ts'
import { probeWebhook } from './probe.ts'

export interface WebhookParts {
  readonly checkup: Checkup
  readonly deliveries: DeliveryLog | null
  readonly secrets: WebhookSecrets
}

/** As many pages of the delivery log are read, a hundred attempts each. */
const mostPages = 10

/** Checks how deliveries get to the server: as GitHub has it, as this machine sees it, and as its log tells. */
export async function collectWebhooks(parts: WebhookParts, pages: AppPages): Promise<readonly CheckupFinding[]> {
  const { checkup, deliveries, secrets } = parts
  const [hook, log] = await Promise.all([
    fact(() => checkup.hook()),
    deliveries === null ? null : fact(() => newest(deliveries)),
  ])
  const url = hook.known && URL.canParse(hook.value.url) ? hook.value.url : null
  const probe = url === null ? null : await probeWebhook(url, secrets)

  const subject = 'webhooks'
  const address = hook.known
    ? evaluateHook(hook.value, pages)
    : [unchecked({ check: 'webhook-address', subject }, hook)]
  const secret = secrets.current === publicSecret ? 'shared' : 'own'
  const heard = log?.known ? heardLately(log.value.attempts, checkup.now()) : null
  const answer = url === null || probe === null ? [] : [evaluateProbe({ url, probe, secret, heard }, pages)]
  if (log === null) return [...address, ...answer]
  if (!log.known) return [...address, ...answer, unchecked({ check: 'deliveries', subject }, log)]
  const server = probe?.answer === 'accepted' ? 'answers' : 'silent'
  // Without an address it is clear why nothing was sent.
  const findings =
    log.value.attempts.length > 0 || url !== null ? [evaluateDeliveries({ ...log.value, server }, pages)] : []
  return [...address, ...answer, ...findings]
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
