/** A mistake in a configuration file, and where it stands. The file as a whole never stops an incident. */
export interface ConfigurationProblem {
  /** The file, as `ConfigurationText` names it: `acme/shop/.github/postmortem.yml`. */
  readonly source: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units, as editors count. */
  readonly column: number
  /** The dotted key as the file writes it; empty when the file as a whole is meant. */
  readonly key: string
  /**
   * What is wrong, what is allowed and what counts instead, in one line without a full stop. It can quote the file:
   * escape it for the place where it is shown.
   */
  readonly message: string
}

/** The problem on one line, as a compiler would say it: `.github/postmortem.yml:3:7 reminders.hour: …, allowed: …`. */
export function showProblem(problem: ConfigurationProblem): string {
  const place = `${problem.source}:${problem.line}:${problem.column}`
  return problem.key === '' ? `${place} ${problem.message}` : `${place} ${problem.key}: ${problem.message}`
}
