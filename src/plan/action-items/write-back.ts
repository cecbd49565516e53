import { addIssueLinks } from '../../document/edits.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence, text } from '../texts.ts'
import type { BaseDocument } from './base-document.ts'
import type { LineMatch } from './later-lines.ts'
import { numberHere } from './moved-items.ts'
import type { TrackedItem } from './tracked-item.ts'

export interface WriteBack {
  readonly mutations: readonly Mutation[]
  readonly state: StatusMemory['writeBack']
}

/**
 * Adds the issue links to the document's lines once, as configured. Links that somebody removes later are not added
 * again. `undefined` while something is not read.
 */
export function writeBack(
  file: IncidentFile,
  document: BaseDocument,
  match: LineMatch,
  items: readonly TrackedItem[],
  refused: boolean,
  inquiry: Inquiry,
  context: Context,
): WriteBack | undefined {
  const mode = file.configuration.writeBack
  if (file.memory.writeBack !== 'pending') return { mutations: [], state: file.memory.writeBack }
  if (refused) return { mutations: [], state: 'refused' }
  if (mode === 'off' || !document.found) return { mutations: [], state: 'done' }
  const linked = addIssueLinks(document.text, missingLinks(file, match, items))
  if (linked === document.text) return { mutations: [], state: 'done' }
  const view = { incident: file.ref.number, status: file.statusComment?.url ?? file.issue.url }
  const message = sentence(context.templates, 'commit-links', view)
  const change = { path: document.path, sha: document.sha, text: linked, message }
  if (mode === 'commit') {
    return { mutations: [{ rule: 'write-back', do: 'write-file', branch: file.baseBranch, ...change }], state: 'done' }
  }
  const branch = `postmortem/links-incident-${file.ref.number}`
  const offered = inquiry.ask<'pullsFrom'>({ ask: 'pullsFrom', branch })
  const standing = inquiry.ask<'branch'>({ ask: 'branch', name: branch })
  const base = inquiry.ask<'branch'>({ ask: 'branch', name: file.baseBranch })
  const work = standing ? inquiry.ask<'comparison'>({ ask: 'comparison', base: file.baseBranch, head: branch }) : null
  if (offered === undefined || standing === undefined || base === undefined || work === undefined) return undefined
  // Open, merged or closed: it was offered, and a person decides. It is never offered twice.
  if (offered.length > 0 || base === null) return { mutations: [], state: 'done' }
  return {
    state: 'pending',
    mutations: [
      {
        rule: 'write-back',
        do: 'open-links-pull',
        branch,
        baseBranch: file.baseBranch,
        startFrom: standing === null ? base.sha : null,
        file: work !== null && work.aheadBy > 0 ? null : change,
        title: sentence(context.templates, 'links-pull-title', view),
        body: text(context.templates, 'links-pull', view),
      },
    ],
  }
}

/** Under the number that it has here, which leads to where it moved whoever may see it: the name of that place is not told. */
function missingLinks({ repository }: IncidentFile, match: LineMatch, items: readonly TrackedItem[]) {
  return items.flatMap((item) => {
    const line = match.matched.get(item.ordinal)
    const number = numberHere(item)
    if (line === undefined || item.fate.kind !== 'issue' || number === null || line.links.includes(number)) return []
    const { elsewhere, url } = item.fate.issue
    return [{ lineEnd: line.lineEnd, number, url: elsewhere === null ? url : `${repository.url}/issues/${number}` }]
  })
}
