import { renderTemplate, type View } from '../document/template/template.ts'
import { showTemplateProblem } from '../document/template/template-problem.ts'
import type { Templates } from './context.ts'

/** Renders a built-in template. A missing or broken built-in is a fault of the program and throws. */
export function text(templates: Templates, name: string, view: View = {}): string {
  const template = templates[name]
  if (template === undefined) throw new Error(`There is no built-in template "${name}".`)
  const rendered = renderTemplate(name, template, view)
  if (!rendered.ok) throw new Error(showTemplateProblem(rendered.problem))
  return rendered.text
}

/** Renders one sentence of `templates/sentences.yml`. */
export function sentence(templates: Templates, name: string, view: View = {}): string {
  return text(templates, `sentences/${name}`, view).trim()
}
