import type { AppFacts, InstallationFacts } from '../../github/checkup.ts'
import type { Grant } from '../manifest.ts'
import { type About, type Finding, ok, problem, warning } from './finding.ts'
import { pagesOf } from './pages.ts'
import { purposeOfEvent, purposeOfPermission } from './purposes.ts'

/** What the app asks owners for, against what `app.yml` says. */
export function judgeApp(app: AppFacts, wanted: Grant): readonly Finding[] {
  const page = pagesOf(app).permissions
  const subject = 'app'
  const missing = lacking(app, wanted)
  const todo = `Add ${listed([...missing.permissions, ...missing.events])} on the page of the app, and have each owner accept:`
  return [
    verdict(
      { check: 'permissions', subject },
      { well: 'The app asks for every permission that it needs.', ill: 'The app does not ask for' },
      missing.permissions,
      { todo, page },
    ),
    verdict(
      { check: 'events', subject },
      { well: 'The app is subscribed to every event that it needs.', ill: 'The app is not subscribed to' },
      missing.events,
      { todo, page },
    ),
  ]
}

/** What an owner granted, against what the app asks for as far as `app.yml` needs it. */
export function judgeInstallation(installation: InstallationFacts, asked: Grant, wanted: Grant): readonly Finding[] {
  const { account: subject, page } = installation
  if (installation.suspended === 'yes') {
    const why = 'While it is, the app does nothing in this account.'
    const todo = 'An owner of the account can resume it, or uninstall the app:'
    return [warning({ check: 'installation', subject }, 'The installation is suspended.', { why, todo, page })]
  }
  const missing = lacking(installation, offered(asked, wanted))
  const todo = 'An owner of the account has to accept what the app asks for (“Review request”):'
  const about = { check: 'permissions', subject }
  const says = { well: 'Everything that the app asks for is granted.', ill: 'Not granted:' }
  return [verdict(about, says, [...missing.permissions, ...missing.events], { todo, page })]
}

/** What a repository withholds although the installation has it. */
export function judgeRepositoryGrant(
  subject: string,
  granted: Grant['permissions'],
  installation: InstallationFacts,
  wanted: Grant,
): readonly Finding[] {
  const elsewhere = lacking(installation, wanted).permissions.map(({ name }) => name)
  const missing = lacking({ permissions: granted, events: wanted.events }, wanted).permissions
  const here = missing.filter(({ name, used }) => used === 'now' && !elsewhere.includes(name))
  const todo = 'An owner of the account has to accept what the app asks for (“Review request”):'
  const says = { well: 'What the account granted counts here too.', ill: 'Not granted here:' }
  return [verdict({ check: 'permissions', subject }, says, here, { todo, page: installation.page })]
}

interface Missing {
  /** `issues` */
  readonly name: string
  /** `“issues: write”`, or an event's name in quotes. */
  readonly shown: string
  readonly without: string
  readonly used: 'now' | 'later'
}

function lacking(
  has: Grant,
  wanted: Grant,
): { readonly permissions: readonly Missing[]; readonly events: readonly Missing[] } {
  const permissions = Object.entries(wanted.permissions)
    .filter(([name, level]) => rank(has.permissions[name]) < rank(level))
    .map(([name, level]) => ({ name, shown: `“${name.replaceAll('_', ' ')}: ${level}”`, ...purposeOfPermission(name) }))
  const events = wanted.events
    .filter((name) => !has.events.includes(name))
    .map((name) => ({ name, shown: `the event “${name}”`, ...purposeOfEvent(name) }))
  return { permissions, events }
}

function rank(level: string | undefined): number {
  return level === undefined ? -1 : ['read', 'write', 'admin'].indexOf(level)
}

/** What can be granted: an owner cannot accept what the app does not ask for. */
function offered(asked: Grant, wanted: Grant): Grant {
  const missing = lacking(asked, wanted)
  const without = [...missing.permissions, ...missing.events].map(({ name }) => name)
  return {
    permissions: Object.fromEntries(Object.entries(wanted.permissions).filter(([name]) => !without.includes(name))),
    events: wanted.events.filter((name) => !without.includes(name)),
  }
}

/** A problem when something is missing that this version works with; a warning when only later ones will. */
function verdict(
  about: About,
  says: { readonly well: string; readonly ill: string },
  missing: readonly Missing[],
  advice: { readonly todo: string; readonly page: string },
): Finding {
  if (missing.length === 0) return ok(about, says.well)
  const urgent = missing.filter(({ used }) => used === 'now')
  const message = `${says.ill} ${listed(missing)}.`
  if (urgent.length > 0) return problem(about, message, { why: consequences(urgent), ...advice })
  const why = `This version works without; a later one will not: ${consequences(missing)}`
  return warning(about, message, { why, ...advice })
}

function consequences(missing: readonly Missing[]): string {
  return missing.map(({ shown, without }) => `Without ${shown} ${without}.`).join(' ')
}

function listed(missing: readonly Missing[]): string {
  return missing.map(({ shown }) => shown).join(', ')
}
