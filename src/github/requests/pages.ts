import { z } from 'zod'
import { GitHubError } from '../../reconcile/ports.ts'
import type { CallAnswer, ReadCall } from './calls.ts'
import { lastPage, nextLink } from './links.ts'

const page = 100
/** Ten thousand entries: more than any list of an incident, or of a repository's incidents, that the app can use. */
const mostPages = 100
/** Pages that are asked for together. */
const atOnce = 10

/** How lists are read: one page with `read`, from a server at `baseUrl`. */
export interface Paging {
  readonly read: <T>(read: ReadCall<T>) => Promise<CallAnswer<T>>
  readonly baseUrl: string
}

/**
 * All pages of a list, `schema` being one item's, at most 100. Pages past the first are read in parallel where they can
 * be counted.
 */
export async function readAll<T>(
  { path, query, schema, what }: ReadCall<T>,
  { read, baseUrl }: Paging,
): Promise<readonly T[]> {
  const list = { schema: z.array(schema), what }
  const numbered = (number: number) => read({ ...list, path, query: { ...query, per_page: page, page: number } })
  const first = await read({ ...list, path, query: { ...query, per_page: page } })
  const last = Math.min(mostPages, lastPage(first.link) ?? 1)
  const pages = [first]
  // What a header says of later pages is believed as far as there is something on them.
  while (pages.length < last && pages.at(-1)?.data.length !== 0) {
    const batch = Array.from({ length: Math.min(atOnce, last - pages.length) }, (_, at) => pages.length + 1 + at)
    pages.push(...(await Promise.all(batch.map(numbered))))
  }
  // Where pages cannot be counted (cursors), or when the list grew meanwhile.
  for (let next = pathOfNext(pages.at(-1), baseUrl); next !== null; next = pathOfNext(pages.at(-1), baseUrl)) {
    if (pages.length >= mostPages) break
    pages.push(await read({ ...list, path: next }))
  }
  // A full page stays the same (304) when a page is added behind it, and what it said of later pages is old.
  for (let end = pages.at(-1); end?.remembered && end.data.length === page; end = pages.at(-1)) {
    if (pages.length >= mostPages) break
    pages.push(await numbered(pages.length + 1))
  }
  return pages.flatMap(({ data }) => data)
}

/** The same page by page, in order; each is asked for when it is wanted. */
export async function* pagesOf<T>(
  { schema, query, ...rest }: ReadCall<T>,
  { read, baseUrl }: Paging,
): AsyncGenerator<readonly T[]> {
  const list = { ...rest, schema: z.array(schema) }
  let answer = await read({ ...list, query: { ...query, per_page: page } })
  yield answer.data
  for (let next = pathOfNext(answer, baseUrl); next !== null; next = pathOfNext(answer, baseUrl)) {
    answer = await read({ ...list, path: next })
    yield answer.data
  }
}

function pathOfNext(answer: CallAnswer<readonly unknown[]> | undefined, baseUrl: string): string | null {
  const next = nextLink(answer?.link ?? '')
  const path = next === null ? null : insideApi(next, baseUrl)
  // What is empty is the end, whatever is said of a next page.
  return answer?.data.length === 0 ? null : path
}

/** A token goes to the API only, also when a page points elsewhere. */
function insideApi(url: string, baseUrl: string): string {
  if (url.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length)
  throw new GitHubError('GitHub pointed to another server for the next page of a list; the app looks again soon.', {
    kind: 'outcome-unknown',
  })
}
