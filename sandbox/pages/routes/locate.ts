import { type ApiReader, ApiRefusal } from '../reader.ts'
import { type ApiEntry, type ApiFile, contentsShape } from '../shapes.ts'
import { encodedPath, type Spot } from '../views/addresses.ts'

const refDepth = 6

/** A place in a repository and what stands there. */
export interface LocatedContent {
  readonly spot: Spot
  readonly content: readonly ApiEntry[] | ApiFile
}

/** The entries at the root; none for an empty repository. */
export async function rootContents(
  read: ApiReader,
  full: string,
  query: string,
): Promise<readonly ApiEntry[] | ApiFile> {
  const plain = await read.oneOr(`/repos/${full}/contents?${query}`, contentsShape, undefined)
  return plain ?? read.oneOr(`/repos/${full}/contents/?${query}`, contentsShape, [])
}

/** Whether it is a folder. */
export function isListing(content: LocatedContent['content']): content is readonly ApiEntry[] {
  return Array.isArray(content)
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * What stands at the address of a page (`/owner/name/blob/ref/path`); an `ApiRefusal` with 404 for nothing. A branch name
 * may hold slashes, so the address alone does not say where it ends: the shortest that exists wins.
 */
export async function locate(read: ApiReader, repository: string, address: string): Promise<LocatedContent> {
  const rest = address.split('/').slice(4).map(decodeSegment)
  for (let cut = 1; cut <= Math.min(rest.length, refDepth); cut += 1) {
    const ref = rest.slice(0, cut).join('/')
    const path = rest.slice(cut).join('/')
    const query = `ref=${encodeURIComponent(ref)}`
    const content =
      path === ''
        ? await rootContents(read, repository, query)
        : await read.oneOr(`/repos/${repository}/contents/${encodedPath(path)}?${query}`, contentsShape, undefined)
    if (content !== undefined && !(path === '' && isListing(content) && content.length === 0)) {
      return { spot: { repository, ref, path }, content }
    }
  }
  throw new ApiRefusal(404, rest.join('/'), 'Not Found')
}

/** A file's text: what the listing carries, else (above 1 MB it carries none) the raw form. */
export async function textOf(read: ApiReader, spot: Spot, content: ApiFile): Promise<string> {
  if (content.encoding === 'base64' && typeof content.content === 'string' && content.content !== '') {
    return Buffer.from(content.content, 'base64').toString('utf8')
  }
  if (content.size === 0) return ''
  return read.raw(`/repos/${spot.repository}/contents/${encodedPath(spot.path)}?ref=${encodeURIComponent(spot.ref)}`)
}
