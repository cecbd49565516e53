import { addIssueLinks, type IssueLink } from '../../document/edits.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { refusedWrites } from '../status/refused.ts'
import { sentence, text } from '../texts.ts'
import type { BaseDocument } from './base-document.ts'
import { isHiddenIssue, issueName, numberHere } from './issue-names.ts'
import type { LineMatch } from './later-lines.ts'
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
  pass: IncidentPass,
  document: BaseDocument,
  match: LineMatch,
  items: readonly TrackedItem[],
): WriteBack | undefined {
  const { incident, context, refusals } = pass
  const mode = incident.configuration.writeBack
  if (incident.memory.writeBack !== 'pending') return { mutations: [], state: incident.memory.writeBack }
  if (refusedWrites(refusals, 'write-back').length > 0) return { mutations: [], state: 'refused' }
  if (mode === 'off' || !document.found) return { mutations: [], state: 'done' }
  const linked = addIssueLinks(document.text, missingLinks(incident, match, items))
  if (linked === document.text) return { mutations: [], state: 'done' }
  const { number } = incident.ref
  const status = incident.statusComment?.url ?? incident.issue.url
  const message = sentence(context.templates, 'commit-links', { incident: number })
  const change = { path: document.path, sha: document.sha, text: linked, message }
  if (mode === 'commit') {
    return {
      mutations: [{ rule: 'write-back', do: 'write-file', branch: incident.baseBranch, ...change }],
      state: 'done',
    }
  }
  const branch = `postmortem/links-incident-${number}`
  const offered = pass.ask({ ask: 'pullsFrom', branch })
  const standing = pass.ask({ ask: 'branch', name: branch })
  const base = pass.ask({ ask: 'branch', name: incident.baseBranch })
  const work = standing ? pass.ask({ ask: 'comparison', base: incident.baseBranch, head: branch }) : null
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
        baseBranch: incident.baseBranch,
        startFrom: standing === null ? base.sha : null,
        file: work !== null && work.aheadBy > 0 ? null : change,
        title: sentence(context.templates, 'links-pull-title', { incident: number }),
        body: text(context.templates, 'links-pull', { incident: number, status }),
      },
    ],
  }
}

/**
 * Under the number that it has here, which leads to where it moved whoever may see it: the name of that place is not told. What
 * was opened elsewhere has none, and is named where everybody may follow.
 */
function missingLinks(incident: Incident, match: LineMatch, items: readonly TrackedItem[]): readonly IssueLink[] {
  return items.flatMap((item) => {
    const line = match.matched.get(item.ordinal)
    const number = numberHere(item)
    if (line === undefined || item.status.kind !== 'issue') return []
    const { issue } = item.status
    const { elsewhere, url } = issue
    if (number !== null) {
      if (line.links.includes(number)) return []
      const address = elsewhere === null ? url : `${incident.repository.url}/issues/${number}`
      return [{ lineEnd: line.lineEnd, number, url: address }]
    }
    if (isHiddenIssue(incident, issue) || line.references.includes(url)) return []
    return [{ lineEnd: line.lineEnd, number: issue.number, url, name: issueName(issue) }]
  })
}
