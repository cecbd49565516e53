import { needsIssue } from '../../../document/action-items/tracked-items.ts'
import { plainTitle } from '../../../document/harmless/escape.ts'
import { findMarker } from '../../../document/markers/markers.ts'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { Pull } from '../../../domain/repository.ts'
import { isOwn } from '../../../domain/self.ts'
import type { Context } from '../../context.ts'
import type { IncidentPass } from '../../pass.ts'
import { baseDocument } from '../base-document.ts'
import type { MergedDocument } from '../merged-document.ts'
import { permalink } from '../permalink.ts'
import { readItems } from '../read-items.ts'
import { fingerprint } from './frozen-items.ts'
import type { ItemClaim } from './item-claims.ts'
import type { Identified } from './item-identity.ts'
import { pairOff } from './pair-off.ts'

/** The app's own issues whose marker people took out, where the status comment does not remember them either. */
export interface Unmarked {
  /** Those of which something else tells what they are for. */
  readonly claims: readonly ItemClaim[]
  /** Those of which nothing does: while there are any, people are asked before another issue is opened. */
  readonly ambiguous: readonly Issue[]
}

/** What was merged, by which pull request. */
export interface MergedSource {
  readonly pull: Pull
  readonly merged: MergedDocument
}

/** Issues among which those of the items may be. */
export interface Nearby {
  /** Those that hang under the incident. */
  readonly children: readonly Issue[]
  /** All that carry the label of action items since the merge, those of other incidents included. */
  readonly labelled: readonly Issue[]
}

/** An item without an issue: of the merged document, or a line of today's. */
interface Target {
  readonly ordinal: number
  readonly source: string
  readonly title: string
  readonly links: readonly number[]
  /** Where its line stood at the merge, as its issue says in its text; `null` for what was added later. */
  readonly place: string | null
}

const nothing: Unmarked = { claims: [], ambiguous: [] }

/** Whether an issue is the app's own and says no more which item it is for. */
export function isUnmarked(issue: Issue, { self }: Context): boolean {
  const { author, isPull, elsewhere, body } = issue
  return isOwn(author, self) && !isPull && elsewhere === null && findMarker(body, 'item') === null
}

/**
 * Finds the items of issues without a marker, once it is `found` out what the others are for: by the link in the document, by
 * the address of the line in the issue's text, then by its title. `undefined` while not read.
 */
export function unmarkedIssues(
  pass: IncidentPass,
  sources: MergedSource,
  { children, labelled }: Nearby,
  found: Identified,
): Unmarked | undefined {
  const { pull, merged } = sources
  const { incident, context } = pass
  const known = new Set([...found.entries, ...found.later].map(({ claim }) => claim?.issue.id))
  const isLost = (issue: Issue) => !known.has(issue.id) && isUnmarked(issue, context)
  const about = `/blob/${merged.at}/`
  const under = children.filter(isLost)
  const said = labelled.filter((issue) => isLost(issue) && issue.body.includes(about))
  if (under.length + said.length === 0 && incident.memory.pull === pull.number) return nothing
  const lines = linesToday(pass, sources)
  if (lines === undefined) return undefined
  const targets = targetsOf(pass, found, lines, merged)
  const linked = linkedFrom(pass, [...targets.unopened, ...targets.added])
  if (linked === undefined) return undefined
  const near = [...new Map([...under, ...said, ...linked.filter(isLost)].map((one) => [one.id, one])).values()]
  const opened = pairUp(targets.unopened, near)
  const left = near.filter((issue) => !new Set(opened.values()).has(issue))
  // While an item of the merge is without one, an issue may as well be for that.
  const later = opened.size < targets.unopened.length ? new Map<Target, Issue>() : pairUp(targets.added, left)
  const pairs = [...opened, ...later]
  const pairedIssues = new Set(pairs.map(([, issue]) => issue))
  return {
    claims: pairs.map(([{ ordinal, source, place }, issue]) => {
      const claim = {
        issue,
        incident: incident.ref.number,
        pull: pull.number,
        ordinal,
        frozen: undefined,
        wanted: null,
      }
      return { ...claim, ...(place === null ? { source, words: fingerprint(source) } : { source: null, words: null }) }
    }),
    ambiguous: near.filter((issue) => !pairedIssues.has(issue)),
  }
}

function pairUp(targets: readonly Target[], near: readonly Issue[]): ReadonlyMap<Target, Issue> {
  return pairOff(targets, near, [
    { one: ({ links }) => firstOf(links, near), other: ({ number }) => `${number}` },
    { one: ({ place }) => place, other: ({ body }) => /\/blob\/[^\s#]{1,1000}#L\d{1,7}(?!\d)/.exec(body)?.[0] ?? null },
    { one: ({ title }) => title, other: ({ title }) => title },
  ])
}

/** Today's lines, those of the merged document among them; none where it is gone. `undefined` while not read. */
function linesToday(pass: IncidentPass, { pull, merged }: MergedSource): readonly ActionItem[] | undefined {
  if (merged.path === null) return []
  const today = baseDocument(pass, pull, merged.path)
  if (today === undefined) return undefined
  return today.found ? readItems(today, { configuration: pass.incident.configuration, pull }).items : []
}

function targetsOf(
  { incident }: IncidentPass,
  { entries, later }: Identified,
  lines: readonly ActionItem[],
  merged: MergedDocument,
): { readonly unopened: readonly Target[]; readonly added: readonly Target[] } {
  const words = new Map(lines.map((line) => [line, fingerprint(line.source)]))
  const said = new Set(entries.map(({ item }) => item.words))
  const linksOf = new Map<string, readonly number[]>()
  for (const [{ links }, key] of words) linksOf.set(key, [...(linksOf.get(key) ?? []), ...links])
  const unopened = entries.flatMap((entry): readonly Target[] => {
    const { item, reading, claim } = entry
    if (claim !== null || !item.open) return []
    // Of lines that say the same each may be the one.
    const links = [...(reading?.links ?? []), ...(linksOf.get(item.words) ?? [])]
    const title = plainTitle(reading?.text ?? item.text)
    const address = permalink(incident, merged.at, merged.path ?? '', item.line)
    return [{ ordinal: item.ordinal, source: item.text, title, links, place: address.slice(address.indexOf('/blob/')) }]
  })
  const next = 1 + Math.max(0, ...[...entries.map(({ item }) => item.ordinal), ...later.map(({ ordinal }) => ordinal)])
  const added = lines
    .filter((line) => needsIssue(line) && !said.has(words.get(line) ?? ''))
    .map((line, index): Target => {
      const { source, text, links } = line
      return { ordinal: next + index, source, title: plainTitle(text), links, place: null }
    })
  return { unopened, added }
}

/** More links than anybody looks for behind a line. */
const mostLinks = 10

function linkedFrom(pass: IncidentPass, targets: readonly Target[]): readonly Issue[] | undefined {
  const numbers = new Set(targets.flatMap(({ links }) => links.slice(0, mostLinks)))
  const lookups = [...numbers].map((number) => pass.ask({ ask: 'issue', number }))
  if (lookups.includes(undefined)) return undefined
  return lookups.flatMap((lookup) => (lookup?.found ? [lookup.issue] : []))
}

function firstOf(links: readonly number[], near: readonly Issue[]): string | null {
  const link = links.find((number) => near.some((issue) => issue.number === number))
  return link === undefined ? null : `${link}`
}
