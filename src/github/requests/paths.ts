import type { RepositoryName } from '../../domain/ref.ts'

/**
 * `path` as a part of a URL, each segment encoded; `null` for what would leave its place there (`..`, an empty
 * segment), which no file and no branch is named.
 */
export function encodePath(path: string): string | null {
  const segments = path.split('/')
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return null
  return segments.map(encodeSegment).join('/')
}

/** `text` as one segment of a URL. Half a surrogate pair, which no URL can carry, becomes U+FFFD. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** The API's path of a repository, without a slash at the end. */
export function repositoryPath({ owner, repo }: RepositoryName): string {
  return `/repos/${encodeSegment(owner)}/${encodeSegment(repo)}`
}

/** Equal for names that GitHub takes for the same. */
export function repositoryKey({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`.toLowerCase()
}
