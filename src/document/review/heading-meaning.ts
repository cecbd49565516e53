import { type QuestionName, questionNames } from '../../domain/review.ts'
import { type MoreHeadings, questionOf } from '../headings/heading-question.ts'
import { headingWords } from '../headings/heading-words.ts'

/** What stands below a heading: the answer to a question, or half of the answer to some. */
export interface HeadingMeaning {
  readonly answers: QuestionName | null
  /** Further questions that it answers: "Lessons learned and future improvements". */
  readonly also: readonly QuestionName[]
  readonly half: readonly QuestionName[]
}

/** What is told beside the questions, and tells half of one or two. In the words of `headingWords`. */
const halfway: Readonly<Partial<Record<QuestionName, readonly string[]>>> = {
  who: [
    'authors',
    'author',
    'owner',
    'owners',
    'written by',
    'created by',
    'prepared by',
    'reporter',
    'reported by',
    'team',
    'teams',
    'lead',
    'reviewers',
    'facilitator',
    'scribe',
    ...'autor|autoren|autorin|verfasser|auteur|auteurs|rédacteur|rédacteurs|autora|autores|equipo|equipe|detectado por|reportado por|erkannt von|gemeldet von|作成者|担当|報告者'
      .split('|')
      .map(headingWords),
  ],
  how: [
    'summary',
    'executive summary',
    'overview',
    'incident summary',
    'incident overview',
    'background',
    'context',
    'description',
    'details',
    'technical details',
    'narrative',
    'detection',
    'resolution',
    'recovery',
    'recovery steps',
    'mitigation',
    'short term fix',
    'fix',
    'details of fix',
    'how did we fix it',
    'how was it fixed',
    'how it was fixed',
    'response',
    'incident response',
    'origin of the incident',
    'leadup',
    'lead up',
    'fault',
    'problem',
    'what was the problem',
    'what broke',
    'details of incident',
    'incident details',
    'tldr',
    'tl dr',
    'abstract',
    'leadup to the incident',
    ...'zusammenfassung|überblick|hintergrund|behebung|lösung|résumé|contexte|résolution|resumen|resumen ejecutivo|contexto|resolución|solución|detección|resumo|resumo executivo|resolução|solução|detecção|概要|サマリー|背景|対応|復旧|検知'
      .split('|')
      .map(headingWords),
  ],
  better: [
    'contributing factors',
    'contributing causes',
    'root cause',
    'root causes',
    'root cause analysis',
    'root cause of the issue',
    'cause',
    'causes',
    'analysis',
    'five whys',
    '5 whys',
    'conclusion',
    'conclusions',
    'problems',
    'issues',
    'why it failed',
    'why did it happen',
    'why did this happen',
    'why',
    'whys',
    'why it happened',
    'why it took so long',
    'origin of the incident',
    'fault',
  ],
  lessons: [
    'conclusion',
    'conclusions',
    'observations',
    'findings',
    'key findings',
    'recommendations',
    'fazit',
    'conclusión',
    'conclusão',
  ].map(headingWords),
}

/** Headings that begin something else, whatever they stand below. */
const otherwise: readonly string[] = [
  'moving forward',
  'appendix',
  'appendices',
  'references',
  'links',
  'related',
  'further reading',
  'supporting information',
  'resources',
  'stats',
  'metrics',
  'impact',
  'glossary',
  'metadata',
  'chat log',
  'chat logs',
  'raw logs',
  'logs',
  ...'impacto|auswirkung|auswirkungen|referencias|referências|références|referenzen|métricas|影響|影響範囲|参考|参考資料'
    .split('|')
    .map(headingWords),
]

const known: ReadonlyMap<string, readonly QuestionName[]> = new Map([
  ...otherwise.map((words): [string, readonly QuestionName[]] => [words, []]),
  ...halves(),
])

function halves(): ReadonlyMap<string, readonly QuestionName[]> {
  const table = new Map<string, readonly QuestionName[]>()
  for (const name of questionNames) {
    for (const words of halfway[name] ?? []) table.set(words, [...(table.get(words) ?? []), name])
  }
  return table
}

export const noMeaning: HeadingMeaning = { answers: null, also: [], half: [] }

/** Whether what stands below a heading answers a question. */
export function meansQuestion({ answers, also }: HeadingMeaning, name: QuestionName): boolean {
  return answers === name || also.includes(name)
}

const causes: ReadonlySet<string> = new Set(
  'cause causes factors whys causa causas ursache ursachen grundursache racine raiz porques fatores factores 原因 根本原因 直接原因'.split(
    ' ',
  ),
)
const verbs = /^(?:is|are|was|were|be)$/

/** "Analysis of causes", "Root cause and resolution": whatever is said of causes is half of what could have gone better. */
function tellsCauses(words: string): boolean {
  const all = words.split(' ')
  if (all.length > 6 || all.some((word) => verbs.test(word)))
    return all[0] === 'why' && all.length > 1 && all.length <= 6
  return all.some((word) => causes.has(word)) || (all[0] === 'why' && all.length > 1)
}

/**
 * What a heading's Markdown means, which may be that it answers nothing. `null` for a heading that is not known: it belongs to
 * what it stands below.
 */
export function readMeaning(heading: string, more: MoreHeadings): HeadingMeaning | null {
  const words = headingWords(heading)
  const half = known.get(words) ?? (tellsCauses(words) ? ['how', 'better'] : undefined)
  const both = joined(heading, more)
  const answers = questionOf(heading, more) ?? (both.length > 1 ? (both[0] ?? null) : null)
  if (answers === null) return half === undefined ? null : { answers, also: [], half }
  const also = both.filter((name) => name !== answers)
  return { answers, also, half: answers === 'lessons' ? ['better', ...(half ?? [])] : (half ?? []) }
}

/** The questions that the things name which a heading joins, each by itself. */
function joined(heading: string, more: MoreHeadings): readonly QuestionName[] {
  const parts = heading.slice(0, 200).split(/[&+/,]|\b(?:and|und|et|e|y)\b/iu, 6)
  if (parts.length < 2) return []
  return [...new Set(parts.flatMap((part) => questionOf(part, more) ?? []))]
}
