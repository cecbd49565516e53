import { renderTemplate, type View } from '../document/template/template.ts'
import { showTemplateProblem } from '../document/template/template-problem.ts'
import type { Templates } from './context.ts'
import type { SentenceViews, TextViews } from './text-views.ts'

export type SentenceName = keyof SentenceViews

/** What each of the names needs, all at once. */
type ViewOf<Views, N extends keyof Views> = (N extends unknown ? (view: Views[N]) => void : never) extends (
  view: infer V,
) => void
  ? V
  : never

/** The view that a text of this name needs and nothing else; none where it names nothing. */
export type ViewArgument<Views, N extends keyof Views, V> = keyof ViewOf<Views, N> extends never
  ? []
  : [view: V & ViewOf<Views, N> & { readonly [K in Exclude<keyof V, keyof ViewOf<Views, N>>]: never }]

/** Says the sentences of some templates. */
export type Say = <N extends SentenceName, V>(name: N, ...view: ViewArgument<SentenceViews, N, V>) => string

/** Renders a text of `templates/` with what it names. A missing or broken one is a fault of the program and throws. */
export function text<N extends keyof TextViews, V>(
  templates: Templates,
  name: N,
  ...view: ViewArgument<TextViews, N, V>
): string
export function text(templates: Templates, name: string, view: View = {}): string {
  return rendered(templates, name, view)
}

/** Renders one sentence of `templates/sentences.yml` with what it names. */
export function sentence<N extends SentenceName, V>(
  templates: Templates,
  name: N,
  ...view: ViewArgument<SentenceViews, N, V>
): string
export function sentence(templates: Templates, name: string, view: View = {}): string {
  return rendered(templates, `sentences/${name}`, view).trim()
}

/** For who says several sentences: `say('denied-severity', { … })`. */
export function sayer(templates: Templates): Say {
  return (name, ...view) => sentence(templates, name, ...view)
}

function rendered(templates: Templates, name: string, view: View): string {
  const template = templates[name]
  if (template === undefined) throw new Error(`There is no built-in template "${name}".`)
  const result = renderTemplate(name, template, view)
  if (!result.ok) throw new Error(showTemplateProblem(result.problem))
  return result.text
}
