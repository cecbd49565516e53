/** More pages of one list nobody waits for. */
const mostPages = 5

/**
 * The entries of a list that GitHub gives newest first, page by page until one is older than `since` (ISO), as `timeOf` tells;
 * the first page alone where that is not given. At most five pages.
 */
export async function readBackTo<T>(
  since: string | undefined,
  pages: AsyncIterable<readonly T[]>,
  timeOf: (entry: T) => string,
): Promise<readonly T[]> {
  const read: T[] = []
  let count = 0
  for await (const page of pages) {
    read.push(...page)
    count += 1
    const oldest = page.at(-1)
    if (since === undefined || oldest === undefined || count === mostPages) break
    if (Date.parse(timeOf(oldest)) < Date.parse(since)) break
  }
  return read
}
