import type { Somewhere } from '../../../domain/question.ts'
import type { ServiceRepository } from '../../../domain/repository.ts'
import { mayStandIn } from '../../../domain/visibility.ts'
import type { Incident } from '../../incident/incident.ts'
import { repositoriesOf } from '../../incident/services.ts'
import type { IncidentPass } from '../../pass.ts'

/** A repository that is told of in the document. */
export interface FactsRepository {
  /** How questions name it; nothing for the incident's own. */
  readonly in?: string
  /** Before what happened there: `acme/checkout`; nothing for the incident's own. */
  readonly name?: string
  readonly url: string
  readonly defaultBranch: string
  /** The folders and files there that the incident's services are in. */
  readonly paths: readonly string[]
}

/** The other repositories of the incident's services. */
export interface ServiceRepositories {
  readonly places: readonly FactsRepository[]
  /** How many are not told of: the app may not read there, or fewer people may. */
  readonly leftOut: number
  /** What may be read at once, before it is known whether it is told: repositories of the incident's own account. */
  readonly likely: readonly string[]
}

/**
 * What of the services' other repositories may be told here: text never goes to where more people see it than where it
 * stands. See docs/decisions/0009-told-where-as-few-see-it.md. What is not read yet is neither told nor left out.
 */
export function placesElsewhere(pass: IncidentPass): ServiceRepositories {
  const { incident } = pass
  const open = repositoriesOf(incident).filter(({ secret }) => !secret)
  const known = open.map(({ owner, repo, paths }) => {
    const name = `${owner}/${repo}`
    const question = { ask: 'serviceRepository', name } as const
    // Refused is as good as not there.
    return { name, paths, there: pass.refused(question) ? null : pass.ask(question) }
  })
  const shown = known.flatMap((one) =>
    one.there && mayBeTold(one.there, incident) ? [{ ...one, there: one.there }] : [],
  )
  const waiting = known.filter(({ there }) => there === undefined)
  return {
    places: shown.map(({ name, paths, there }) => {
      const { owner, repo, url, defaultBranch } = there
      return { in: name, name: `${owner}/${repo}`, url, defaultBranch, paths }
    }),
    leftOut: repositoriesOf(incident).length - shown.length - waiting.length,
    likely: waiting.flatMap(({ name }) => (isOwnedBy(name, incident) ? [name] : [])),
  }
}

function mayBeTold(there: ServiceRepository, incident: Incident): boolean {
  return there.installed && mayStandIn(incident.repository, there)
}

function isOwnedBy(name: string, { repository }: Incident): boolean {
  return name.split('/', 1)[0]?.toLowerCase() === repository.owner.toLowerCase()
}

/** What a question says of where: nothing for the incident's own repository. */
export function whereOf(place: Pick<FactsRepository, 'in'>): Somewhere {
  return place.in === undefined ? {} : { in: place.in }
}
