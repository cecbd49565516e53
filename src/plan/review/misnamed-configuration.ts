import type { StatusMemory } from '../../domain/marker.ts'
import type { IncidentPass } from '../pass.ts'
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
export function misnamedConfiguration(pass: IncidentPass): Misnamed | undefined {
  const { incident, context } = pass
  const nothing = { notices: [], misnamed: undefined }
  const { pull, misnamed } = incident.memory
  if (incident.configured || (misnamed === undefined && pull === incident.pull?.number)) return nothing
  const question = { ask: 'misnamedConfiguration' } as const
  const path = pass.ask(question)
  if (path === undefined) return pass.refused(question) ? nothing : undefined
  if (path === null) return nothing
  return { notices: [sentence(context.templates, 'notice-misnamed', { path })], misnamed: true }
}
