import type { ActionItem } from '../domain/action-item.ts'
import { incidentOfDocument } from '../domain/ref.ts'
import type { Pull } from '../domain/repository.ts'
import type { Context } from './context.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { documentAmong } from './opening.ts'
import { readItems } from './read-items.ts'
import { sentence } from './texts.ts'

/** The document as it was merged, which never changes again. */
export interface MergedDocument {
  readonly path: string | null
  readonly items: readonly ActionItem[]
  readonly notices: readonly string[]
  /** Whether nobody knows its items: there is no document, or it cannot be read. */
  readonly unread: boolean
}

/** Reads the merged document: the file that the pull request added. `undefined` while it is not read. */
export function mergedDocument(
  file: IncidentFile,
  pull: Pull,
  inquiry: Inquiry,
  context: Context,
): MergedDocument | undefined {
  const at = pull.mergeCommit ?? pull.head.sha
  // The cached path is read together with the files: when they agree, as they nearly always do, this saves a wave.
  const guess = file.memory.path === null ? null : inquiry.ask<'file'>({ ask: 'file', path: file.memory.path, at })
  // Somebody may have edited the status comment: a path without a file is no longer believed.
  const wrong = guess?.found === false && guess.reason === 'missing'
  const verified = file.memory.mergeCommit === at && isPlausible(file.memory.path, file) && !wrong
  const files = verified ? [] : inquiry.ask<'pullFiles'>({ ask: 'pullFiles', number: pull.number })
  if (files === undefined) return undefined
  const path = verified ? file.memory.path : documentAmong(file, files)
  const say = (name: string, view = {}) => sentence(context.templates, name, { base: file.baseBranch, ...view })
  if (path === null) {
    const { directory } = file.configuration
    const notice = say('notice-merged-empty', { pull: pull.number, directory, branch: file.branch })
    return { path, items: [], notices: [notice], unread: true }
  }
  const found = path === file.memory.path ? guess : inquiry.ask<'file'>({ ask: 'file', path, at })
  if (found === undefined || found === null) return undefined
  if (!found.found) {
    const why = say(`problem-${found.reason}`)
    return {
      path,
      items: [],
      notices: [say('notice-document-unreadable', { path, why })],
      unread: true,
    }
  }
  const read = readItems(found, { configuration: file.configuration, pull })
  if (read.problem !== null) {
    const notice = say('notice-document-refused', { path, problem: read.problem })
    return { path, items: [], notices: [notice], unread: true }
  }
  const notices = read.section === 'missing' ? [say('notice-no-section')] : []
  return { path, items: read.items, notices, unread: false }
}

/** Whether the remembered path looks like this incident's: any other one is compared with the pull request's files. */
function isPlausible(path: string | null, { configuration, ref }: IncidentFile): path is string {
  if (path === null) return false
  const named = incidentOfDocument(path)
  return named === null ? path.startsWith(`${configuration.directory}/`) : named === ref.number
}
