import { isSaid } from '../review/moments.ts'
import type { Leak, PublicationKnowledge } from './leak.ts'
import type { PublicText } from './public-text.ts'

/** Headings of what is not for everybody. */
const heading = /^\s{0,3}(?:#{1,6}\s{1,4}|\*\*|__)([^\n]{1,100})$/
const internalHeading = /^internal notes?\b|\(internal(?: only)?\)|^(?:internal|internal only)\b[\s*_:]{0,5}$/i
const quotedComment = /^\s{0,10}>[\s*_]{0,5}@?[\w-]{1,40}[*_]{0,3}\s(?:commented|wrote|said|replied)\b/i
const chat = /^\W{0,3}\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]?\s{1,3}<@?[\p{L}\d._-]{2,30}>\s/iu
const commentAddress =
  /https?:\/\/[^\s<>"'`|\\()[\]]{1,500}(?:#(?:issuecomment-|discussion_r|discussioncomment-|pullrequestreview-)\d|\/archives\/[A-Z0-9]{6,20}\/p\d{10})[^\s<>"'`|\\()[\]]{0,100}/gi

/** Whether a line is the heading of what is not for everybody. */
export function isInternalHeading(prose: string): boolean {
  return internalHeading.test((heading.exec(prose)?.[1] ?? '').trim())
}

/** What a comment says of what stands behind it: `internal`, `/internal`; `null` for any other. */
export function internalMark(comment: string): 'begins' | 'ends' | null {
  const [, slash] = /^\s{0,20}(\/?)internal\s{0,20}$/i.exec(comment) ?? []
  return slash === undefined ? null : slash === '' ? 'begins' : 'ends'
}

/** What a page does not show but its source does, what is marked as internal, and what people said to each other. */
export function hiddenLeaks({ comments, lines }: PublicText, knowledge: PublicationKnowledge): readonly Leak[] {
  const questions = new Set(knowledge.questions.map(plain))
  const people = new Set(knowledge.people.map((name) => name.toLowerCase()))
  return [
    ...comments.map(({ line, text }): Leak => {
      const own = plain(text)
      if (internalMark(text) !== null) return { kind: 'marked', line, text: `<!-- ${own} -->` }
      return { kind: questions.has(own) ? 'question' : 'comment', line, text: own }
    }),
    ...lines.flatMap(({ number: line, text, prose }): readonly Leak[] => {
      if (isInternalHeading(prose)) return [{ kind: 'marked', line, text: prose.trim() }]
      if (quotedComment.test(prose) || chat.test(prose) || isSaidBy(prose, people))
        return [{ kind: 'comment', line, text: prose.trim() }]
      return [...text.matchAll(commentAddress)].map(([address]) => ({ kind: 'comment', line, text: address }))
    }),
  ]
}

/** Whether a line is one of a chat, by somebody who is known: "10:14 robin: can somebody look". */
function isSaidBy(line: string, people: ReadonlySet<string>): boolean {
  const name = /^\W{0,3}\d{1,2}:\d{2}(?::\d{2})?\]?\s{1,3}@?([\p{L}\d._-]{2,30}):\s/iu.exec(line)?.[1]
  return name !== undefined && isSaid(line) && people.has(name.toLowerCase())
}

function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
