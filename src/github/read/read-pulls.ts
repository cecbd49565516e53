import { z } from 'zod'
import type { Comparison, Pull } from '../../domain/repository.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import { placeOf, type SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { nextLink } from '../requests/links.ts'
import { encodePath, encodeSegment, repositoryPath } from '../requests/paths.ts'
import {
  toBranchCommit,
  toChangedFile,
  toCommit,
  toComparison,
  toPull,
  toReview,
  wireBranchCommit,
  wireChangedFile,
  wireCommit,
  wireComparison,
  wirePull,
  wireReview,
} from '../wire/wire-pull.ts'
import { readBackTo } from './read-back-to.ts'
import { readRepository } from './read-repository.ts'

const wireTree = z.object({ truncated: z.boolean().default(false), tree: z.array(z.object({ path: z.string() })) })

/** A repository's address, and who may look there. */
interface Place {
  readonly base: string
  readonly calls: Calls
}

type PullTopics =
  | 'pullsFrom'
  | 'pull'
  | 'pullFiles'
  | 'pullCommits'
  | 'reviews'
  | 'tree'
  | 'comparison'
  | 'recentPulls'
  | 'commits'

/** Pull requests, their files and commits, and comparisons. What does not exist is `null`. */
export function pullTopics(context: SessionContext): Pick<Reader, PullTopics> {
  const { name, calls } = context
  const base = repositoryPath(name)

  return {
    async pullsFrom({ branch, in: other }) {
      if (other !== undefined) {
        const there = await placeOf(context, { in: other })
        return there === null ? [] : await pullsOf(there, other.split('/', 1)[0] ?? '', branch)
      }
      const here = { base, calls }
      const [pulls, repository] = await Promise.all([pullsOf(here, name.owner, branch), readRepository(context)])
      // After a transfer, GitHub redirects the list but takes the old owner in `head` for a stranger.
      if (repository.owner.toLowerCase() === name.owner.toLowerCase()) return pulls
      return await pullsOf(here, repository.owner, branch)
    },
    async pull({ number }) {
      try {
        const what = `read the pull request #${number}`
        return toPull((await calls.read({ path: `${base}/pulls/${number}`, schema: wirePull, what })).data)
      } catch (error) {
        if (refusedWith(error, 404, 410)) return null
        throw error
      }
    },
    async pullFiles({ number, ...where }) {
      const there = await placeOf(context, where)
      if (there === null) return []
      const path = `${there.base}/pulls/${number}/files`
      const what = `list the files of the pull request #${number}`
      return (await there.calls.readAll({ path, schema: wireChangedFile, what })).map(toChangedFile)
    },
    async pullCommits({ number }) {
      const what = `list the commits of the pull request #${number}`
      return (await calls.readAll({ path: `${base}/pulls/${number}/commits`, schema: wireCommit, what })).map(toCommit)
    },
    async reviews({ number }) {
      const what = `list the reviews of the pull request #${number}`
      const wires = await calls.readAll({ path: `${base}/pulls/${number}/reviews`, schema: wireReview, what })
      return wires.flatMap((wire) => toReview(wire) ?? [])
    },
    async tree({ at }) {
      const path = `${base}/git/trees/${encodeSegment(at)}`
      const { data } = await calls.read({ path, query: { recursive: 1 }, schema: wireTree, what: 'list the files' })
      return data.truncated ? null : data.tree.map((entry) => entry.path)
    },
    async comparison({ base: from, head, ...where }) {
      const there = await placeOf(context, where)
      return there === null ? null : await compare(there, from, head)
    },
    async recentPulls(question) {
      const there = await placeOf(context, question)
      if (there === null) return []
      const pages = there.calls.pages({
        path: `${there.base}/pulls`,
        query: { state: 'all', sort: 'updated', direction: 'desc' },
        schema: wirePull,
        what: 'list the pull requests updated last',
      })
      return (await readBackTo(question.since, pages, (oldest) => oldest.updated_at)).map(toPull)
    },
    async commits({ branch, from, to }) {
      const { data } = await calls.read({
        path: `${base}/commits`,
        query: { sha: branch, since: from, until: to, per_page: 100 },
        schema: wireBranchCommit.array(),
        what: `list the commits on ${branch}`,
      })
      return data.map(toBranchCommit)
    },
  }
}

async function pullsOf({ base, calls }: Place, owner: string, branch: string): Promise<readonly Pull[]> {
  const wires = await calls.readAll({
    path: `${base}/pulls`,
    query: { head: `${owner}:${branch}`, state: 'all', sort: 'created', direction: 'desc' },
    schema: wirePull,
    what: `list the pull requests from ${branch}`,
  })
  return wires
    .filter(({ head, base: { repo } }) => head.ref === branch && head.repo != null && head.repo.id === repo?.id)
    .map(toPull)
}

/** Files come with the first page only, commits a page at a time. */
async function compare({ base: repository, calls }: Place, from: string, to: string): Promise<Comparison | null> {
  const [base, head] = [encodePath(from), encodePath(to)]
  if (base === null || head === null) return null
  const path = `${repository}/compare/${base}...${head}`
  const wanted = { path, schema: wireComparison, what: `compare ${from} with ${to}` }
  try {
    const first = await calls.read({ ...wanted, query: { per_page: 100 } })
    const commits = [...first.data.commits]
    for (let page = 2, { link } = first; nextLink(link) !== null && commits.length < first.data.ahead_by; page += 1) {
      const more = await calls.read({ ...wanted, query: { per_page: 100, page } })
      if (more.data.commits.length === 0) break
      commits.push(...more.data.commits)
      link = more.link
    }
    return toComparison(first.data, commits)
  } catch (error) {
    if (refusedWith(error, 404)) return null
    throw error
  }
}
