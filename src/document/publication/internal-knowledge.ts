import { parseDocument } from '../../text/markdown/sections.ts'
import { readActionItems } from '../action-items/read/action-items.ts'
import { readFrontMatter } from '../front-matter/front-matter.ts'
import type { MoreHeadings } from '../headings/heading-question.ts'
import { passagesOf } from '../review/passages.ts'
import type { PublicationKnowledge } from './leak.ts'

const mention = /(?<![\w`/.@-])@([a-z\d][a-z\d-]{0,38})(?![\w@/-])/gi
/** Who did what, as people list it: `- Robin Okafor (lead)`, `| Lead | Robin Okafor |`. */
const listedName =
  /(?:^\s{0,10}[-*+]\s{1,4}|\|\s{0,40}|:\s{1,4})(\p{Lu}\p{L}{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){1,2})(?=\s{0,40}(?:$|[|,(;]|[-–—]\s))/gu

/** What an internal document tells of the people who must not be named in public, and of what is tracked. Never throws. */
export function knowledgeFrom(text: string, headings: MoreHeadings): Pick<PublicationKnowledge, 'people' | 'tracked'> {
  const read = readFrontMatter(text)
  const parsed = parseDocument(text)
  const { items } = readActionItems(text, { headings })
  const listed = parsed.ok
    ? passagesOf(parsed.document, headings)
        .filter(({ meaning }) => meaning.answers === 'who' || meaning.half.includes('who'))
        .flatMap(({ lines, beside }) => [beside, ...lines.map((line) => line.text)])
        .flatMap((line) => [...line.slice(0, 2_000).matchAll(listedName)].map(([, name = '']) => name))
    : []
  const people = [
    ...(read.ok ? (read.data.authors ?? []) : []),
    ...[...text.matchAll(mention)].map(([, login = '']) => login),
    ...items.flatMap(({ owners }) => [...owners.logins, ...owners.names]),
    ...listed,
  ]
  return {
    people: [...new Set(people.map((name) => name.replace(/^@/, '').trim()))].filter((name) => name !== ''),
    tracked: items.map((item) => item.text),
  }
}
