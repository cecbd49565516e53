/** A path with each segment made safe for an address. */
export function encodedPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/')
}

/** A place in a repository's tree: `repository` is `owner/name`, `ref` a branch or a sha, `path` empty at the root. */
export interface Spot {
  readonly repository: string
  readonly ref: string
  readonly path: string
}

/** The address of a file's or folder's page, or of the one that edits a file. */
export function treeLink(kind: 'blob' | 'tree' | 'edit', { repository, ref, path }: Spot): string {
  return `/${repository}/${kind}/${encodedPath(ref)}${path === '' ? '' : `/${encodedPath(path)}`}`
}
