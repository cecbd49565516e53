import type { Self } from './self.ts'

/** The check that speaks about postmortems. Rulesets name it, so it never changes. */
export const reviewCheck = 'Postmortem'

/** The check that speaks about the configuration and the templates that a pull request changes. */
export const configurationCheck = 'Postmortem configuration'

/** What a check says about some lines of a file. */
export interface Annotation {
  readonly path: string
  /** 1-based. */
  readonly line: number
  /** Not less than `line`. */
  readonly endLine: number
  readonly level: 'notice' | 'warning' | 'failure'
  readonly title: string
  readonly message: string
  /** What could stand there instead: advice, by which a run is not told from another; `null` for none. */
  readonly suggestion: string | null
}

/** What a check says about a commit. */
export interface CheckContent {
  readonly conclusion: 'success' | 'neutral' | 'failure'
  readonly title: string
  /** Markdown. */
  readonly summary: string
  readonly annotations: readonly Annotation[]
}

/** A check run as GitHub lists it. */
export interface CheckRun {
  readonly id: number
  readonly appId: number | null
  readonly externalId: string
  readonly completed: boolean
  /** Whether somebody asked for it again by GitHub's "Re-run", which takes its conclusion. The app itself never queues one. */
  readonly askedAgain?: true
  /** How many annotations it has so far. */
  readonly annotations: number
}

/** A check that a branch's rules ask for; `appId` is the app that must give it, `null` for any. */
export interface RequiredCheck {
  readonly name: string
  readonly appId: number | null
}

/** Whether one of the required checks is this one, as this app can give it. */
export function isRequiredCheck(name: string, required: readonly RequiredCheck[], self: Self): boolean {
  return required.some((check) => check.name === name && (check.appId === null || self.appIds.includes(check.appId)))
}

/** What a check run is about: a pull request, or a group that a merge queue made for a branch. */
export type CheckSubject = { readonly pull: number } | { readonly base: string }

/** The external id of a run: what it is about, and a fingerprint of all that it says. */
export function externalId(subject: CheckSubject, fingerprint: string): string {
  const about = 'pull' in subject ? `pull ${subject.pull}` : `group ${subject.base}`
  return `${about} ${fingerprint}`
}

/** What the run with this external id is about; `null` for one that the app did not give. */
export function subjectOf(id: string): CheckSubject | null {
  const number = /^pull ([1-9]\d{0,9}) /.exec(id)?.[1]
  if (number !== undefined) return { pull: Number(number) }
  const base = /^group (\S{1,255}) /.exec(id)?.[1]
  return base === undefined ? null : { base }
}
