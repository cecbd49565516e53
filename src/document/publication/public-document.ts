import { parseDocument } from '../../text/markdown/sections.ts'
import { elapsedClosely } from '../../text/time/spoken-duration.ts'
import { readFrontMatter } from '../front-matter/front-matter.ts'
import type { MoreHeadings } from '../headings/heading-question.ts'
import { type LibraryDocument, readLibraryDocument } from '../library/library-document.ts'
import { renderTemplate, type View } from '../template/template.ts'
import { showTemplateProblem } from '../template/template-problem.ts'
import { withoutInternalParts } from './internal-parts.ts'
import type { Leak, PublicationKnowledge } from './leak.ts'
import { findLeaks } from './leaks.ts'
import type { PublicationTexts } from './say-leak.ts'

export interface PublicationOptions {
  /** The texts of `templates/`: `publication/document` is the page, its comments are the questions. */
  readonly texts: PublicationTexts
  readonly headings: MoreHeadings
  readonly path: string
  /** How readers reach somebody; `null` for a question in its place. */
  readonly contact: string | null
  readonly knowledge: PublicationKnowledge
}

/** A document for everybody, and what did not go over. */
export interface Publication {
  readonly text: string
  /** What would have leaked; its lines are those of the page before it was taken out. */
  readonly leftOut: readonly Leak[]
}

/** The questions of the page, by which comments that people wrote are told from them. */
export function publicationQuestions(texts: PublicationTexts): readonly string[] {
  const page = texts['publication/document'] ?? ''
  return [...page.matchAll(/<!--(.{1,1000}?)-->/g)]
    .map(([, question = '']) => question.trim())
    .concat(texts['publication/left-out'] ?? '', texts['publication/correction'] ?? '')
}

/**
 * The document for everybody that an internal one makes: facts that stand in it, the five parts where it is written in them
 * already, and a question wherever somebody must judge. No sentence is made up. What `findLeaks` finds is left out, with a
 * question in its place: of the result it finds questions alone. `problem` says why the internal one cannot be read.
 */
export function publicDocument(
  internal: string,
  options: PublicationOptions,
): { readonly ok: true; readonly publication: Publication } | { readonly ok: false; readonly problem: string } {
  const parsed = parseDocument(internal)
  if (!parsed.ok) return { ok: false, problem: parsed.reason }
  const open = withoutInternalParts(internal)
  const whole = readLibraryDocument(open, { path: options.path, headings: options.headings })
  const name = 'publication/document'
  const view = { ...factsOf(internal, whole), ...partsOf(open), contact: options.contact ?? '' }
  const rendered = renderTemplate(name, options.texts[name] ?? '', view)
  if (!rendered.ok) throw new Error(showTemplateProblem(rendered.problem))
  const page = `${rendered.text.replace(/\n{3,}/g, '\n\n').trim()}\n`
  return { ok: true, publication: withoutLeaks(page, options) }
}

function factsOf(internal: string, { title, phases, services, items }: LibraryDocument): View {
  const read = readFrontMatter(internal)
  const impact = read.ok ? (read.data.impact ?? '') : ''
  const at = new Map(phases.map((phase) => [phase.name, phase.at]))
  const [start, end] = [at.get('started') ?? '', at.get('resolved') ?? at.get('mitigated') ?? '']
  const lasted = start !== '' && Date.parse(end) >= Date.parse(start) ? elapsedClosely(start, end) : ''
  const open = items.filter(({ state }) => state === 'open' || state === 'in-progress')
  const done = items.filter(({ state }) => state === 'done')
  const times = phases.map(({ name, at: moment }) => {
    const isLater = name !== 'started' && start !== '' && Date.parse(moment) >= Date.parse(start)
    return { [name]: true, at: minuteOf(moment), after: isLater ? elapsedClosely(start, moment) : '' }
  })
  return {
    title,
    hasFacts: [start, end, impact].some((one) => one !== ''),
    begin: minuteOf(start),
    end: minuteOf(end),
    lasted,
    impact,
    listed: services.length > 0,
    services: services.map((service) => ({ name: service })),
    hasTimes: times.length > 0,
    times,
    hasDone: done.length > 0,
    done: done.map(({ text }) => ({ text })),
    hasPromised: open.length > 0,
    promised: open.map(({ text, due }) => ({ text, due: /^\d{4}-\d\d-\d\d$/.test(due ?? '') ? due : null })),
  }
}

