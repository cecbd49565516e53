import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import type { ItemSource } from './item-source.ts'
import { readParagraph } from './paragraphs.ts'

/** The sentences of a paragraph that say what somebody will do. For sections that hold nothing else. */
export function proseItems(source: ItemSource, lines: readonly Line[]): readonly ActionItem[] {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return []
  const written = source.text.slice(first.start, Math.min(last.end, first.start + 2_000))
  if (/:\s{0,3}$/.test(written)) return []
  const items: ActionItem[] = []
  let from = 0
  for (const sentence of written.split(/(?<=[.!?]\)?)(?=\s{1,4}[A-Z"(])/)) {
    const start = from + (sentence.length - sentence.trimStart().length)
    from += sentence.length
    if (!promises.test(sentence) || denies.test(sentence)) continue
    const paragraph = readParagraph(sentence.trim().replace(/[\r\n]/g, ' '), source)
    if (paragraph === null) continue
    const line = lines.findLast((one) => one.start <= first.start + start) ?? first
    const state = paragraph.said.state
    items.push({
      ...paragraph.said,
      kind: 'prose',
      ordinal: 0,
      line: line.number,
      // Within the sentence, so that it is still read as its own.
      lineEnd: first.start + start + sentence.trim().replace(/[.!?"')]{1,4}$/, '').length,
      state,
      checked: isClosed(state),
      notes: '',
    })
  }
  return items
}

const promises =
  /\b(?:we|team|teams|I) (?:(?:also|now|therefore) )?(?:will|shall|are going to|is going to|plan to|intend to|aim to|need to|should|must|could|want to|would like to|have decided to)\b|\bwe(?:['’]ll|['’]re going to)\b|\b(?:must|should|needs? to|ought to) (?!have\b|not\b)(?:\p{L}{1,12}ly )?\p{L}{2,14}\b|\bwill (?:be (?:added|removed|changed|improved|updated|fixed|moved|replaced|implemented|introduced|reviewed|documented|created)|stop|start|add|move|use|contain|include|remove|replace|switch|migrate|require)\b|\bit would be (?:good|better|useful|helpful|nice|worth)\b|^action items?:/iu
const denies =
  /\bwill not\b|\bno (?:further )?actions?\b|\bwill (?:be tracked|track|update this|share|publish|continue to monitor)\b|\bshould (?:now|no longer|already|not (?:be affected|happen|recur))\b|\b(?:users?|customers?|you) (?:should|must|need)\b/i
