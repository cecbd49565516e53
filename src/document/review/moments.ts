/** A clock time, alone or after a date: `14:05`, `2:54 PM`, `14h05`, `2026-11-20T14:05Z`. Dates alone are no moments. */
const clock = /(?<![\d:.])(?:[01]?\d|2[0-3])(?:[:h][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?)?|\s?[ap]\.?m\.?)(?![\d:])/iu

/** Whether a text names a time of day. */
export function namesTime(text: string): boolean {
  return clock.test(text)
}
