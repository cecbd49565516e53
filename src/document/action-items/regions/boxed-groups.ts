import type { Line } from '../../../text/markdown/lines.ts'
import { isBlank, isTask, taskOf } from '../../../text/markdown/marks.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import { type MoreHeadings, questionOf } from '../../headings/heading-question.ts'
import { headingWords } from '../../headings/heading-words.ts'
import { isToDo } from '../data/action-verbs.ts'
import { isAdvice, isAside, noContext } from '../fields/item-context.ts'
import type { ActionGroup } from './action-labels.ts'

/**
 * The lists that hold boxes with what is to do, whatever heading they stand under. Not
 * under headings that ask something else, as the template's do, nor in checklists, advice and background.
 */
export function boxedGroups(document: ParsedDocument, more: MoreHeadings): readonly ActionGroup[] {
  if (!document.lines.some(({ text, kind }) => kind === 'text' && isTask(text))) return []
  const lists: Line[][] = []
  // One heading may hold thousands of boxes.
  const evaluated = new Map<Section, boolean>()
  const isElsewhere = (section: Section): boolean => {
    const other = evaluated.get(section) ?? isOther(section, more)
    evaluated.set(section, other)
    return other
  }
  for (const { lines, above } of listItems(document)) {
    if (!lines.some(saysToDo) || above.some(isElsewhere)) continue
    const last = lists.at(-1)
    const goesOn = last !== undefined && last.at(-1)?.number === (lines[0]?.number ?? 0) - 1
    if (!goesOn) lists.push([])
    for (const line of lines) lists.at(-1)?.push(line)
  }
  return lists.map((lines) => ({ lines, context: noContext, heading: null, lead: null }))
}

/** The items of lists at the top level, each with the headings that it stands below. */
function* listItems({
  lines,
  sections,
}: ParsedDocument): Generator<{ readonly lines: readonly Line[]; readonly above: readonly Section[] }> {
  const above: Section[] = []
  let next = 0
  for (const [at, line] of lines.entries()) {
    if (line.item === null) continue
    for (let section = sections[next]; section !== undefined && section.start <= line.start; section = sections[next]) {
      while ((above.at(-1)?.level ?? 0) >= section.level) above.pop()
      above.push(section)
      next += 1
    }
    yield { lines: lines.slice(at, endOfItem(lines, at)), above }
  }
}

/** Whether a line is a box with what is to do: others elsewhere are ticked off, and nobody's work. */
function saysToDo({ text, kind }: Line): boolean {
  const box = kind === 'text' ? taskOf(text) : null
  if (box === null) return false
  const words = text.slice(box.length, box.length + 200)
  return isToDo(
    words.replace(/^\s{0,4}(?:\[[^[\]]{1,40}\]|@[\w/-]{1,80}|(?:\*\*|__)[^*_]{1,40}(?:\*\*|__)):?\s{1,4}/, ''),
  )
}

/** Just past the lines of a list item: up to the next one, or to what is not indented after a blank line. */
function endOfItem(lines: readonly Line[], from: number): number {
  let at = from + 1
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.item !== null || /^ {0,3}#/.test(line.text)) break
    if (!isBlank(line.text) && /^\S/.test(line.text) && isBlank(lines[at - 1]?.text ?? '')) break
  }
  return at
}

function isOther({ heading }: Section, more: MoreHeadings): boolean {
  const question = questionOf(heading, more)
  if (question === 'lessons' || question === 'better') return false
  return (
    (question !== null && question !== 'actions') ||
    isAside(heading) ||
    isAdvice(heading) ||
    /\b(?:checklist|template|instructions)\b/.test(headingWords(heading))
  )
}
