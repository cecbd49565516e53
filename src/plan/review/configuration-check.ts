import { type ConfigurationResult, parseConfiguration } from '../../config/configuration.ts'
import { block } from '../../document/harmless/escape.ts'
import { renderExample } from '../../document/template/document-template.ts'
import type { Annotation, CheckContent } from '../../domain/check.ts'
import { configurationPath, isMisnamedConfiguration } from '../../domain/configuration-path.ts'
import type { ConfigurationTexts, FileLookup } from '../../domain/repository.ts'
import { frontMatterSpan } from '../../text/markdown/sections.ts'
import type { Context } from '../context.ts'
import { sentence, text } from '../texts.ts'
import type { ChangedConfiguration } from './changed-configuration.ts'
import { namedTemplateMistakes, templatesNamed } from './named-templates.ts'
import type { CheckPass } from './post-check.ts'

/** Each costs a request. */
const mostTemplates = 20
/** A preview is a look, not a document. In UTF-16 code units. */
const longestPreview = 10_000

/**
 * What the check says of the configuration and the templates that a pull request changes, as they would count once it is
 * merged; `null` where it changes none, which costs no request. A template is a file that the configuration names, before or
 * after the change; those that it names and the pull request does not bring are read where they stand. In the owner's
 * `.github` repository any `.mustache` file or Markdown with tags in it may be one. A file that was most likely meant as the
 * configuration is told not to be read. `undefined` while something is not read.
 */
export function configurationContent(pass: CheckPass, changed: ChangedConfiguration): CheckContent | null | undefined {
  const { context } = pass
  const { repository, texts, configuration, pull } = changed
  const paths = changed.files.filter(({ status }) => status !== 'removed').map(({ path }) => path)
  const read = (path: string) => pass.ask({ ask: 'file', path, at: pull.head.sha })
  const proposed = paths.includes(configurationPath) ? read(configurationPath) : null
  if (proposed === undefined) return undefined
  const shared = repository.name === '.github' ? null : texts.owner
  const parsed = proposed === null ? null : parseConfiguration({ repository: asText(proposed), owner: shared })
  const named = [configuration, ...(parsed === null ? [] : [parsed.configuration])].flatMap(templatesNamed)
  const candidates = paths.filter((path) => named.includes(path) || (repository.name === '.github' && isTemplate(path)))
  const templates = candidates.slice(0, mostTemplates).map((path) => ({ path, lookup: read(path) }))
  const brought = proposed?.found && parsed !== null ? { text: proposed.text, parsed } : null
  const elsewhere = namedTemplateMistakes(pass, changed, brought)
  if (elsewhere === undefined || templates.some(({ lookup }) => lookup === undefined)) return undefined

  const looked = templates.flatMap(({ path, lookup }) => {
    if (lookup === undefined) return []
    if (!lookup.found) return named.includes(path) ? [unusable(path, lookup, context)] : []
    return named.includes(path) || /\{\{/.test(lookup.text) ? [lookAt(path, lookup.text)] : []
  })
  const misnamed = paths.filter(isMisnamedConfiguration).map((path): Annotation => {
    return { ...inFile(path, 1), level: 'warning', title: path, message: sentence(context.templates, 'check-misnamed') }
  })
  if (parsed === null && looked.length + elsewhere.length + misnamed.length === 0) return null
  const mistakes = [...mistakesIn(parsed), ...elsewhere, ...looked.flatMap((one) => one.annotations)]
  const annotations = [...mistakes, ...misnamed]
  const previews = looked.flatMap(({ path, preview }) => (preview === null ? [] : [{ path, preview }]))
  const count = annotations.length
  return {
    conclusion: mistakes.length > 0 ? 'failure' : misnamed.length > 0 ? 'neutral' : 'success',
    title: sentence(context.templates, 'check-configuration', { count, one: count === 1 }),
    summary: text(context.templates, 'check/configuration', { count, previews, base: pull.base.ref }).trim(),
    annotations,
  }
}

function mistakesIn(parsed: ConfigurationResult | null): readonly Annotation[] {
  const problems = (parsed?.problems ?? []).filter(({ source }) => source === configurationPath)
  return problems.map(({ line, key, message }) => {
    return { ...inFile(configurationPath, line), title: key === '' ? configurationPath : key, message }
  })
}

function isTemplate(path: string): boolean {
  return /\.(?:md|mustache)$/.test(path)
}

function asText(lookup: FileLookup): ConfigurationTexts['repository'] {
  if (lookup.found) return { source: configurationPath, text: lookup.text }
  return { source: configurationPath, unread: lookup.reason === 'too-large' ? 'too-large' : 'not-a-file' }
}

function unusable(path: string, { reason }: Extract<FileLookup, { found: false }>, context: Context) {
  const why = sentence(context.templates, `problem-${reason}`)
  const message = sentence(context.templates, 'check-template', { name: path, why })
  return { path, annotations: [{ ...inFile(path, 1), title: path, message }], preview: null }
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
