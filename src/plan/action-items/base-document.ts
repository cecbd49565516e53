import type { Pull } from '../../domain/repository.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer } from '../texts.ts'

export type BaseDocument =
  | { readonly found: true; readonly path: string; readonly sha: string; readonly text: string }
  | { readonly found: false; readonly notice: string }

/** Today's document on the base branch, followed through a rename. `undefined` while it is not read. */
export function baseDocument(pass: IncidentPass, pull: Pull, path: string): BaseDocument | undefined {
  const { incident, context } = pass
  const at = incident.baseBranch
  const known = pass.ask({ ask: 'file', path, at })
  if (known === undefined) return undefined
  if (known.found) return known
  const say = sayer(context.templates)
  if (known.reason !== 'missing') {
    return {
      found: false,
      notice: say('notice-document-unreadable', { base: at, path, why: say(`problem-${known.reason}`) }),
    }
  }
  const since = pull.mergeCommit ?? pull.head.sha
  const comparison = pass.ask({ ask: 'comparison', base: since, head: at })
  if (comparison === undefined) return undefined
  const moved = comparison?.files.find((changed) => changed.previousPath === path)?.path
  if (moved === undefined) return { found: false, notice: say('notice-document-gone', { base: at, path }) }
  const renamed = pass.ask({ ask: 'file', path: moved, at })
  if (renamed === undefined) return undefined
  return renamed.found ? renamed : { found: false, notice: say('notice-document-gone', { base: at, path }) }
}
