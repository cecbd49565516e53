import { oneLine } from '../../text/markdown/hidden-characters.ts'

/** What somebody answered in an issue form. */
export interface FormAnswer {
  readonly heading: string
  /** As it stands, without space around it; empty where nothing was answered. */
  readonly answer: string
}

/**
 * The answers of an issue form as GitHub writes them into an issue: a heading of level three, an empty line, the answer.
 * None for other text. Whoever opened the issue may write anything between them, or into them.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
export function formAnswers(body: string): readonly FormAnswer[] {
  const answers: { readonly heading: string; readonly lines: string[] }[] = []
  for (const line of body.split(/\r\n|\n|\r/)) {
    const heading = /^### (\S.*)$/.exec(line)?.[1]
    if (heading !== undefined) answers.push({ heading: oneLine(heading), lines: [] })
    else answers.at(-1)?.lines.push(line)
  }
  return answers.map(({ heading, lines }) => {
    const answer = lines.join('\n').trim()
    return { heading, answer: answer === '_No response_' ? '' : answer }
  })
}

/** The names in an answer: those chosen of a list or typed, with commas or line breaks between; of checkboxes the checked ones. */
export function namesIn(answer: string): readonly string[] {
  return answer
    .split(/[,;\n]/)
    .filter((part) => !/^\s*[-*+] \[ \]/.test(part))
    .map((part) => oneLine(part.replace(/^\s*[-*+] (?:\[[xX]\] )?/, '')).replace(/^`([^`]*)`$/, '$1'))
    .filter((name) => name !== '')
}

/** What a heading asks for: which services are affected, or how and whom it affects; `null` for anything else. */
export function askedBy(heading: string): 'services' | 'impact' | null {
  const words: readonly string[] = heading.toLowerCase().match(/[a-z]+/g) ?? []
  const only = (known: ReadonlySet<string>) => words.every((word) => known.has(word))
  if (words.some((word) => things.has(word)) && only(ofServices)) return 'services'
  const about = words.includes('impact') || (words.includes('who') && words.some((word) => affected.has(word)))
  return about && only(ofImpact) ? 'impact' : null
}

const things: ReadonlySet<string> = new Set(
  'service services system systems component components product products'.split(' '),
)
const affected: ReadonlySet<string> = new Set(['affected', 'impacted'])
const small = 'which what who is are was were s the a an and or of on by in this it incident'.split(' ')
const ofServices: ReadonlySet<string> = new Set([...things, ...affected, ...small])
const ofImpact: ReadonlySet<string> = new Set([
  ...affected,
  ...small,
  ...'impact customer customers user users people business how many describe'.split(' '),
])
