/** What is wrong with a template, and where. A template with a problem is not used. */
export interface TemplateProblem {
  /** The template, as people know it: `seven-questions`, `.github/postmortem.md`. */
  readonly template: string
  /** 1-based; `null` where the template as a whole is meant. */
  readonly line: number | null
  /** One line without a full stop at its end. It can quote the template: escape it for the place where it is shown. */
  readonly message: string
}

/** The problem as a compiler would say it: `.github/postmortem.md:3: there is no variable "titel" (did you mean title?)`. */
export function showTemplateProblem({ template, line, message }: TemplateProblem): string {
  return line === null ? `${template}: ${message}` : `${template}:${line}: ${message}`
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
