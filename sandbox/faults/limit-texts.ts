import { HttpRefusal } from '../http/refusal.ts'

const page = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api'
const support = 'If you reach out to GitHub Support for help, please include the request ID and timestamp.'

/** The refusal of a primary limit: nothing remains until the reset (seconds since 1970, as the `Date` header counts). */
export function primaryLimit(
  whose: string,
  { status = 403, reset, limit }: { status?: 403 | 429; reset: number; limit: number },
  retryAfter?: number,
): HttpRefusal {
  return new HttpRefusal(status, `API rate limit exceeded for ${whose}. ${support}`, {
    documentation: `${page}#about-primary-rate-limits`,
    headers: {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-used': String(limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(reset),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
  })
}

/** The refusal of a secondary limit, with `retry-after` in seconds when given. */
export function secondaryLimit(status: 403 | 429, retryAfter: number | undefined): HttpRefusal {
  const message =
    'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. ' +
    `Please retry your request again later. ${support}`
  return new HttpRefusal(status, message, {
    documentation: `${page}#about-secondary-rate-limits`,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  })
}
