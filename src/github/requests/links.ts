/** The address with this `rel` in a `Link` header, `null` when there is none. */
function linkTo(link: string, rel: 'next' | 'last'): string | null {
  for (const part of link.split(/,(?=\s*<)/)) {
    const match = /^\s*<([^<>]*)>\s*;(.*)$/.exec(part)
    if (match?.[1] !== undefined && /rel="?(\w+)"?(?:\s|;|$)/.exec(match[2] ?? '')?.[1] === rel) return match[1]
  }
  return null
}

/** The address of the next page, `null` on the last one. */
export function nextLink(link: string): string | null {
  return linkTo(link, 'next')
}

/** The number of the last page, `null` where GitHub does not count pages. */
export function lastPage(link: string): number | null {
  const last = linkTo(link, 'last')
  const number =
    last === null || !URL.canParse(last) ? Number.NaN : Number(new URL(last).searchParams.get('page') ?? Number.NaN)
  return Number.isInteger(number) && number > 0 ? number : null
}
