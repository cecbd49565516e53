import { areOfIncident } from '../../config/overrides.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { issuesNamed } from '../../document/files/document-links.ts'
import { type ReadFrontMatter, readFrontMatter } from '../../document/front-matter/front-matter.ts'
import type { IssueLookup } from '../../domain/issue.ts'
import { incidentOfDocument } from '../../domain/ref.ts'
import type { Repository } from '../../domain/repository.ts'
import type { Inquiry } from '../inquiry.ts'

/** Issues that a document merely links are looked at up to this many: one of them may be its incident. */
const mostLinks = 5

/** Which incident a document is about. */
export interface NamedIncident {
  /** The number that it names, whether such an incident exists or not; `null` for none. */
  readonly number: number | null
  /** The issue of that number. */
  readonly lookup: IssueLookup | null
}

/** A document that people added by hand; `text` is `null` where it cannot be read. */
export interface ByHand {
  readonly path: string
  readonly text: string | null
  readonly repository: Repository
  readonly configuration: Configuration
}

const nothing: NamedIncident = { number: null, lookup: null }

/**
 * The incident that a document added by hand is about: the one that its front matter names, else its file's name, else the
 * first issue with the incident label that it links. `undefined` while it is not read.
 */
export function incidentAbout(
  { path, text, repository, configuration }: ByHand,
  inquiry: Inquiry,
): NamedIncident | undefined {
  const lookUp = (number: number) => inquiry.ask({ ask: 'issue', number })
  const number = incidentNamed(path, readFrontMatter(text ?? ''))
  if (number !== null) {
    const lookup = lookUp(number)
    return lookup && { number, lookup }
  }
  if (text === null) return nothing
  const linked = issuesNamed(text, `${repository.owner}/${repository.name}`).slice(0, mostLinks)
  const looked = linked.map((one) => ({ number: one, lookup: lookUp(one) }))
  if (looked.some(({ lookup }) => lookup === undefined)) return undefined
  const found = looked.find(({ lookup }) => isIncident(lookup, configuration))
  return found?.lookup ? { number: found.number, lookup: found.lookup } : nothing
}

/** Whether it is an issue that carries the incident label. */
export function isIncident(lookup: IssueLookup | null | undefined, configuration: Configuration): boolean {
  if (!lookup?.found || lookup.issue.isPull) return false
  return areOfIncident(lookup.issue.labels, configuration)
}

function incidentNamed(path: string, frontMatter: ReadFrontMatter): number | null {
  const { incident, incidents = [] } = frontMatter.ok ? frontMatter.data : {}
  return incident ?? incidents[0] ?? incidentOfDocument(path)
}
