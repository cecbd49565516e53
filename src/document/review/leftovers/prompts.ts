import { Phrases, wordsIn } from '../phrases.ts'

/** How a template asks in plain text: nobody begins an answer so. */
const requests = new Phrases([
  'list of things',
  'list things',
  'list the things',
  'list of people',
  'list the people',
  'list everyone',
  'things that could have',
  'things that went',
  'these are good things',
  'these are bad things',
  'describe the',
  'describe what',
  'describe how',
  'describe any',
  'describe in',
  'briefly describe',
  'brief summary of',
  'brief description of',
  'a brief summary of',
  'a brief description of',
  'a brief overview of',
  'a short summary of',
  'a short description of',
  'a quick summary of',
  'a high-level summary of',
  'a one-paragraph summary',
  'please describe',
  'please list',
  'please fill',
  'please provide',
  'please include',
  'fill in',
  'fill out',
  'write a summary',
  'write a short',
  'write a brief',
  'write two or three',
  'write here',
])

/** With these words only, a line introduces what a template shows as a sample. */
const introductions: ReadonlySet<string> = new Set(['for example', 'example', 'examples', 'e g', 'sample'])

/** How what stands in italics, and nothing else in its line, begins when a template asks. */
const italicWords: ReadonlySet<string> = new Set(
  'describe list explain provide include add write what who how when why where which was were did summarise summarize give note any this use outline detail identify tell name optional'.split(
    ' ',
  ),
)

/** No request takes more characters to be known as one; the rest of the line is not read. */
const longestRequest = 80

/** Whether a line is a template's request and no answer. */
export function isPrompt(text: string): boolean {
  const bare = text
    .slice(0, 500)
    .replace(/^[\s>]{0,20}(?:[-*+] |\d{1,3}[.)] )?(?:\[[ xX]\] )?/, '')
    .trim()
  const words = wordsIn(bare.slice(0, longestRequest))
  if (isItalic(bare)) return italicWords.has(words[0] ?? '')
  return requests.lengthAt(words, 0) > 0 || (bare.length <= longestRequest && introductions.has(words.join(' ')))
}

function isItalic(text: string): boolean {
  const mark = text.charAt(0)
  if ((mark !== '*' && mark !== '_') || text.length < 5 || text.charAt(1) === mark || !text.endsWith(mark)) return false
  return !text.slice(1, -1).includes('*') && !text.slice(1, -1).includes(' _')
}
