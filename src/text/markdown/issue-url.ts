/** The number of the issue that a URL leads to, on whatever host; `null` for other pages. */
export function issueOfUrl(url: string): number | null {
  const digits = /^https?:\/\/[^?#]+\/issues\/([1-9]\d{0,9})(?:[?#].*)?$/s.exec(url)?.[1]
  return digits === undefined ? null : Number(digits)
}
