/** The longest slug, in characters; a longer one is cut between words. */
const longestSlug = 60

export type DocumentPath =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string }

/**
 * Where the document of an incident stands: `postmortems/2026-11-22-12-checkout-down.md`, from the incident's creation
 * date (ISO 8601; its day in UTC as written), number and title. A title without a letter of the Latin alphabet or a digit
 * adds nothing: `2026-11-22-12.md`. `directory` is relative to the repository; one that leaves it or is hidden is refused.
 */
export function documentPath(directory: string, createdAt: string, number: number, title: string): DocumentPath {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(createdAt)?.[0]
  if (day === undefined) return { ok: false, reason: `"${createdAt}" does not begin with a date like 2026-11-22.` }
  const folder = normaliseDirectory(directory)
  if (!folder.ok) return folder
  const slug = slugOf(title)
  const name = `${day}-${number}${slug === '' ? '' : `-${slug}`}.md`
  return { ok: true, path: folder.path === '' ? name : `${folder.path}/${name}` }
}

/** Whether a document can have this path: Markdown below the root, outside of hidden folders. */
export function isDocumentPath(path: string): boolean {
  const normal = normaliseDirectory(path)
  return path.endsWith('.md') && normal.ok && normal.path === path
}

/** A path as part of an address: each segment encoded, brackets too, so that it ends no link. */
export function pathInAddress(path: string): string {
  const encode = (segment: string) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'))
  return path
    .split('/')
    .map((segment) => encode(segment).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29')))
    .join('/')
}

function normaliseDirectory(directory: string): DocumentPath {
  const refuse = (why: string): DocumentPath => ({ ok: false, reason: `The directory "${directory}" ${why}.` })
  if (directory.startsWith('/')) return refuse('is absolute; name one inside the repository')
  if (directory.includes('\\')) return refuse('contains a backslash; separate folders by "/"')
  if (/\p{Cc}/u.test(directory)) return refuse('contains a control character')
  const segments = directory.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.includes('..')) return refuse('contains "..", which leaves the repository')
  if (segments.some((segment) => segment.startsWith('.'))) return refuse('is hidden (a folder begins with ".")')
  return { ok: true, path: segments.join('/') }
}

function slugOf(title: string): string {
  const words = title
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length > longestSlug) return slug === '' ? word.slice(0, longestSlug) : slug
    slug = longer
  }
  return slug
}
