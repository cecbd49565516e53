import { setFrontMatter } from '../../document/edits.ts'
import { type FrontMatter, readFrontMatter } from '../../document/front-matter/front-matter.ts'
import { refreshFacts } from '../../document/markers/fact-blocks.ts'
import type { FactName, LeftOut } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { FileLookup } from '../../domain/repository.ts'
import { type Facts, gatherFacts } from '../facts/facts.ts'
import type { Incident } from '../incident/incident.ts'
import { affectedServices, impactOf } from '../incident/services.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { severityOf } from './draft-document.ts'
import { type Attempt, nextAttempt } from './left-out.ts'

/** A document that was read. */
export type FoundFile = FileLookup & { readonly found: true }

/** What becomes of a document. */
export interface DocumentChange {
  readonly text: string
  /** The write that makes it so; `null` where it says so already. */
  readonly write: Mutation | null
  /** Why nothing can be changed, for people. */
  readonly problem: string | null
  readonly leftOut: LeftOut | undefined
}

/** The document as it stands. */
export function unchanged(incident: Incident, { text }: FoundFile): DocumentChange {
  return { text, write: null, problem: null, leftOut: incident.memory.leftOut }
}

/**
 * All facts as they are known now: the front matter, and each block that nobody edited. In a document that people have
 * committed to, only what they left empty of the front matter. Unasked, only when the incident went on to another status.
 * `undefined` while something is not read.
 */
export function renewAll(
  pass: IncidentPass,
  found: FoundFile,
  draft: { readonly touched: boolean; readonly asked: boolean },
): DocumentChange | undefined {
  const { incident, context, refusals } = pass
  const same = unchanged(incident, found)
  const known = readFrontMatter(found.text)
  if (!known.ok) {
    const view = { path: found.path, line: known.line, problem: known.reason }
    return { ...same, problem: sentence(context.templates, 'denied-refresh-facts', view) }
  }
  if (!draft.asked && known.data.status === 'resolved') return same
  const facts = gatherFacts(pass, known.data)
  if (facts === undefined) return undefined
  if (!draft.asked && known.data.status === facts.status) return same
  const attempt = nextAttempt('refresh-document', { from: undefined, least: 'timeline' }, refusals)
  const blocks = attempt?.leftOut === undefined ? facts.blocks : without('timeline', facts.blocks)
  const text = refreshFacts(
    withFacts(incident, found.text, facts, { known: known.data, touched: draft.touched }),
    blocks,
  )
  return changed(pass, found, text, { attempt, message: 'commit-refresh' })
}

/** The timeline alone as it is known now, for somebody who added to it. `undefined` while something is not read. */
export function renewTimeline(pass: IncidentPass, found: FoundFile): DocumentChange | undefined {
  const { incident, refusals } = pass
  const attempt = nextAttempt('add-to-document', { from: incident.memory.leftOut, least: 'timeline' }, refusals)
  // Push protection refused the timeline, now or before: it waits for somebody who has mended that and asks.
  if (attempt?.leftOut !== undefined) return { ...unchanged(incident, found), leftOut: attempt.leftOut }
  const facts = gatherFacts(pass, {})
  if (facts === undefined) return undefined
  const text = refreshFacts(found.text, only('timeline', facts.blocks))
  return changed(pass, found, text, { attempt, message: 'commit-timeline' })
}

function changed(
  pass: IncidentPass,
  { path, sha, text: standing }: FoundFile,
  text: string,
  { attempt, message }: { readonly attempt: Attempt | null; readonly message: 'commit-refresh' | 'commit-timeline' },
): DocumentChange {
  const { incident, context } = pass
  const leftOut = attempt?.leftOut
  if (text === standing) return { text, write: null, problem: null, leftOut }
  const write: Mutation = {
    rule: attempt?.rule ?? 'refresh-document',
    of: attempt?.of,
    do: 'write-file',
    branch: incident.branch,
    path,
    sha,
    text,
    message: sentence(context.templates, message, { incident: incident.ref.number }),
  }
  return { text, write, problem: null, leftOut }
}

function only(name: FactName, blocks: Facts['blocks']): Facts['blocks'] {
  return new Map([...blocks].filter(([one]) => one === name))
}

function without(name: FactName, blocks: Facts['blocks']): Facts['blocks'] {
  return new Map([...blocks].filter(([one]) => one !== name))
}

/** `text` with the facts in its front matter, but for what people wrote there. */
function withFacts(
  incident: Incident,
  text: string,
  facts: Facts,
  { known, touched }: { readonly known: FrontMatter; readonly touched: boolean },
): string {
  const { status, times, written } = facts
  const services = affectedServices(incident)
  const values: readonly (readonly [key: keyof FrontMatter, value: string | readonly string[] | null])[] = [
    ['status', status],
    ['started', times.started ?? null],
    ['detected', times.detected ?? null],
    ['mitigated', times.mitigated ?? null],
    ['resolved', times.resolved ?? null],
    ['severity', severityOf(incident)],
    ['services', services.length > 0 ? services : null],
    ['impact', impactOf(incident)],
  ]
  return values.reduce((edited, [key, value]) => {
    const standing = known[key]
    const empty = standing === undefined || standing === null || standing === ''
    // What the app wrote itself may be replaced by what is known now.
    const own = key in times ? !written.has(key) : key === 'status' && standing === 'open'
    return value !== null && (!touched || empty || own) ? setFrontMatter(edited, key, value) : edited
  }, text)
}
