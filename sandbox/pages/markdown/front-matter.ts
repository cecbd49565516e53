import { load } from 'js-yaml'
import { escapeHtml } from './safe-html.ts'

/** The leading YAML block of a document and what follows it; `yaml` is undefined for a document without one. */
export function splitFrontMatter(text: string): { readonly yaml: string | undefined; readonly body: string } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(text)
  return match === null ? { yaml: undefined, body: text } : { yaml: match[1] ?? '', body: text.slice(match[0].length) }
}

/** Front matter as the table that GitHub shows above a document; YAML that cannot be read is shown with a sentence. */
export function frontMatterTable(yaml: string): string {
  try {
    const value = load(yaml)
    return isRecord(value) ? table(value) : ''
  } catch {
    return `<div class="alert caution"><p class="alert-title">Error in the front matter</p><pre>${escapeHtml(yaml)}</pre></div>`
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function table(value: Record<string, unknown>): string {
  const rows = Object.entries(value).map(
    ([key, cell]) => `<tr><th scope="row">${escapeHtml(key)}</th><td>${shown(cell)}</td></tr>`,
  )
  return rows.length === 0 ? '' : `<table class="front-matter"><tbody>${rows.join('')}</tbody></table>`
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (isRecord(value)) return table(value)
  return escapeHtml(String(value))
}