/** `2026-03-02 14:05` in UTC; empty for nothing. */
function minuteOf(iso: string): string {
  return iso === '' ? '' : iso.slice(0, 16).replace('T', ' ')
}

const parts: readonly (readonly [name: string, heading: RegExp])[] = [
  ['statement', /^statement of purpose\b/i],
  ['affected', /^affected systems\b/i],
  ['recap', /^detailed recap\b/i],
  ['recovery', /^recovery steps\b/i],
  ['wrapUp', /^wrap-?up\b/i],
]

/** What stands in the five parts, where the internal document is written in them; empty where nobody wrote anything. */
function partsOf(open: string): View {
  const parsed = parseDocument(open)
  if (!parsed.ok) return {}
  const { sections, text } = parsed.document
  return Object.fromEntries(
    parts.map(([name, heading]) => {
      const section = sections.find((one) => heading.test(one.heading))
      const written = section === undefined ? '' : text.slice(section.headingEnd, section.end).trim()
      return [name, written.replace(/(?:^|\n)(?:-{3,}|\*{3,}|_{3,})\s*$/, '').trim()]
    }),
  )
}

/** Rounds in which what leaks is taken out: what stands beside it may only then leak. */
const mostRounds = 5

function withoutLeaks(page: string, { texts, knowledge }: PublicationOptions): Publication {
  const known = { ...knowledge, questions: publicationQuestions(texts) }
  const question = `<!-- ${texts['publication/left-out'] ?? ''} -->`
  const leftOut: Leak[] = []
  let text = page
  for (let round = 0; round < mostRounds; round += 1) {
    const found = findLeaks(text, known)
    const leaks = found.ok ? found.leaks.filter(({ kind }) => kind !== 'question') : []
    if (found.ok && leaks.length === 0) return { text, leftOut }
    leftOut.push(...leaks)
    text = withoutBlocks(text, new Set(leaks.map(({ line }) => line)), question)
  }
  const rendered = renderTemplate('publication/document', texts['publication/document'] ?? '', {})
  return { text: rendered.ok ? rendered.text.replace(/\n{3,}/g, '\n\n') : '', leftOut }
}

const begins = /^\s{0,20}(?:[-*+]\s|\d{1,3}[.)]\s|\||#{1,6}\s|<!--)/

/** Lines without the paragraphs, items and rows that the lines of `leaking` stand in. */
function withoutBlocks(text: string, leaking: ReadonlySet<number>, question: string): string {
  const lines = text.split('\n')
  const blocks: { readonly lines: string[]; leaks: boolean }[] = []
  let fence: string | null = null
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    const isNew = fence === null && (line.trim() === '' || begins.test(line) || (lines[index - 1] ?? '').trim() === '')
    if (isNew) blocks.push({ lines: [], leaks: false })
    if (mark !== undefined) fence = fence === null ? mark : line.trim().startsWith(fence) ? null : fence
    const block = blocks.at(-1)
    block?.lines.push(line)
    if (block !== undefined && leaking.has(index + 1)) block.leaks = true
  }
  const kept = blocks.flatMap(({ lines: own, leaks }, index) => {
    if (!leaks) return own
    const isRow = /^\s{0,10}\|/.test(own[0] ?? '')
    return isRow || blocks[index - 1]?.leaks ? [] : [question]
  })
  return kept.join('\n')
}
