import { type RenderedDocument, renderDocument } from '../../document/template/document-template.ts'
import type { Question } from '../../domain/question.ts'
import type { IncidentRef } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Context } from '../context.ts'
import { openFile } from '../incident/incident-file.ts'
import { inquire } from '../inquiry.ts'
import { documentValues } from './draft-document.ts'

/** What a document of an incident would be, or why there is none: `null` where GitHub refuses what it needs. */
export interface DocumentPreview {
  readonly questions: readonly Question[]
  readonly document: RenderedDocument | { readonly ok: false; readonly why: string } | null
}

/**
 * The document of an issue from a template that need not be configured, with the facts as they are now; labelled or not.
 * Pure, and to be asked again while it has questions.
 */
export function previewDocument(
  snapshot: Snapshot,
  ref: IncidentRef,
  template: { readonly name: string; readonly text: string },
  context: Context,
): DocumentPreview {
  const inquiry = inquire(snapshot)
  const opened = openFile(snapshot, ref, inquiry, context)
  if (!opened.open) {
    const document = opened.waiting ? null : ({ ok: false, why: opened.why } as const)
    return { questions: inquiry.open, document }
  }
  const { file } = opened
  const values = documentValues(file, null, inquiry, context)
  if (values === undefined) return { questions: inquiry.open, document: null }
  const statusUrl = file.statusComment?.url ?? values.statusUrl
  return { questions: inquiry.open, document: renderDocument(template.name, template.text, { ...values, statusUrl }) }
}
