import type { StatusMemory } from '../../domain/marker.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'

export interface Misnamed {
  readonly notices: readonly string[]
  /** What is remembered of it. */
  readonly misnamed: StatusMemory['misnamed']
}

/**
 * Names a file that people most likely meant as the configuration, where the repository has none. It is looked for once, when
 * the draft has just been opened, and after that only while there was one: no other pass asks. `undefined` while it is not read.
 */
export function misnamedConfiguration(file: IncidentFile, inquiry: Inquiry, context: Context): Misnamed | undefined {
  const nothing = { notices: [], misnamed: undefined }
  const { pull, misnamed } = file.memory
  if (file.configured || (misnamed === undefined && pull === file.pull?.number)) return nothing
  const question = { ask: 'misnamedConfiguration' } as const
  const path = inquiry.ask<'misnamedConfiguration'>(question)
  if (path === undefined) return inquiry.refused(question) ? nothing : undefined
  if (path === null) return nothing
  return { notices: [sentence(context.templates, 'notice-misnamed', { path })], misnamed: true }
}
