import type { AppFacts, InstallationFacts } from '../../github/access/checkup.ts'
import type { RequestedGrant } from '../http/manifest.ts'
import { type CheckupFinding, type FindingSubject, note, ok, problem, warning } from './finding.ts'
import { settingsPages } from './pages.ts'
import { purposeOfEvent, purposeOfPermission, type Used } from './purposes.ts'

type Permissions = RequestedGrant['permissions']

/** What the app asks owners for, against what `app.yml` says. */
export function evaluateApp(app: AppFacts, wanted: RequestedGrant): readonly CheckupFinding[] {
  const page = settingsPages(app).permissions
  const permissions: FindingSubject = { check: 'permissions', subject: 'app' }
  const events: FindingSubject = { check: 'events', subject: 'app' }
  const deaf = wanted.events.filter((name) => !app.events.includes(name))
  return [
    verdict(permissions, lacking(app.permissions, wanted.permissions), {
      well: 'The app asks for every permission that it needs.',
      ill: 'The app does not ask for',
      todo: 'Add it there, and have the owner of each account accept:',
      page,
    }),
    ...evaluateSurplus(permissions, app.permissions, wanted.permissions, page),
    verdict(
      events,
      deaf.map((name) => ({ name, shown: `the event “${name}”`, ...purposeOfEvent(name) })),
      {
        well: 'The app is subscribed to every event that it needs.',
        ill: 'The app is not subscribed to',
        todo: 'Tick it there, under “Subscribe to events”:',
        page,
      },
    ),
  ]
}

function evaluateSurplus(
  about: FindingSubject,
  asked: Permissions,
  wanted: Permissions,
  page: string,
): readonly CheckupFinding[] {
  const surplus = lacking(wanted, asked)
  if (surplus.length === 0) return []
  const todo = 'Take it away there, unless you have a use for it:'
  return [note(about, `The app asks for more than it needs: ${listed(surplus)}.`, { todo, page })]
}

const accept = 'An owner of the account has to accept what the app asks for (“Review request”):'

/** What an owner granted, against what the app asks for as far as `app.yml` needs it. */
export function evaluateInstallation(
  installation: InstallationFacts,
  asked: Permissions,
  wanted: Permissions,
): CheckupFinding {
  const { account: subject, page, permissions, suspended } = installation
  if (suspended === 'yes') {
    const why = 'While it is, the app does nothing in this account.'
    const todo = 'An owner of the account can resume it, or uninstall the app:'
    return warning({ check: 'installation', subject }, 'The installation is suspended.', { why, todo, page })
  }
  // An owner cannot accept what the app does not ask for.
  const unasked = lacking(asked, wanted).map(({ name }) => name)
  const missing = lacking(permissions, wanted).filter(({ name }) => !unasked.includes(name))
  const well = 'Everything that the app asks for is granted.'
  return verdict({ check: 'permissions', subject }, missing, { well, ill: 'Not granted:', todo: accept, page })
}

/** What a repository withholds although the installation has it. */
export function evaluateRepositoryGrant(
  subject: string,
  granted: Permissions,
  installation: InstallationFacts,
  wanted: Permissions,
): CheckupFinding {
  const elsewhere = lacking(installation.permissions, wanted).map(({ name }) => name)
  const missing = lacking(granted, wanted).filter(({ name, used }) => used !== 'later' && !elsewhere.includes(name))
  const says = { well: 'What the account granted counts here too.', ill: 'Not granted here:' }
  return verdict({ check: 'permissions', subject }, missing, { ...says, todo: accept, page: installation.page })
}

interface Missing {
  /** `issues` */
  readonly name: string
  /** `“issues: write”`, or an event's name in quotes. */
  readonly shown: string
  readonly without: string
  readonly used: Used
}

/** What is in `wanted` and not, or not at that level, in `granted`. */
function lacking(granted: Permissions, wanted: Permissions): readonly Missing[] {
  return Object.entries(wanted)
    .filter(([name, level]) => rank(granted[name]) < rank(level))
    .map(([name, level]) => ({ name, shown: `“${name.replaceAll('_', ' ')}: ${level}”`, ...purposeOfPermission(name) }))
}

function rank(level: string | undefined): number {
  return level === undefined ? -1 : ['read', 'write', 'admin'].indexOf(level)
}

/** A problem when something is missing that this version cannot do without; a warning for facts and for later versions. */
function verdict(
  about: FindingSubject,
  missing: readonly Missing[],
  says: { readonly well: string; readonly ill: string; readonly todo: string; readonly page: string },
): CheckupFinding {
  if (missing.length === 0) return ok(about, says.well)
  const { todo, page } = says
  const urgent = missing.filter(({ used }) => used === 'now')
  const message = `${says.ill} ${listed(missing)}.`
  if (urgent.length > 0) return problem(about, message, { why: consequences(urgent), todo, page })
  const why = [
    ...told(missing, 'facts', 'Only facts are left out:'),
    ...told(missing, 'later', 'This version works without; a later one will not:'),
  ]
  return warning(about, message, { why: why.join(' '), todo, page })
}

function told(missing: readonly Missing[], kind: Used, lead: string): readonly string[] {
  const those = missing.filter(({ used }) => used === kind)
  return those.length === 0 ? [] : [`${lead} ${consequences(those)}`]
}

function consequences(missing: readonly Missing[]): string {
  return missing.map(({ shown, without }) => `Without ${shown} ${without}.`).join(' ')
}

function listed(missing: readonly Missing[]): string {
  return missing.map(({ shown }) => shown).join(', ')
}
