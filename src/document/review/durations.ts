import { readInstant } from '../../text/time/instant.ts'
import type { FrontMatter } from '../front-matter/front-matter.ts'
import { quotedText, type RuleFinding } from './finding.ts'
import { readMoment } from './moments.ts'
import { Phrases, wordsIn } from './phrases.ts'
import type { Reading } from './reading.ts'

type Phase = 'started' | 'detected' | 'mitigated' | 'resolved'

/** Words by which a line tells when a phase began: "First detected 2026-03-02 08:14". */
const phases: readonly (readonly [Phase, Phrases])[] = [
  ['started', new Phrases(['started', 'start', 'begin', 'began', 'fault occurs', 'incident start'])],
  ['detected', new Phrases(['detected', 'first detected', 'detection', 'incident declared', 'declared'])],
  ['mitigated', new Phrases(['mitigated', 'repaired', 'mitigation'])],
  ['resolved', new Phrases(['resolved', 'recovered', 'end', 'incident end', 'resolution'])],
]

/** What a duration is said of, and from when to when it may be counted. */
const measures: readonly (readonly [Phrases, readonly Phase[], Phase])[] = [
  [new Phrases(['time to detection', 'time to detect']), ['started'], 'detected'],
  [new Phrases(['time to repair', 'time to mitigate', 'time to mitigation']), ['started', 'detected'], 'mitigated'],
  [
    new Phrases([
      'time to resolve',
      'time to resolution',
      'time to recovery',
      'time to recover',
      'duration',
      'total duration',
      'outage duration',
    ]),
    ['started', 'detected'],
    'resolved',
  ],
]

/** Rounding is no contradiction: this many minutes, or this part of the whole. */
const [slackMinutes, slackPart] = [10, 0.15]

/** Milliseconds since 1970 of each phase that is known. */
type Times = Readonly<Partial<Record<Phase, readonly number[]>>>

/** Lines that state how long something took, where the times of the document say otherwise. */
export function evaluateDurations(reading: Reading, frontMatter: FrontMatter): readonly RuleFinding[] {
  const lines = reading.document.lines.filter((line) => line.kind === 'text' && reading.originOf(line) === 'person')
  const stated = lines.flatMap((line) => {
    const said = readStated(line.text)
    return said === null ? [] : [{ line: line.number, ...said }]
  })
  if (stated.length === 0) return []
  const times = timesOf(
    lines.map(({ text }) => text),
    frontMatter,
  )
  return stated.flatMap(({ line, text, minutes, from, to }): readonly RuleFinding[] => {
    const spans = from.flatMap((phase) => spansOf(times[phase], times[to]))
    if (spans.length === 0 || spans.some((span) => isNear(span, minutes))) return []
    return [
      { rule: 'duration/contradicts', line, values: { text: quotedText(text), times: showMinutes(spans[0] ?? 0) } },
    ]
  })
}

function isNear(span: number, stated: number): boolean {
  return Math.abs(span - stated) <= Math.max(slackMinutes, span * slackPart)
}

function spansOf(from: readonly number[] = [], to: readonly number[] = []): readonly number[] {
  return from.flatMap((start) => to.map((end) => (end - start) / 60_000)).filter((minutes) => minutes >= 0)
}

interface Stated {
  readonly text: string
  readonly minutes: number
  readonly from: readonly Phase[]
  readonly to: Phase
}

function readStated(text: string): Stated | null {
  if (text.length > 200 || !/\d/.test(text)) return null
  const words = wordsIn(text)
  const measure = measures.find(([phrases]) => phrases.lengthAt(words, 0) > 0)
  if (measure === undefined) return null
  const minutes = minutesIn(text)
  return minutes === null ? null : { text, minutes, from: measure[1], to: measure[2] }
}

/** `1h 28m`, `2 hours`, `about 90 minutes`, `3 days`; `null` for anything else. */
function minutesIn(text: string): number | null {
  let minutes: number | null = null
  for (const [, number = '', unit = ''] of text.matchAll(
    /(?<![\d:.])(\d{1,5}(?:\.\d{1,2})?)\s?(d|h|m)(?:ays?|ours?|rs?|ins?|inutes?)?(?![\p{L}\d])/giu,
  )) {
    const factor = { d: 1440, h: 60, m: 1 }[unit.toLowerCase()] ?? 0
    minutes = (minutes ?? 0) + Number(number) * factor
  }
  return minutes
}

function timesOf(lines: readonly string[], frontMatter: FrontMatter): Times {
  const times: Record<Phase, number[]> = { started: [], detected: [], mitigated: [], resolved: [] }
  for (const phase of ['started', 'detected', 'mitigated', 'resolved'] as const) {
    const said = frontMatter[phase]
    const instant = said === undefined ? null : readInstant(said, 'UTC')
    if (instant !== null) times[phase].push(Date.parse(instant))
  }
  for (const text of lines) {
    const moment = text.length > 80 ? null : readMoment(text)
    if (moment === null || moment.day === null) continue
    const words = wordsIn(text)
    for (const [phase, phrases] of phases) {
      if (phrases.indexIn(words, 0, 2) < 0) continue
      times[phase].push(Date.parse(`${moment.day}T00:00:00Z`) + moment.minutes * 60_000)
    }
  }
  return times
}

function showMinutes(minutes: number): string {
  const whole = Math.round(minutes)
  const hours = Math.floor(whole / 60)
  return hours === 0 ? `${whole} min` : `${hours} h ${whole % 60} min`
}
