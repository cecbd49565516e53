import type { ReportFacts, ReportScope, RepositoryRecord } from '../facts.ts'
import { type DocumentRow, documentRows } from './document-rows.ts'
import { type IncidentRow, incidentRows } from './incident-rows.ts'
import { type ItemRow, itemRows } from './item-rows.ts'

/** All rows of one repository. */
export interface RecordRows {
  readonly documents: readonly DocumentRow[]
  readonly incidents: readonly IncidentRow[]
  readonly items: readonly ItemRow[]
}

/** The rows of one repository: each kind is read with the ones before it at hand. */
export function recordRows(facts: RepositoryRecord, scope: ReportScope, texts: ReportFacts['texts']): RecordRows {
  const documents = documentRows(facts, texts)
  const incidents = incidentRows(facts, documents, scope)
  return { documents, incidents, items: itemRows({ facts, documents, incidents, scope }) }
}
