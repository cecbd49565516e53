import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { Pull } from '../../../domain/repository.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentAbout, type NamedIncident } from '../../incident/incident-about.ts'
import type { IncidentPass, Pass } from '../../pass.ts'
import { itemsSince } from '../../sweep/item-lists.ts'
import { baseDocument } from '../base-document.ts'
import type { MergedDocument } from '../merged-document.ts'
import { readItems } from '../read-items.ts'
import { claimsAmong, type ItemClaim } from './item-claims.ts'

/** More links than a document of the app's own has lines: each one is looked up. */
const mostLinks = 100

/** Action-item issues that a document leads to: of its own incident, and of others. */
export interface LinkedClaims {
  readonly here: readonly Issue[]
  readonly elsewhere: readonly ItemClaim[]
}

/**
 * The app's own issues that the lines of a document link, at the merge and today, and those of the incident that a document
 * names which is followed on its pull request: where the status comment remembers nothing, they tell what was opened, and where
 * a line came from another document. `undefined` while not read.
 */
export function linkedClaims(pass: IncidentPass, pull: Pull, merged: MergedDocument): LinkedClaims | undefined {
  const { incident: file } = pass
  const { path, text } = merged
  const today = path === null ? null : baseDocument(pass, pull, path)
  const { configuration, repository, ref } = file
  const about =
    file.issue.isPull && path !== null ? incidentAbout({ path, text, repository, configuration }, pass) : null
  if (today === undefined || about === undefined) return undefined
  const now = today?.found ? readItems(today, { configuration, pull }).items : []
  const claims = claimsFor(pass, [...(merged.reading ?? []), ...now], about, file)
  return (
    claims && {
      here: claims.flatMap(({ incident, issue }) => (incident === ref.number ? [issue] : [])),
      elsewhere: claims.filter(({ incident }) => incident !== ref.number),
    }
  )
}

/** What the app opened for the items of a document: what they link, and what belongs to the incident that it is about. */
export function claimsFor(
  pass: Pass,
  items: readonly ActionItem[],
  about: NamedIncident | null,
  file: Pick<Incident, 'repository' | 'configuration'>,
): readonly ItemClaim[] | undefined {
  const { context } = pass
  const numbers = [...new Set(items.flatMap(({ links }) => links))].slice(0, mostLinks)
  const lookups = numbers.map((number) => pass.ask({ ask: 'issue', number }))
  const incident = about?.lookup?.found ? about.lookup.issue : null
  const children = incident === null ? [] : pass.ask({ ask: 'subIssues', number: incident.number })
  const labelled =
    incident === null || children !== null ? [] : itemsSince(file.configuration, incident.createdAt, pass)
  if (lookups.includes(undefined) || children === undefined || labelled === undefined) return undefined
  const linked = lookups.flatMap((lookup) => (lookup?.found ? [lookup.issue] : []))
  return claimsAmong([...linked, ...(children ?? []), ...labelled], file, context)
}
