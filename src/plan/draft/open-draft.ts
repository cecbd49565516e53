import type { StatusMemory } from '../../domain/marker.ts'
import type { CommandResult } from '../commands/comments/apply-commands.ts'
import { admission, starterOf } from '../incident/admission.ts'
import type { Outcome } from '../incident/outcome.ts'
import { unneededPhase } from '../incident/unneeded.ts'
import type { IncidentPass } from '../pass.ts'
import { misnamedConfiguration } from '../review/misnamed-configuration.ts'
import { noCheckNotices } from '../review/no-check.ts'
import { templateNotices } from './draft-document.ts'
import { drafting } from './drafting.ts'

/** Looks after an open draft: what it needs, and what its author should know of the configuration. */
export function openDraft(pass: IncidentPass, commands: CommandResult): Outcome | null {
  const { incident } = pass
  const { pull } = incident
  if (pull?.state !== 'open') return null
  const unneeded = unneededPhase(pass, commands.memory)
  if (unneeded === undefined) return undefined
  // Who started it matters once: when the pull request is new and nobody is assigned.
  const known = incident.memory.pull === pull.number || pull.assignees.length > 0
  const starter = known ? null : starterOf(admission(pass, commands.memory))
  const request = { starter: starter ?? null, unneeded: unneeded !== null }
  const drafted = drafting(pass, pull, commands, request)
  const template = templateNotices(pass)
  const check = noCheckNotices(pass)
  const misnamed = misnamedConfiguration(pass)
  if (drafted === undefined || starter === undefined) return undefined
  if (template === undefined || check === undefined || misnamed === undefined) return undefined
  const phase = unneeded ?? ({ kind: pull.draft ? 'drafting' : 'reviewing' } as const)
  const memory: StatusMemory = { ...drafted.memory, misnamed: misnamed.misnamed }
  const { mutations, notices, writers, failures, news, noted, handledWrites } = drafted
  // A file is renamed, a template mended, and a permission granted, without any event of the incident's.
  const mendable = [...misnamed.notices, ...template, ...check]
  const requeueAt = mendable.length > 0 ? incident.now : drafted.requeueAt
  const content = { phase, notices: [...notices, ...mendable], memory, writers, news, noted }
  return { mutations, content, requeueAt, failures, handledWrites }
}
