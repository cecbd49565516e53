import type { Pull } from '../../domain/repository.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'

export type BaseDocument =
  | { readonly found: true; readonly path: string; readonly sha: string; readonly text: string }
  | { readonly found: false; readonly notice: string }

/** Today's document on the base branch, followed through a rename. `undefined` while it is not read. */
export function baseDocument(
  file: IncidentFile,
  pull: Pull,
  path: string,
  inquiry: Inquiry,
  context: Context,
): BaseDocument | undefined {
  const at = file.baseBranch
  const known = inquiry.ask<'file'>({ ask: 'file', path, at })
  if (known === undefined) return undefined
  if (known.found) return known
  const say = (name: string, view = {}) => sentence(context.templates, name, { base: at, path, ...view })
  if (known.reason !== 'missing') {
    return { found: false, notice: say('notice-document-unreadable', { why: say(`problem-${known.reason}`) }) }
  }
  const since = pull.mergeCommit ?? pull.head.sha
  const comparison = inquiry.ask<'comparison'>({ ask: 'comparison', base: since, head: at })
  if (comparison === undefined) return undefined
  const moved = comparison?.files.find((changed) => changed.previousPath === path)?.path
  if (moved === undefined) return { found: false, notice: say('notice-document-gone') }
  const renamed = inquiry.ask<'file'>({ ask: 'file', path: moved, at })
  if (renamed === undefined) return undefined
  return renamed.found ? renamed : { found: false, notice: say('notice-document-gone') }
}
