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
export function boxedGroups({ lines, sections }: ParsedDocument, more: MoreHeadings): readonly ActionGroup[] {
  if (!lines.some(({ text, kind }) => kind === 'text' && isTask(text))) return []
  const groups: ActionGroup[] = []
  const above: Section[] = []
  // One heading may hold thousands of boxes.
  const judged = new Map<Section, boolean>()
  const isElsewhere = (section: Section): boolean => {
    const other = judged.get(section) ?? isOther(section, more)
    judged.set(section, other)
    return other
  }
  let next = 0
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]
    if (line === undefined) break
    for (let section = sections[next]; section !== undefined && section.start <= line.start; section = sections[next]) {
      while ((above.at(-1)?.level ?? 0) >= section.level) above.pop()
      above.push(section)
      next += 1
    }
    const end = line.item === null ? at + 1 : endOfItem(lines, at)
    const block = lines.slice(at, end)
    const counts = line.item !== null && block.some(saysToDo)
    if (counts && !above.some(isElsewhere)) {
      const last = groups.at(-1)
      const goesOn = last !== undefined && last.lines.at(-1)?.number === line.number - 1
      if (goesOn) groups[groups.length - 1] = { ...last, lines: [...last.lines, ...block] }
      else groups.push({ lines: block, context: noContext, heading: null, lead: null })
    }
    at = end
  }
  return groups
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
