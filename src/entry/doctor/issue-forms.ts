import { load } from 'js-yaml'
import { z } from 'zod'

/** Where GitHub looks for issue forms and templates. */
export const formsFolder = '.github/ISSUE_TEMPLATE'

const form = z.object({ labels: z.union([z.string(), z.array(z.unknown())]).nullish() })

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
  const yaml = /\.md$/i.test(path) ? (/^---\r?\n(.*?)^---\s*$/ms.exec(text)?.[1] ?? '') : text
  const parsed = form.safeParse(loaded(yaml))
  const labels = parsed.data?.labels ?? []
  const names = typeof labels === 'string' ? labels.split(',') : labels.filter((label) => typeof label === 'string')
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
