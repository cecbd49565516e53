import { type ConfigurationResult, parseConfiguration } from '../../config/configuration.ts'
import { configurationFor } from '../../config/overrides.ts'
import { isBuiltIn } from '../../config/schema/built-in-templates.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { checkTemplate } from '../../document/template/check-template.ts'
import { showTemplateProblem } from '../../document/template/template-problem.ts'
import type { Annotation } from '../../domain/check.ts'
import { configurationPath } from '../../domain/configuration-path.ts'
import { namedTemplate } from '../draft/document-template.ts'
import { sentence } from '../texts.ts'
import type { ChangedConfiguration } from './changed-configuration.ts'
import type { CheckPass } from './post-check.ts'

/** Each costs a request or two. */
const mostTemplates = 20

/** The templates of people's own that a configuration names, for every incident or for those with certain labels. */
export function templatesNamed(configuration: Configuration): readonly string[] {
  const all = [configuration, ...configuration.overrides.map(({ labels }) => configurationFor(configuration, labels))]
  const names = all.flatMap(({ template }) => [template.otherwise, ...template.byLabel.map((one) => one.template)])
  return [...new Set(names)].filter((name) => !isBuiltIn(name))
}

/**
 * What is wrong with the templates that the repository's own configuration names, as it would stand after the pull request,
 * and that the pull request does not bring: one that is missing, is taken away by it, cannot be used, or has mistakes.
 * `proposed` is the file that it brings, `null` where it brings none: then only what it takes away matters. `undefined` while
 * something is not read.
 */
export function namedTemplateMistakes(
  pass: CheckPass,
  changed: ChangedConfiguration,
  proposed: { readonly text: string; readonly parsed: ConfigurationResult } | null,
): readonly Annotation[] | undefined {
  const { context } = pass
  const { repository, texts, files } = changed
  const standing = texts.repository !== null && 'text' in texts.repository ? texts.repository.text : ''
  const { parsed, text } = proposed ?? { parsed: parseConfiguration(texts), text: standing }
  const removed = files.filter(({ status }) => status === 'removed').map(({ path }) => path)
  const gone = new Set([...removed, ...files.flatMap(({ previousPath }) => previousPath ?? [])])
  const brought = new Set(files.filter(({ status }) => status !== 'removed').map(({ path }) => path))
  if (gone.has(configurationPath) && proposed === null) return []
  const names = namedByItself(parsed).filter((name) => !brought.has(name) && (proposed !== null || gone.has(name)))
  const found = names.slice(0, mostTemplates).map((name) => {
    return { name, template: namedTemplate(pass, name, { repository, gone: gone.has(name) }) }
  })
  if (found.some(({ template }) => template === undefined)) return undefined
  return found.flatMap(({ name, template }): readonly Annotation[] => {
    const place = inConfiguration(text, name)
    if (template === undefined) return []
    if (!template.found) {
      // What the owner's configuration names may stand in each repository.
      if (repository.name === '.github') return []
      return [{ ...place, message: sentence(context.templates, 'check-template', { name, why: template.why }) }]
    }
    return checkTemplate(template.name, template.text).map((mistake) => {
      return { ...place, message: `${showTemplateProblem(mistake)}.` }
    })
  })
}

/** Those that this file names, not the owner's. */
function namedByItself({ configuration, sources }: ConfigurationResult): readonly string[] {
  const overriding = sources.overrides === 'repository'
  if (sources.template !== 'repository') return overriding ? withoutUsual(configuration) : []
  return templatesNamed(overriding ? configuration : { ...configuration, overrides: [] })
}

function withoutUsual(configuration: Configuration): readonly string[] {
  const usual = templatesNamed({ ...configuration, overrides: [] })
  return templatesNamed(configuration).filter((name) => !usual.includes(name))
}

function inConfiguration(text: string, name: string): Omit<Annotation, 'message'> {
  const line = text.split(/\r\n|\n|\r/).findIndex((one) => one.includes(name)) + 1 || 1
  return { path: configurationPath, line, endLine: line, level: 'failure', title: 'template', suggestion: null }
}
