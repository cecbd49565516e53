import { documentPath } from '../../document/files/file-name.ts'
import { pullTitle } from '../../document/harmless/escape.ts'
import { type Mutation, type OpenPostmortem, statusLink } from '../../domain/mutation.ts'
import type { Branch, ChangedFile, Comparison } from '../../domain/repository.ts'
import { redact } from '../../text/redaction/redact.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence, text } from '../texts.ts'
import { documentIn, otherDocuments, type WantedDocument } from './documents.ts'
import { writeDocument } from './draft-document.ts'
import type { Attempt } from './left-out.ts'

/** How the postmortem gets opened, or what is in the way. */
export type Opening =
  | {
      readonly kind: 'open'
      readonly mutation: (status: OpenPostmortem['status']) => Mutation
      readonly notices: readonly string[]
    }
  /** The branch is somebody else's work without a document. */
  | { readonly kind: 'foreign-branch' }
  | { readonly kind: 'refused'; readonly sentence: string }

interface Ground {
  readonly branch: Branch | null
  readonly base: Branch | null
  readonly work: Comparison | null
}

/**
 * Plans branch, document and pull request, leaving out what an interrupted start made already and what `attempt` leaves out. `undefined` while
 * something is not read.
 */
export function opening(
  file: IncidentFile,
  starter: string | null,
  attempt: Attempt,
  inquiry: Inquiry,
  context: Context,
): Opening | undefined {
  const branch = inquiry.ask<'branch'>({ ask: 'branch', name: file.branch })
  const base = inquiry.ask<'branch'>({ ask: 'branch', name: file.baseBranch })
  const document = writeDocument(file, starter, attempt.leftOut, inquiry, context)
  const work = branch
    ? inquiry.ask<'comparison'>({ ask: 'comparison', base: file.baseBranch, head: file.branch })
    : null
  if (branch === undefined || base === undefined || document === undefined || work === undefined) return undefined
  return planOpening(file, { branch, base, work }, document, attempt, context)
}

function planOpening(
  file: IncidentFile,
  ground: Ground,
  document: { readonly text: string; readonly notices: readonly string[] },
  { rule, of }: Attempt,
  context: Context,
): Opening {
  if (ground.base === null) {
    const why = file.configuration.baseBranch === null ? 'refused-empty' : 'refused-no-base'
    return { kind: 'refused', sentence: sentence(context.templates, why, { base: file.baseBranch }) }
  }
  // The path stays in the history of the branch.
  const issueTitle = redact(file.issue.title)
  const path = documentPath(file.configuration.directory, file.issue.createdAt, file.ref.number, issueTitle)
  if (!path.ok) {
    return { kind: 'refused', sentence: sentence(context.templates, 'refused-directory', { reason: path.reason }) }
  }
  const standing = documentAmong(file, ground.work?.files ?? [])
  if (!standing && ground.work && ground.work.aheadBy > 0) return { kind: 'foreign-branch' }
  const sentences = (name: string, view = {}) =>
    sentence(context.templates, name, { incident: file.ref.number, ...view })
  const { baseBranch, ref } = file
  return {
    kind: 'open',
    notices: document.notices,
    mutation: (status) => ({
      rule,
      of,
      do: 'open-postmortem',
      incident: ref.number,
      branch: file.branch,
      baseBranch,
      startFrom: ground.branch === null ? (ground.base?.sha ?? null) : null,
      document: standing ? null : { path: path.path, text: document.text, message: sentences('commit-open') },
      status,
      title: pullTitle(sentences('pull-title', { title: issueTitle })),
      body: text(context.templates, 'pull', {
        incident: ref.number,
        path: standing ?? path.path,
        base: baseBranch,
        status: statusLink,
      }),
    }),
  }
}

/** The path of this incident's postmortem among a branch's changed files, `null` for none. */
export function documentAmong(file: IncidentFile, files: readonly ChangedFile[]): string | null {
  return documentIn(files, wantedOf(file))
}

/** The paths of the other postmortems among a branch's changed files, which nobody reads. */
export function documentsBeside(file: IncidentFile, files: readonly ChangedFile[], path: string): readonly string[] {
  return otherDocuments(files, wantedOf(file), path)
}

function wantedOf({ configuration, memory, ref }: IncidentFile): WantedDocument {
  return { directories: [configuration.directory], known: memory.path, incident: ref.number }
}
