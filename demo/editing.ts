import type { Question } from './document.ts'

/** `text` with a paragraph added to the section of one question, below its hidden prompt, as a person would type it. */
export function answer(text: string, question: Question, paragraph: string): string {
  return below(text, `## ${question}. `, paragraph)
}

/** `text` with the checklist below its heading "Action items". */
export function addActionItems(text: string, checklist: string): string {
  return below(text, '### Action items', checklist)
}

/** `text` with another summary. */
export function replaceSummary(text: string, summary: string): string {
  const prompt = promptEnd(text, '## Summary')
  const next = text.indexOf('\n## ', prompt)
  if (next < 0) throw new Error('The document has no section after its summary.')
  return `${text.slice(0, prompt)}\n\n${summary}\n${text.slice(next)}`
}

/** `text` with a value for a key of the front matter that is still empty. */
export function fillFrontMatter(text: string, key: string, value: string): string {
  const empty = new RegExp(`^${key}:[ \\t]*$`, 'm')
  if (!empty.test(text)) throw new Error(`The front matter of the document has no empty "${key}:".`)
  return text.replace(empty, `${key}: ${value}`)
}

/** `text` with one line in the place of another; throws where that does not stand. */
export function replaceOnce(text: string, line: string, by: string): string {
  if (!text.includes(line)) throw new Error(`The document does not say "${line}".`)
  return text.replace(line, () => by)
}

function below(text: string, heading: string, paragraph: string): string {
  const at = promptEnd(text, heading)
  return `${text.slice(0, at)}\n\n${paragraph}${text.slice(at)}`
}

/** The place behind the hidden prompt that follows a heading. */
function promptEnd(text: string, heading: string): number {
  const start = text.indexOf(`\n${heading}`)
  const end = start < 0 ? -1 : text.indexOf('-->', start)
  if (end < 0) throw new Error(`The document has no heading "${heading.trim()}" with a prompt below it.`)
  return end + 3
}
