import type { AppFacts } from '../../github/access/checkup.ts'
import { type CheckupFinding, type Fact, type FindingSubject, ok, problem, warning } from './finding.ts'

/** GitHub takes tokens that were signed up to a minute ahead. In milliseconds. */
const tolerated = 60_000

const setClock = { todo: 'Set the clock by the network, on Linux with:', command: 'timedatectl set-ntp true' }

export interface CredentialFacts {
  readonly app: Fact<AppFacts>
  readonly appId: number
  /** Where GitHub's API stands. */
  readonly api: string
  /** How far this machine's clock is ahead of GitHub's, in milliseconds; `null` when GitHub did not answer. */
  readonly ahead: number | null
}

/** Whether GitHub knows the app by its credentials, and whether the two clocks agree. */
export function evaluateCredentials({ app, appId, api, ahead }: CredentialFacts): readonly CheckupFinding[] {
  const about: FindingSubject = { check: 'credentials', subject: 'app' }
  const skewed = ahead !== null && Math.abs(ahead) > tolerated
  if (app.known) {
    const known = ok(about, `GitHub knows app ${appId} as ${app.value.slug}.`)
    return skewed ? [known, clock(ahead)] : [known]
  }
  if (app.status !== 401 && app.status !== 404) {
    const why = 'Without GitHub nothing can be done, and nothing else can be checked.'
    const todo = 'Check the network and GITHUB_API_URL, and whether GitHub itself is well:'
    return [problem(about, `${api}: ${app.because}`, { why, todo, page: 'https://www.githubstatus.com' })]
  }
  const refused = `${api} does not accept APP_ID ${appId} with this private key.`
  if (skewed) return [problem(about, refused, { ...setClock, why: clockMessage(ahead) })]
  const why = 'They belong to two apps, or the key was deleted on the settings page of the app.'
  const todo = 'Compare APP_ID with the number on that page, and generate a new private key there.'
  return [problem(about, refused, { why, todo })]
}

function clock(ahead: number): CheckupFinding {
  const why = 'The app signs with this time who it is, and GitHub refuses a time that is more than a minute off.'
  return warning({ check: 'clock', subject: 'app' }, clockMessage(ahead), { why, ...setClock })
}

function clockMessage(ahead: number): string {
  const minutes = Math.abs(ahead) / 60_000
  const [amount, unit] =
    minutes < 120 ? [minutes, 'minutes'] : minutes < 2_880 ? [minutes / 60, 'hours'] : [minutes / 1440, 'days']
  return `The clock of this machine is ${amount.toFixed(amount < 10 ? 1 : 0)} ${unit} ${ahead > 0 ? 'ahead of' : 'behind'} GitHub's.`
}

/** What the environment lacks: one problem a sentence. */
export function evaluateEnvironment(problems: readonly string[]): readonly CheckupFinding[] {
  const why = 'The server does not start like this, and nothing else can be checked.'
  const todo = 'docs/operations.md explains each variable; .env in this folder is read too.'
  return problems.map((message) => problem({ check: 'environment', subject: 'app' }, message, { why, todo }))
}
