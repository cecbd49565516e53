import type { HookFacts } from '../../github/access/checkup.ts'
import { showTime } from './evaluate-deliveries.ts'
import { type CheckupFinding, type FindingSubject, ok, problem, warning } from './finding.ts'
import type { AppPages } from './pages.ts'
import type { Probe } from './probe.ts'

const subject = 'webhooks'
const unheard = 'No delivery gets through. Nothing is lost: it waits for the next sweep, or for the server to start.'

/** Where GitHub sends deliveries to, and how. */
export function evaluateHook(hook: HookFacts, pages: AppPages): readonly CheckupFinding[] {
  const about: FindingSubject = { check: 'webhook-address', subject }
  const page = pages.general
  if (!URL.canParse(hook.url)) {
    const todo = "Enter the server's address there, such as https://aftermath.acme.example/api/github/webhooks:"
    return [problem(about, 'The app has no webhook address.', { why: unheard, todo, page })]
  }
  const findings: CheckupFinding[] = []
  if (!hook.hasSecret) {
    const why = 'GitHub signs no delivery, and the server refuses what is not signed.'
    const todo = 'Enter the WEBHOOK_SECRET of the server there:'
    findings.push(problem(about, 'The webhook has no secret.', { why, todo, page }))
  }
  if (hook.contentType !== 'json') {
    const why = 'The server reads JSON only and refuses every delivery.'
    const todo = 'Choose application/json there:'
    findings.push(problem(about, 'Deliveries are sent as forms.', { why, todo, page }))
  }
  if (!hook.verifiesTls) {
    const why = 'Somebody between GitHub and the server could read along and forge.'
    const todo = 'Enable SSL verification there, with a certificate that GitHub can check on the server:'
    findings.push(warning(about, 'GitHub does not check the certificate of the server.', { why, todo, page }))
  }
  const { protocol, hostname } = new URL(hook.url)
  if (protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) {
    const why = 'Anybody on the way can read what happens in private repositories.'
    const todo = 'Put the server behind TLS, and enter its https address there:'
    findings.push(warning(about, `${showAddress(hook.url)} is not encrypted.`, { why, todo, page }))
  }
  return findings.length > 0 ? findings : [ok(about, `GitHub sends deliveries to ${showAddress(hook.url)}.`)]
}

/** `shared`: the secret is the one that everybody knows, since the environment has none. */
export interface ProbeFacts {
  readonly url: string
  readonly probe: Probe
  readonly secret: 'own' | 'shared'
  /** When GitHub got through lately, ISO 8601; `null` where it did not. */
  readonly heard: string | null
}

/** How that address answered to a signed ping from this machine. */
export function evaluateProbe({ url, probe, secret, heard }: ProbeFacts, pages: AppPages): CheckupFinding {
  const about: FindingSubject = { check: 'webhook-answer', subject }
  const where = showAddress(url)
  const page = pages.general
  switch (probe.answer) {
    case 'accepted': {
      if (probe.signed === 'previous') {
        const why = 'Once GitHub signs with the new secret, the server refuses every delivery.'
        const todo = 'Set WEBHOOK_SECRET and WEBHOOK_SECRET_PREVIOUS on the server as they are here, and restart it.'
        return warning(about, `${where} takes WEBHOOK_SECRET_PREVIOUS, but not WEBHOOK_SECRET.`, { why, todo })
      }
      if (secret === 'own') return ok(about, `${where} took a ping signed with WEBHOOK_SECRET.`)
      const why = 'Everybody knows the default secret, and can send deliveries that look like GitHub’s.'
      const todo = 'Make a secret, set WEBHOOK_SECRET to it on the server, and enter the same there:'
      return problem(about, `${where} runs without a WEBHOOK_SECRET of its own.`, {
        why,
        todo,
        command: 'openssl rand -hex 32',
        page,
      })
    }
    case 'none': {
      const message = `${where} cannot be reached from here: ${reasonOf(probe.code)}.`
      if (heard !== null) {
        const why = `GitHub reached it at ${showTime(heard)}: perhaps only GitHub may, perhaps it has stopped since.`
        return warning(about, message, { why, todo: 'Run this where the server runs, to be sure.' })
      }
      const todo = 'Start the server, open the way to it, or correct the address there:'
      return problem(about, message, { why: unheard, todo, page })
    }
    case 'redirected': {
      const todo = 'Enter the address that it leads to there:'
      const why = `GitHub does not follow redirects. ${unheard}`
      return problem(about, `${where} redirects (HTTP ${probe.status}).`, { why, todo, page })
    }
    case 'refused':
      return refused(where, { status: probe.status, aftermath: probe.aftermath, secret }, page)
  }
}

function refused(
  where: string,
  {
    status,
    aftermath,
    secret,
  }: { readonly status: number; readonly aftermath: 'here' | 'elsewhere'; readonly secret: 'own' | 'shared' },
  page: string,
): CheckupFinding {
  const about: FindingSubject = { check: 'webhook-answer', subject }
  if (status === 401) {
    if (secret === 'shared') {
      const why = 'The server has one, and only with the same one can it be proved that the secrets agree.'
      const todo = 'Set WEBHOOK_SECRET here as the server has it, and run this again.'
      return warning(about, `${where} answers, but WEBHOOK_SECRET is not set here.`, { why, todo })
    }
    const why = 'Where the server and GitHub do not share the secret either, every delivery is refused.'
    const todo = 'Give the server and this command the same WEBHOOK_SECRET, and enter it there too:'
    return problem(about, `${where} does not take a signature by WEBHOOK_SECRET.`, { why, todo, page })
  }
  if (status === 404 && aftermath === 'here') {
    const todo = 'Correct the path there, or set WEBHOOK_PATH on the server:'
    return problem(about, `Aftermath runs at that server, but not at ${where}.`, { why: unheard, todo, page })
  }
  if (status === 404) {
    const todo = 'Correct the address there, or what stands before the server:'
    return problem(about, `Something answers at ${where} with HTTP 404, and it is not Aftermath.`, {
      why: unheard,
      todo,
      page,
    })
  }
  const todo = 'The log of the server, or of what stands before it, says why.'
  return problem(about, `${where} answers HTTP ${status} to a ping.`, { why: unheard, todo })
}

/** Without a password and a query, which may hold one. */
function showAddress(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

function reasonOf(code: string): string {
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'the name does not exist',
    EAI_AGAIN: 'the name cannot be looked up now',
    ETIMEDOUT: 'no answer in time',
    UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
    timeout: 'no answer within 5 seconds',
    ECONNRESET: 'the connection was cut',
    UND_ERR_SOCKET: 'the connection was cut',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate lacks the chain to a known authority',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  }
  return reasons[code] ?? code
}
