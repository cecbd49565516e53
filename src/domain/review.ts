/** The seven questions that a postmortem answers, in the order of the template. */
export const questionNames = ['who', 'communication', 'how', 'wentWell', 'better', 'actions', 'lessons'] as const

export type QuestionName = (typeof questionNames)[number]

/** `partial`: something stands there, but not enough for somebody who was not there. */
export type QuestionAnswer = 'answered' | 'partial' | 'missing'

/** What each question got. */
export type QuestionAnswers = Readonly<Record<QuestionName, QuestionAnswer>>

/** What a careful colleague would say about some lines of a document. */
export interface Finding {
  /** `<concern>/<what>`: `action-item/no-owner`, `people/judged`. Stable, since people look it up. */
  readonly rule: string
  /** 1-based. */
  readonly line: number
  /** The last line that it is about; not less than `line`. */
  readonly endLine: number
  /** Further lines that it is about, where it is said once of many. */
  readonly also?: readonly number[]
  /** Only what the configuration requires is a `failure`. */
  readonly severity: 'notice' | 'warning' | 'failure'
  /** One or two sentences for the people who write the document. */
  readonly message: string
  /** What could stand there instead; `null` where there is nothing to propose. */
  readonly suggestion: string | null
}
