import type { ActionItem } from '../../../domain/action-item.ts'
import { quotedText, type RuleFinding } from '../finding.ts'
import type { Reading } from '../reading.ts'
import { placeholdersIn } from './placeholders.ts'
import { isPrompt } from './prompts.ts'

/** Placeholders, and requests of the template that nobody answered, that stand in the text: one finding a line. */
export function evaluateLeftovers(reading: Reading, items: readonly ActionItem[]): readonly RuleFinding[] {
  const found: RuleFinding[] = []
  // Beside an action item "TODO" is its state.
  const states = new Set(items.filter(({ text, state }) => state !== null && !text.includes('TODO')).map(lineOf))
  const answered = answeredLines(reading)
  for (const line of reading.document.lines) {
    if (line.kind === 'raw' || reading.originOf(line) === 'app') continue
    const [first] = placeholdersIn(line.text).filter(({ text }) => !(text === 'TODO' && states.has(line.number)))
    if (first !== undefined) {
      found.push({ rule: 'placeholder/left', line: line.number, values: { text: quotedText(first.text) } })
    } else if (reading.originOf(line) === 'template' || (isPrompt(line.text) && !answered.has(line.number))) {
      found.push({ rule: 'prompt/left', line: line.number, values: { text: quotedText(line.text) } })
    }
  }
  return found
}

/** The lines of passages in which people said something: what asks there introduces an answer. */
function answeredLines({ passages, ownWords }: Reading): ReadonlySet<number> {
  return new Set(
    passages
      .filter(({ lines }) => lines.some((line) => ownWords(line) > 0))
      .flatMap(({ lines }) => lines.map(({ number }) => number)),
  )
}

function lineOf({ line }: ActionItem): number {
  return line
}
