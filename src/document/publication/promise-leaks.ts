import { isToDo } from '../action-items/data/action-verbs.ts'
import { actionHeading } from '../headings/heading-question.ts'
import type { Leak, PublicationKnowledge } from './leak.ts'
import type { PublicLine, PublicText } from './public-text.ts'

/** What we, or those who work here, are going to do. */
const ours =
  /\b(?:we|our (?:[a-z-]{2,20} ){0,2}(?:teams?|engineers|company)|the (?:[a-z-]{2,20} )?team|(?:all |our )?engineers)(?:'ll| will| shall|'re going to| (?:are|is) going to|(?:'re| are| is) (?:now |also |currently )?(?:planning to|committed to|working on|working to)| (?:also |now |therefore |further )?(?:plan|plans|intend|intends|aim|aims|promise|promises|commit|commits|hope|want) to|(?:'ve| have| has) (?:now |also )?(?:committed to|promised to|decided to|planned to|scheduled))\b/
/** What will be done, by whomever. */
const done =
  /(?<!\b(?:that|which|who|what|you|if|when) )\b(?:will|shall|is going to|are going to) (?:then |now |also |all |soon |always |no longer )?be (?:fully |regularly |automatically )?([a-z-]{2,20}(?:ed|built|made|written|run|shut|cut|split|taken|given|put|set|held|kept|sent))\b/
/** What is done to readers, or just happens, and needs nobody to do it. */
const noDeeds: ReadonlySet<string> = new Set(
  'affected needed interested surprised pleased noticed charged reminded closed delayed logged loaded cached dropped'.split(
    ' ',
  ),
)
const never =
  /\b(?:(?:will|can|shall|must) (?:not|never)|won't|can't|cannot|will no longer) (?:ever )?(?:happen|occur) again\b/

const item = /^\s{0,20}(?:[-*+]|\d{1,3}[.)])\s{1,4}(\[ \]\s)?(.{1,2000})/
const term =
  /\b(?:by|until|within|before|next|this|in|during) (?:the |end |of |\d|q[1-4]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|month|quarter|year|summer|spring|autumn|winter)/i
/** Where a promise is kept an eye on. */
const tracker = /\/(?:issues|pull)\/\d|(?<![\w&])#[1-9]\d{0,9}|\/browse\/[A-Z]{2,10}-\d/

/** Promises that nothing is tracked for: sentences, and items that are open. Who reads them will come back to them. */
export function promiseLeaks(read: PublicText, { tracked }: PublicationKnowledge): readonly Leak[] {
  const known = tracked.map(plain).filter((text) => text !== '')
  return blocksOf(read).flatMap(({ lines, isPlan }): readonly Leak[] => {
    const whole = lines.map(({ text }) => text).join('\n')
    const said = plain(whole)
    if (tracker.test(whole) || known.some((one) => said.includes(one))) return []
    const [first] = lines
    if (first !== undefined && isOpenItem(first.prose, isPlan))
      return [{ kind: 'promise', line: first.number, text: first.prose.trim() }]
    return sentencesOf(lines).flatMap(({ text, line }) =>
      isPromise(text) ? [{ kind: 'promise', line, text: text.trim() }] : [],
    )
  })
}

function isPromise(sentence: string): boolean {
  if (sentence.trimEnd().endsWith('?')) return false
  const text = sentence.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ')
  if (ours.test(text) || never.test(text)) return true
  const verb = done.exec(text)?.[1]
  return verb !== undefined && !noDeeds.has(verb)
}

/** An open box, or an item that begins with what is to do and says until when, or stands under a heading of such. */
function isOpenItem(line: string, isPlan: boolean): boolean {
  const [, box, text = ''] = item.exec(line) ?? []
  if (box !== undefined) return true
  return text !== '' && isToDo(text) && (isPlan || term.test(text))
}

interface Block {
  readonly lines: readonly PublicLine[]
  /** Whether it stands under a heading of what is to do. */
  readonly isPlan: boolean
}

/** Paragraphs, items and rows. */
function blocksOf({ lines }: PublicText): readonly Block[] {
  const blocks: (Block & { readonly lines: PublicLine[] })[] = []
  let open: (Block & { readonly lines: PublicLine[] }) | null = null
  let isPlan = false
  for (const line of lines) {
    const heading = /^ {0,3}#{1,6}\s{1,4}(.{1,200})$/.exec(line.prose)?.[1]
    if (heading !== undefined) isPlan = actionHeading(heading) !== null
    const alone = heading !== undefined || line.prose.trim() === ''
    if (alone) open = null
    else if (open === null || item.test(line.prose) || /^\s{0,3}\|/.test(line.prose)) {
      open = { lines: [line], isPlan }
      blocks.push(open)
    } else open.lines.push(line)
  }
  return blocks
}

/** The sentences of a block, each with the line that it begins on. */
function sentencesOf(lines: readonly PublicLine[]): readonly { readonly text: string; readonly line: number }[] {
  let line = lines[0]?.number ?? 1
  return lines
    .map(({ prose }) => prose)
    .join('\n')
    .split(/(?<=[.!?])(?=\s)/)
    .map((text) => {
      const before = /^\s{0,100}/.exec(text)?.[0].split('\n').length ?? 1
      const at = line + before - 1
      line += text.split('\n').length - 1
      return { text, line: at }
    })
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
