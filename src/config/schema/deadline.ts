/** How long a postmortem may take: so many days, or so many weekdays. */
export interface Deadline {
  readonly days: number
  readonly business: boolean
}

/** What a deadline looks like: `3 days`, `1 day`, `5 business days`. */
export const deadlinePattern = /^([1-9]\d{0,2}) (business )?days?$/

/** The deadline that a text such as `5 business days` means; `null` for anything else. */
export function parseDeadline(text: string): Deadline | null {
  const match = deadlinePattern.exec(text)
  return match === null ? null : { days: Number(match[1]), business: match[2] !== undefined }
}

/** The inverse of `parseDeadline`: `3 days`, `5 business days`. */
export function showDeadline({ days, business }: Deadline): string {
  return `${days} ${business ? 'business ' : ''}${days === 1 ? 'day' : 'days'}`
}
