import { load } from 'js-yaml'
import { z } from 'zod'
import { nearest } from '../../domain/commands/nearest.ts'

/** Where GitHub looks for issue forms and templates. */
export const formsFolder = '.github/ISSUE_TEMPLATE'

const labels = z.union([z.string(), z.array(z.unknown())]).nullish()
const form = z.record(z.string(), z.unknown())

/** Top-level keys that GitHub knows, in forms and in templates; any other is passed over without a word. */
const formKeys = ['name', 'description', 'about', 'title', 'labels', 'assignees', 'projects', 'type', 'body']
/** What people write for one of them. */
const singular = ['label', 'assignee', 'project']

/** What is wrong with a form so that new issues carry other labels than it seems, or so that nobody is shown it. */
export type FormMistake =
  /** A key that GitHub does not know, with the one that was most likely meant, and the labels below it. */
  | { readonly kind: 'key'; readonly written: string; readonly near: string; readonly labels: readonly string[] }
  | { readonly kind: 'labels' }
  | { readonly kind: 'yaml' }

/** Whether a file in that folder can set labels. */
export function isForm(path: string): boolean {
  return /\.(ya?ml|md)$/i.test(path) && !/\/config\.ya?ml$/i.test(path)
}

/**
 * The labels that an issue form (YAML) or template (Markdown with front matter) gives to new issues; none where it does
 * not parse.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export function labelsOfForm(path: string, text: string): readonly string[] {
  return labelsIn(form.safeParse(loaded(yamlOf(path, text))).data?.labels)
}

/** Its mistakes, in order. GitHub minds the case of keys. */
export function mistakesInForm(path: string, text: string): readonly FormMistake[] {
  const yaml = yamlOf(path, text)
  const parsed = form.safeParse(loaded(yaml))
  // A Markdown template needs no front matter.
  if (!parsed.success) return yaml.trim() === '' && /\.md$/i.test(path) ? [] : [{ kind: 'yaml' }]
  const keys = Object.entries(parsed.data).flatMap(([written, value]): readonly FormMistake[] => {
    const near = nearestKey(written)
    return near === null ? [] : [{ kind: 'key', written, near, labels: near === 'labels' ? labelsIn(value) : [] }]
  })
  return labels.safeParse(parsed.data.labels).success ? keys : [...keys, { kind: 'labels' }]
}

/** The key that was most likely meant; `null` for a sound one, and where none is near. */
function nearestKey(written: string): string | null {
  if (formKeys.includes(written)) return null
  const near = nearest(written, [...formKeys, ...singular])
  return near !== null && singular.includes(near) ? `${near}s` : near
}

function yamlOf(path: string, text: string): string {
  return /\.md$/i.test(path) ? (/^---\r?\n(.*?)^---\s*$/ms.exec(text)?.[1] ?? '') : text
}

function labelsIn(value: unknown): readonly string[] {
  const said = labels.safeParse(value).data ?? []
  const names = typeof said === 'string' ? said.split(',') : said.filter((label) => typeof label === 'string')
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

function loaded(yaml: string): unknown {
  try {
    return load(yaml)
  } catch {
    // GitHub shows such a form to nobody, so it sets no label.
    return null
  }
}
