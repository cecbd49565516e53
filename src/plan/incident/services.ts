import type { Service } from '../../config/schema/service-schema.ts'
import { askedBy, formAnswers, namesIn } from '../../document/files/form-answers.ts'
import { sameLabel } from '../../domain/issue.ts'
import type { RepositoryName } from '../../domain/ref.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { redact } from '../../text/redaction/redact.ts'
import type { Incident } from './incident.ts'

type About = Pick<Incident, 'issue' | 'configuration'>

/** Somebody who names more means none. */
const mostNames = 20
/** Names and the impact go into the front matter, one line each. In UTF-16 code units. */
const longestName = 60
const longestImpact = 300

/** The services that an incident is about, in the order of the configuration: by label, or by what its form says. */
export function servicesOf({ issue, configuration }: About): readonly Service[] {
  const named = namedInForm(issue.body)
  return configuration.services.filter(
    ({ name, label }) =>
      issue.labels.some((known) => sameLabel(known, label)) || named.some((one) => isSame(one, name)),
  )
}

/**
 * What the incident is about, in names: the services of the configuration, then what only its form or a label
 * `service:<name>` says. For people, so on one line each, without what looks like a secret.
 */
export function affectedServices(incident: About): readonly string[] {
  const known = servicesOf(incident)
  const others = [...labelled(incident), ...namedInForm(incident.issue.body)]
    .map((name) => cutAt(redact(oneLine(name)), longestName))
    .filter((name, index, all) => all.findIndex((one) => isSame(one, name)) === index)
    .filter((name) => !known.some((service) => isSame(service.name, name)))
  return [...known.map(({ name }) => name), ...others].slice(0, mostNames)
}

/** What the form says of the impact, on one line; `null` where it does not. */
export function impactOf({ issue }: Pick<Incident, 'issue'>): string | null {
  const answer = formAnswers(issue.body).find((one) => askedBy(one.heading) === 'impact' && one.answer !== '')
  return answer === undefined ? null : cutAt(redact(oneLine(answer.answer)), longestImpact)
}

/** The folders and files that its services are in, in the incident's own repository; none when nobody says. */
export function pathsOf(incident: About): readonly string[] {
  return [...new Set(servicesOf(incident).flatMap(({ paths }) => paths))]
}

/** Another repository with what the incident is about in it. */
export interface NamedRepository extends RepositoryName {
  /** Whether a service says that nothing of it may be told elsewhere. */
  readonly secret: boolean
  /** The folders and files there that the services are in. */
  readonly paths: readonly string[]
}

/** The other repositories of the incident's services, each once. */
export function repositoriesOf(incident: About & Pick<Incident, 'repository'>): readonly NamedRepository[] {
  const { owner, name } = incident.repository
  const found = new Map<string, NamedRepository>()
  for (const service of servicesOf(incident)) {
    for (const written of service.repositories) {
      const [first = '', second] = written.split('/')
      const there = second === undefined ? { owner, repo: first } : { owner: first, repo: second }
      const key = `${there.owner}/${there.repo}`.toLowerCase()
      if (key === `${owner}/${name}`.toLowerCase()) continue
      const { secret = false, paths = [] } = found.get(key) ?? {}
      found.set(key, { ...there, secret: service.private || secret, paths: [...paths, ...service.paths] })
    }
  }
  return [...found.values()]
}

/**
 * The one repository, `acme/checkout`, that all of the incident's services are in; `null` for several, of which nobody says which
 * one is meant, and for that of a service of which nothing is told elsewhere.
 */
export function onlyRepositoryOf(incident: About & Pick<Incident, 'repository'>): string | null {
  const { owner } = incident.repository
  const services = servicesOf(incident)
  const all = services.flatMap(({ repositories }) =>
    repositories.map((one) => (one.includes('/') ? one : `${owner}/${one}`)),
  )
  const [only, ...others] = new Set(all.map((one) => one.toLowerCase()))
  if (only === undefined || others.length > 0 || services.some((service) => service.private)) return null
  return all.find((one) => one.toLowerCase() === only) ?? null
}

/** Who reviews the postmortem, as `@org/team` or `@login`, each once: what the incident's services say. */
export function reviewersOf(incident: About): readonly string[] {
  return unique(servicesOf(incident).flatMap(({ reviewers }) => reviewers))
}

/**
 * Who is mentioned when reminders had no effect, with their `@`: the leads and teams of the incident's services, else whom
 * the configuration names for all incidents, else nobody.
 */
export function escalationOf(incident: About): readonly string[] {
  const { escalation } = incident.configuration.reminders
  const own = unique(servicesOf(incident).flatMap(({ lead, team }) => [lead, team]))
  return own.length > 0 || escalation === null ? own : [escalation]
}

function labelled({ issue }: About): readonly string[] {
  return issue.labels.flatMap((label) => /^service: ?(\S.*)$/i.exec(label)?.[1] ?? [])
}

function namedInForm(body: string): readonly string[] {
  return formAnswers(body)
    .filter(({ heading }) => askedBy(heading) === 'services')
    .flatMap(({ answer }) => namesIn(answer))
    .slice(0, mostNames)
}

/** At most ten: more would be a crowd, of which nobody feels meant. */
function unique(mentions: readonly (string | null)[]): readonly string[] {
  return [...new Set(mentions.filter((mention) => mention !== null))].slice(0, 10)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
