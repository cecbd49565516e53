import { isBuiltIn } from '../config/built-in-templates.ts'
import { parseConfiguration } from '../config/configuration.ts'
import type { Configuration } from '../config/schema.ts'
import { renderExample } from '../document/document-template.ts'
import { block } from '../document/escape.ts'
import { frontMatterSpan } from '../document/sections.ts'
import type { Annotation, CheckContent } from '../domain/check.ts'
import type { ChangedFile, ConfigurationTexts, FileLookup, Pull, Repository } from '../domain/repository.ts'
import type { Asking } from './post-check.ts'
import { sentence, text } from './texts.ts'

/** A pull request, with what counts in its repository now. */
export interface ChangedConfiguration {
  readonly repository: Repository
  readonly texts: ConfigurationTexts
  readonly configuration: Configuration
  readonly pull: Pull
  readonly files: readonly ChangedFile[]
}

const configurationPath = '.github/postmortem.yml'
/** Each costs a request. */
const mostTemplates = 5
/** A preview is a look, not a document. In UTF-16 code units. */
const longestPreview = 10_000

/**
 * What the check says of the configuration and the templates that a pull request changes, as they would count once it is
 * merged; `null` where it changes none, which costs no request. A template is a file that the configuration names, before or
 * after the change; in the owner's `.github` repository any `.mustache` file or Markdown with tags in it may be one.
 * `undefined` while something is not read.
 */
export function configurationContent(changed: ChangedConfiguration, asking: Asking): CheckContent | null | undefined {
  const { inquiry, context } = asking
  const { repository, texts, configuration, pull } = changed
  const paths = changed.files.filter(({ status }) => status !== 'removed').map(({ path }) => path)
  const read = (path: string) => inquiry.ask<'file'>({ ask: 'file', path, at: pull.head.sha })
  const proposed = paths.includes(configurationPath) ? read(configurationPath) : null
  if (proposed === undefined) return undefined
  const shared = repository.name === '.github' ? null : texts.owner
  const parsed = proposed === null ? null : parseConfiguration({ repository: asText(proposed), owner: shared })
  const named = [configuration, ...(parsed === null ? [] : [parsed.configuration])].flatMap(templatesNamed)
  const candidates = paths.filter((path) => named.includes(path) || (repository.name === '.github' && isTemplate(path)))
  const templates = candidates.slice(0, mostTemplates).map((path) => ({ path, lookup: read(path) }))
  if (templates.some(({ lookup }) => lookup === undefined)) return undefined

  const problems = (parsed?.problems ?? []).filter(({ source }) => source === configurationPath)
  const mistakes = problems.map(({ line, key, message }): Annotation => {
    return { ...inFile(configurationPath, line), title: key === '' ? configurationPath : key, message }
  })
  const looked = templates.flatMap(({ path, lookup }) => {
    if (!lookup?.found || (!named.includes(path) && !/\{\{/.test(lookup.text))) return []
    return [lookAt(path, lookup.text)]
  })
  if (parsed === null && looked.length === 0) return null
  const annotations = [...mistakes, ...looked.flatMap((one) => one.annotations)]
  const previews = looked.flatMap(({ path, preview }) => (preview === null ? [] : [{ path, preview }]))
  const count = annotations.length
  return {
    conclusion: count === 0 ? 'success' : 'failure',
    title: sentence(context.templates, 'check-configuration', { count, one: count === 1 }),
    summary: text(context.templates, 'check/configuration', { count, previews, base: pull.base.ref }).trim(),
    annotations,
  }
}

function templatesNamed({ template }: Configuration): readonly string[] {
  return [template.otherwise, ...template.byLabel.map((one) => one.template)].filter((name) => !isBuiltIn(name))
}

function isTemplate(path: string): boolean {
  return /\.(?:md|mustache)$/.test(path)
}

function asText(lookup: FileLookup): ConfigurationTexts['repository'] {
  if (lookup.found) return { source: configurationPath, text: lookup.text }
  return { source: configurationPath, unread: lookup.reason === 'too-large' ? 'too-large' : 'not-a-file' }
}

function lookAt(path: string, template: string) {
  const rendered = renderExample(path, template)
  if (rendered.ok) return { path, annotations: [], preview: previewOf(rendered.text) }
  const annotations = rendered.problems.map(({ line, message }): Annotation => {
    return { ...inFile(path, line ?? 1), title: path, message }
  })
  return { path, annotations, preview: null }
}

/** The document without its front matter, made harmless: whoever proposes a template speaks here by the app's mouth. */
function previewOf(document: string): string {
  const from = frontMatterSpan(document)?.end ?? 0
  return block(document.slice(from, from + longestPreview))
}

function inFile(path: string, line: number) {
  return { path, line, endLine: line, level: 'failure', suggestion: null } as const
}
