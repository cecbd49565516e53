import { isBuiltIn } from '../../config/schema/built-in-templates.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { type Issue, sameLabel } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { FileLookup, Repository } from '../../domain/repository.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import type { Incident } from '../incident/incident.ts'
import type { Pass } from '../pass.ts'
import { sayer } from '../texts.ts'

/** The template of a document, `name` as people know it, or in words why there is none. */
export type DocumentTemplate =
  | { readonly found: true; readonly name: string; readonly text: string }
  | { readonly found: false; readonly name: string; readonly why: string }

/** The template that the configuration names for an incident with these labels. */
export function chosenTemplate({ template }: Configuration, labels: readonly string[]): string {
  const { byLabel, otherwise } = template
  return byLabel.find(({ label }) => labels.some((carried) => sameLabel(carried, label)))?.template ?? otherwise
}

/** The incident as somebody chose by `/postmortem template`: that counts before the configuration. */
export function withChosenTemplate(incident: Incident, { template }: StatusMemory): Incident {
  if (template === undefined || !isBuiltIn(template)) return incident
  return { ...incident, configuration: { ...incident.configuration, template: { byLabel: [], otherwise: template } } }
}

/**
 * The template that is configured for the incident: a built-in one, a file of the repository, or else of the owner's
 * `.github` repository, unless fewer people see that one than see the document. `undefined` while it is not read.
 */
export function documentTemplate(
  pass: Pass,
  incident: Pick<Incident, 'configuration' | 'repository'> & { readonly issue: Pick<Issue, 'labels'> },
): DocumentTemplate | undefined {
  const name = chosenTemplate(incident.configuration, incident.issue.labels)
  return namedTemplate(pass, name, { repository: incident.repository, gone: false })
}

const nowhere: FileLookup = { found: false, reason: 'missing' }

/** The same of the template with that name; `gone` is one that the repository itself has no more. */
export function namedTemplate(
  pass: Pass,
  name: string,
  { repository, gone }: { readonly repository: Repository; readonly gone: boolean },
): DocumentTemplate | undefined {
  const { context } = pass
  if (isBuiltIn(name)) return { found: true, name, text: context.templates[`document/${name}`] ?? '' }
  const missing = (why: string): DocumentTemplate => ({ found: false, name, why })
  const say = sayer(context.templates)
  // Always the default branch, never a head: a pull request must not choose the text that the app posts.
  const own = gone ? nowhere : pass.ask({ ask: 'file', path: name, at: repository.defaultBranch })
  if (own === undefined) return undefined
  if (own.found) return { found: true, name, text: own.text }
  if (own.reason !== 'missing') return missing(say(`problem-${own.reason}`))
  const question = { ask: 'ownerFile', path: name } as const
  const shared = pass.ask(question)
  const { owner } = repository
  if (shared === undefined) return pass.refused(question) ? missing(say('problem-no-template', { owner })) : undefined
  if (!shared.found) {
    const { reason } = shared
    return missing(reason === 'missing' ? say('problem-no-template', { owner }) : say(`problem-${reason}`))
  }
  const source = { owner, visibility: shared.visibility }
  if (!mayStandIn(repository, source)) return missing(say('problem-template-private', { owner }))
  return { found: true, name: shared.source, text: shared.text }
}
