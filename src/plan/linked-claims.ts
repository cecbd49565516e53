import type { ActionItem } from '../domain/action-item.ts'
import type { Issue } from '../domain/issue.ts'
import type { Pull } from '../domain/repository.ts'
import { baseDocument } from './base-document.ts'
import type { Context } from './context.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { type Claim, claimsAmong } from './item-claims.ts'
import type { MergedDocument } from './merged-document.ts'
import { readItems } from './read-items.ts'

/** More links than a document of the app's own has lines: each one is looked up. */
const mostLinks = 100

/** Action-item issues that a document leads to: of its own incident, and of others. */
export interface LinkedClaims {
  readonly here: readonly Issue[]
  readonly elsewhere: readonly Claim[]
}

/**
 * The app's own issues that the lines of a document link, at the merge and today: where the status comment remembers nothing,
 * they tell what was opened, and where a line came from another document. `undefined` while not read.
 */
export function linkedClaims(
  file: IncidentFile,
  pull: Pull,
  merged: MergedDocument,
  inquiry: Inquiry,
  context: Context,
): LinkedClaims | undefined {
  const today = merged.path === null ? null : baseDocument(file, pull, merged.path, inquiry, context)
  if (today === undefined) return undefined
  const { configuration } = file
  const now = today?.found ? readItems(today, { configuration, pull }).items : []
  const items = [...(merged.reading ?? []), ...now]
  const issues = linkedIssues(items, inquiry)
  if (issues === undefined) return undefined
  const claims = claimsAmong(issues, file, context)
  return {
    here: claims.flatMap(({ incident, issue }) => (incident === file.ref.number ? [issue] : [])),
    elsewhere: claims.filter(({ incident }) => incident !== file.ref.number),
  }
}

/** The issues that items link in this repository; `undefined` while not read. */
export function linkedIssues(items: readonly ActionItem[], inquiry: Inquiry): readonly Issue[] | undefined {
  const numbers = [...new Set(items.flatMap(({ links }) => links))].slice(0, mostLinks)
  const lookups = numbers.map((number) => inquiry.ask<'issue'>({ ask: 'issue', number }))
  if (lookups.includes(undefined)) return undefined
  return lookups.flatMap((lookup) => (lookup?.found ? [lookup.issue] : []))
}
