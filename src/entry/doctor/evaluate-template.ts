import { checkTemplate } from '../../document/template/check-template.ts'
import { showTemplateProblem } from '../../document/template/template-problem.ts'
import type { FileLookup, OwnerFileLookup, Repository } from '../../domain/repository.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import { type CheckupFinding, type FindingSubject, ok, problem } from './finding.ts'

/** A template that the configuration names, and what stands at its path: here, or else in the owner's repository. */
export interface TemplateFacts {
  readonly path: string
  readonly lookup: FileLookup | OwnerFileLookup
}

const why = 'Documents are made from the default template meanwhile.'
const reasons = {
  missing: 'does not exist',
  'too-large': 'is too large',
  'not-text': 'is not text',
  'not-a-file': 'is not a file',
} as const

/** Whether documents can be made from the templates of a repository's own. */
export function evaluateTemplates(
  repository: Repository,
  templates: readonly TemplateFacts[],
): readonly CheckupFinding[] {
  const about: FindingSubject = { check: 'template', subject: `${repository.owner}/${repository.name}` }
  return templates.flatMap(({ path, lookup }) => {
    if (!lookup.found) {
      const todo = `Commit it to ${repository.defaultBranch}, or correct \`template\` in the configuration.`
      return [
        problem(about, `The template ${path} ${reasons[lookup.reason]} on ${repository.defaultBranch}.`, { why, todo }),
      ]
    }
    const name = 'source' in lookup ? lookup.source : path
    const { owner } = repository
    if ('visibility' in lookup && !mayStandIn(repository, { owner, visibility: lookup.visibility })) {
      const todo = 'Put a copy here, or let as many people see that repository.'
      return [
        problem(about, `The template ${name} stands where fewer people see it than this repository.`, { why, todo }),
      ]
    }
    const mistakes = checkTemplate(name, lookup.text)
    if (mistakes.length === 0) return [ok(about, `The template ${name} exists and has no mistake.`)]
    const todo = 'Mend it; docs/templates.md lists what templates can say.'
    return mistakes.map((mistake) => {
      const place = mistake.line === null ? name : `${name}:${mistake.line}`
      return problem(about, `${showTemplateProblem(mistake)}.`, { why, todo, place })
    })
  })
}
