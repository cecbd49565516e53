import type { ActionLine } from '../action-items/account/line-verdict.ts'
import { quotedText, type RuleFinding } from './finding.ts'

/** More of one kind are the habit of a house: said once. */
const mostSaid = 10

/** Lines below the action items that may be some and could not be read: merging opens no issue for them. */
export function evaluateLines(lines: readonly ActionLine[]): readonly RuleFinding[] {
  return lines
    .filter(({ verdict }) => verdict === 'unread')
    .slice(0, mostSaid)
    .map(({ line, text, why }) => ({
      rule: 'action-item/unread' as const,
      line,
      values: {
        text: quotedText(text),
        hidden: why === 'hidden',
        quoted: why === 'quoted',
        form: why === 'form',
        beside: why === 'beside',
      },
    }))
}
