import type { ActionItem } from '../../domain/action-item.ts'
import { incidentOfDocument } from '../../domain/ref.ts'
import type { Pull } from '../../domain/repository.ts'
import { documentAmong, documentsBeside } from '../draft/opening.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer } from '../texts.ts'
import { readItems } from './read-items.ts'
import { type UnreadLine, unreadLines } from './unread-lines.ts'

/** The document as it was merged, which never changes again. */
export interface MergedDocument {
  /** The commit of the merge. */
  readonly at: string
  readonly path: string | null
  /** Its text; `null` where nobody can read it. */
  readonly text: string | null
  /** Its items as they are read today; `null` where nobody can read it. */
  readonly reading: readonly ActionItem[] | null
  readonly notices: readonly string[]
  /** Lines below its action items that may be some and could not be read. */
  readonly lines: readonly UnreadLine[]
  /** Paths of further postmortems that the pull request added, which nobody reads. */
  readonly others: readonly string[]
}

/** Reads the merged document: the file that the pull request added. `undefined` while it is not read. */
export function mergedDocument(pass: IncidentPass, pull: Pull): MergedDocument | undefined {
  const { incident, context } = pass
  const at = mergeOf(pull)
  const nothing = { at, text: null, reading: null, lines: [], others: [] as const }
  // The cached path is read together with the files: when they agree, as they nearly always do, this saves a wave.
  const guess = incident.memory.path === null ? null : pass.ask({ ask: 'file', path: incident.memory.path, at })
  // Somebody may have edited the status comment: a path without a file is no longer believed.
  const wrong = guess?.found === false && guess.reason === 'missing'
  const verified = incident.memory.mergeCommit === at && isPlausible(incident.memory.path, incident) && !wrong
  const files = verified ? [] : pass.ask({ ask: 'pullFiles', number: pull.number })
  if (files === undefined) return undefined
  const path = verified ? incident.memory.path : documentAmong(incident, files)
  const say = sayer(context.templates)
  const base = incident.baseBranch
  if (path === null) {
    const { directory } = incident.configuration
    const notice = say('notice-merged-empty', { pull: pull.number, directory, branch: incident.branch })
    return { ...nothing, path, notices: [notice] }
  }
  const others = verified ? (incident.memory.others ?? []) : documentsBeside(incident, files, path).slice(0, mostOthers)
  const found = path === incident.memory.path ? guess : pass.ask({ ask: 'file', path, at })
  if (found === undefined || found === null) return undefined
  if (!found.found) {
    const why = say(`problem-${found.reason}`)
    return { ...nothing, path, others, notices: [say('notice-document-unreadable', { path, why, base })] }
  }
  const read = readItems(found, { configuration: incident.configuration, pull })
  const { items, problem, section } = read
  if (problem !== null) {
    const notice = say('notice-document-refused', { path, problem, base })
    return { ...nothing, path, others, text: found.text, notices: [notice] }
  }
  const notices = section === 'missing' ? [say('notice-no-section', { base })] : []
  return { at, path, text: found.text, reading: items, notices, lines: unreadLines(read), others }
}

/** So many are named. */
const mostOthers = 20

/** The commit at which a pull request was merged. */
export function mergeOf(pull: Pull): string {
  return pull.mergeCommit ?? pull.head.sha
}

/** Whether the remembered path looks like this incident's: any other one is compared with the pull request's files. */
function isPlausible(path: string | null, { configuration, ref }: Incident): path is string {
  if (path === null) return false
  const named = incidentOfDocument(path)
  return named === null ? path.startsWith(`${configuration.directory}/`) : named === ref.number
}
