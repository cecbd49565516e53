import type { Account, Store, StoredFieldValue, StoredIssue } from './store.ts'
import { announceIssue, record } from './webhooks/announce.ts'

/** What a request wants of fields. */
export interface FieldInput {
  readonly field_id: number
  readonly value: string | number
}

/** The values that GitHub keeps of those that are asked for: what it does not know it drops without a word. */
export function keptValues({ fields }: Store, asked: readonly FieldInput[]): readonly StoredFieldValue[] {
  return asked.flatMap(({ field_id: id, value }) => {
    const field = fields.find((one) => one.id === id)
    if (field === undefined || field.drops) return []
    const fits = field.type !== 'single_select' || field.options.some(({ name }) => name === value)
    return fits ? [{ field, value: String(value) }] : []
  })
}

/** Gives an issue these values, and says so. */
export function setFields(issue: StoredIssue, doer: Account, asked: readonly FieldInput[]): void {
  for (const kept of keptValues(issue.repository.store, asked)) {
    issue.fields = [...issue.fields.filter(({ field }) => field !== kept.field), kept]
    record(issue, 'issue_field_added', doer)
    const { id, name, type } = kept.field
    announceIssue(issue, 'field_added', doer, {
      issue_field: { id, name, field_type: type },
      issue_field_value: { id: issue.id, ...shownValue(kept) },
    })
  }
}

function shownValue({ field, value }: StoredFieldValue) {
  const option = field.options.find(({ name }) => name === value)
  return option === undefined ? { value } : { value_id: option.id, option: { id: option.id, name: value } }
}
