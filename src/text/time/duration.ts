const hoursOf = { minute: 1 / 60, hour: 1, day: 24, week: 168 } as const

/** What a duration looks like: `90 minutes`, `12 hours`, `3 days`, `1 week`. The value may still be out of range. */
export const durationPattern = /^([1-9]\d{0,4}) ?(minute|hour|day|week)s?$/

/** The hours that a duration such as `3 days` or `90 minutes` lasts; `null` for anything else. */
export function parseDuration(text: string): number | null {
  const match = durationPattern.exec(text)
  const count = Number(match?.[1])
  switch (match?.[2]) {
    case 'minute':
    case 'hour':
    case 'day':
    case 'week':
      return count * hoursOf[match[2]]
    default:
      return null
  }
}

/** Hours in the largest unit that shows them whole: 72 is `3 days`, 1.5 is `90 minutes`. Weeks are shown as days. */
export function showDuration(hours: number): string {
  if (hours % 24 === 0) return amount(hours / 24, 'day')
  if (Number.isInteger(hours)) return amount(hours, 'hour')
  return amount(Math.round(hours * 60), 'minute')
}

function amount(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`
}
