import { zeroWidthSpace } from '../../text/markdown/references.ts'
import { checkTemplate } from './check-template.ts'
import { type DocumentValues, documentVariables, type Values, variableOf, viewOf } from './document-variables.ts'
import { renderTemplate } from './template.ts'
import type { TemplateProblem } from './template-problem.ts'

export type RenderedDocument =
  | { readonly ok: true; readonly text: string }
  /** At least one problem. */
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] }

/**
 * A document from a template, which may be anybody's. A value comes out as its type wants it, however many braces stand
 * around its name: what people wrote is always harmless, what the app prepared is always whole. `{{> name}}` is a block
 * on lines of its own. Markers of the app that stand in the template mean nothing in the document.
 */
export function renderDocument(name: string, template: string, values: DocumentValues): RenderedDocument {
  return render(name, template, values)
}

/** What a template makes of the incident that docs/templates.md takes its examples from. */
export function renderExample(name: string, template: string): RenderedDocument {
  const examples = Object.entries(documentVariables).map(([variable, { example }]) => [variable, example] as const)
  return render(name, template, Object.fromEntries(examples))
}

function render(name: string, template: string, values: Values): RenderedDocument {
  const problems = checkTemplate(name, template)
  if (problems.length > 0) return { ok: false, problems }
  // The facts have plain line breaks, and a document of both kinds would be no pleasure to edit.
  const plain = template.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  const rendered = renderTemplate(name, plain, viewOf(values), {
    isPrepared: (value) => !['text', 'list'].includes(variableOf(value)?.type ?? 'text'),
    isPartial: (value) => variableOf(value)?.type === 'block',
  })
  if (!rendered.ok) return { ok: false, problems: [rendered.problem] }
  return { ok: true, text: withoutForeignMarkers(rendered.text, blocksOf(values)) }
}

/** The values that hold markers of the app's own. */
function blocksOf(values: Values): readonly string[] {
  return Object.values(values).flatMap((value) =>
    typeof value === 'string' && value.startsWith(marker) ? [value] : [],
  )
}

const marker = '<!-- aftermath:'

/** `text` with the app's markers broken wherever they do not stand in one of `blocks`. */
function withoutForeignMarkers(text: string, blocks: readonly string[]): string {
  const places = blocks.map((block) => ({ block, at: text.indexOf(block) }))
  let result = ''
  let from = 0
  while (from < text.length) {
    for (const place of places) {
      if (place.at >= 0 && place.at < from) place.at = text.indexOf(place.block, from)
    }
    const next = places.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)[0]
    const end = next?.at ?? text.length
    result += text.slice(from, end).replaceAll(marker, `<!-- aftermath${zeroWidthSpace}:`) + (next?.block ?? '')
    from = end + (next?.block.length ?? 0)
  }
  return result
}
