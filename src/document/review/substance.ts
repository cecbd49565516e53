import type { Line } from '../../text/markdown/lines.ts'
import { placeholdersIn, withoutCode } from './leftovers/placeholders.ts'
import { isPrompt } from './leftovers/prompts.ts'

/** What says that nothing is said. */
const nothing: ReadonlySet<string> = new Set([
  'n a',
  'na',
  'no',
  'none',
  'none yet',
  'nothing',
  'nothing yet',
  'not yet',
  'not yet written',
  'tbd',
  'tba',
  'todo',
  'pending',
  'unknown',
  'to be done',
  'to be written',
  'to be filled',
  'to be filled in',
  'to be determined',
  'to be decided',
  'to be added',
  'to be completed',
  'to be defined',
  'to be announced',
  'coming soon',
  'work in progress',
  'in progress',
  'lorem ipsum',
])

/**
 * The words of a line that a person wrote, Markdown's marks, comments and placeholders left out. Zero for prompts, for lines
 * that say that nothing is said yet, and for code and the like.
 */
export function countWords({ text, kind }: Pick<Line, 'text' | 'kind'>): number {
  if (kind === 'raw' || isPrompt(text)) return 0
  const shown = text.includes('<!--') ? withoutComments(text) : text
  const bare = withoutPlaceholders(shown).replace(/^[\s>]{0,100}(?:[-*+] |\d{1,9}[.)] )?(?:\[[ xX]\] )?/, '')
  if (isSampleRow(text)) return 0
  const words = bare.match(/[\p{L}\p{N}][\p{L}\p{N}'’.@/:-]*/gu) ?? []
  if (words.length < 5 && nothing.has(words.join(' ').toLowerCase().replace(/[/.]/g, ' ').trim())) return 0
  return words.length
}

/** A row of a table with a cell that is a placeholder, and next to nothing in the others: "| HH:MM | Event |". */
function isSampleRow(text: string): boolean {
  if (!/^\s{0,10}\|/.test(text)) return false
  const cells = text.split('|').map((cell) => cell.trim())
  const isPlaceholder = (cell: string) => cell !== '' && withoutPlaceholders(cell).replace(/[\s*_]/g, '') === ''
  return cells.some(isPlaceholder) && cells.every((cell) => isPlaceholder(cell) || cell.split(/\s+/).length <= 3)
}

function withoutPlaceholders(text: string): string {
  const kept: string[] = []
  let from = 0
  for (const { start, text: found } of placeholdersIn(text)) {
    kept.push(text.slice(from, Math.max(from, start)))
    from = Math.max(from, start + found.length)
  }
  return from === 0 ? text : kept.join('') + text.slice(from)
}

/** A comment hides what it holds, code shows it. */
function withoutComments(text: string): string {
  const shown = withoutCode(text)
  return shown === text ? text : text.replace(/<!--[^>]{0,500}(?:>|$)/g, ' ')
}
