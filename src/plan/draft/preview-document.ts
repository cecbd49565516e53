import { type RenderedDocument, renderDocument } from '../../document/template/document-template.ts'
import type { Question } from '../../domain/question.ts'
import type { IncidentRef } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Context } from '../context.ts'
import { openIncident } from '../incident/open-incident.ts'
import { startPass, withIncident } from '../pass.ts'
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
  const pass = startPass(snapshot, context)
  const opened = openIncident(pass, ref)
  if (!opened.open) {
    const document = opened.waiting ? null : ({ ok: false, why: opened.why } as const)
    return { questions: pass.questions(), document }
  }
  const { incident } = opened
  const values = documentValues(withIncident(pass, incident), null)
  if (values === undefined) return { questions: pass.questions(), document: null }
  const statusUrl = incident.statusComment?.url ?? values.statusUrl
  return {
    questions: pass.questions(),
    document: renderDocument(template.name, template.text, { ...values, statusUrl }),
  }
}
