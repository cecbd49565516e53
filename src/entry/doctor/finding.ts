/** How bad it is. Only a problem makes the check-up fail; a note is nothing to mend. */
export type FindingMark = 'ok' | 'note' | 'warning' | 'problem'

/** Every check, by the name that it has in JSON: machines rely on them. */
export const checks = [
  'environment',
  'credentials',
  'clock',
  'permissions',
  'events',
  'webhook-address',
  'webhook-answer',
  'deliveries',
  'installation',
  'installations',
  'rate-limit',
  'repositories',
  'access',
  'repository',
  'issues',
  'label',
  'issue-forms',
  'configuration',
  'template',
  'base-branch',
  'rules',
  'workflows',
  'incidents',
  'incident',
] as const

/** What one check found out about one thing, in sentences for people. */
export interface CheckupFinding {
  readonly check: (typeof checks)[number]
  /** What it is about: `app`, `webhooks`, `acme`, `acme/shop` or `acme/shop#12`. */
  readonly subject: string
  readonly mark: FindingMark
  /** What is so, or what is wrong. */
  readonly message: string
  /** Why it matters; `null` where all is well. */
  readonly why: string | null
  /** What to do next. */
  readonly todo: string | null
  /** The command that does it. */
  readonly command: string | null
  /** The address where it is done. */
  readonly page: string | null
  /** Where in a file it stands: `.github/postmortem.yml:3:7`. */
  readonly place: string | null
}

type Advice = Partial<Pick<CheckupFinding, 'why' | 'todo' | 'command' | 'page' | 'place'>>

/** The check, and what it is about. */
export type FindingSubject = Pick<CheckupFinding, 'check' | 'subject'>

export function ok(about: FindingSubject, message: string): CheckupFinding {
  return finding(about, 'ok', message, {})
}

export function note(about: FindingSubject, message: string, advice: Advice = {}): CheckupFinding {
  return finding(about, 'note', message, advice)
}

export function warning(about: FindingSubject, message: string, advice: Advice): CheckupFinding {
  return finding(about, 'warning', message, advice)
}

export function problem(about: FindingSubject, message: string, advice: Advice): CheckupFinding {
  return finding(about, 'problem', message, advice)
}

function finding(
  { check, subject }: FindingSubject,
  mark: FindingMark,
  message: string,
  advice: Advice,
): CheckupFinding {
  const none = { why: null, todo: null, command: null, page: null, place: null }
  return { check, subject, mark, message, ...none, ...advice }
}

/** What was read, or the sentence that says why it was not. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly because: string; readonly status: number | null }

/** A check that could not be made is no proof of health. */
export function unchecked(
  about: FindingSubject,
  { because }: Extract<Fact<unknown>, { readonly known: false }>,
): CheckupFinding {
  return warning(about, `This could not be checked. ${because}`, {})
}
