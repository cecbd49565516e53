import type { LinkContext } from '../markdown/render.ts'
import type { ApiReader } from '../reader.ts'
import { type ApiRepository, issuesShape, pullsShape, repositoryShape } from '../shapes.ts'
import type { Frame } from '../views/layout.ts'

/** A repository and what stands around each of its pages. */
export interface Framed {
  readonly full: string
  readonly about: ApiRepository
  readonly frame: Frame
  readonly place: LinkContext
}

/** Reads what every page of a repository shows; an `ApiRefusal` with 404 where there is no such repository. */
export async function framed(read: ApiReader, webUrl: string, owner: string, name: string): Promise<Framed> {
  const full = `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`
  const about = await read.one(`/repos/${full}`, repositoryShape)
  const [open, openPulls] = await Promise.all([
    read.all(`/repos/${full}/issues?state=open`, issuesShape),
    read.all(`/repos/${full}/pulls?state=open`, pullsShape),
  ])
  const openIssues = open.filter(({ pull_request }) => pull_request === undefined || pull_request === null).length
  const frame = { owner, name, openIssues, openPulls: openPulls.length, isPrivate: about.private === true }
  return { full, about, frame, place: { repository: full, webUrl } }
}
