import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import type { Writer } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { keepingFromLog, refusedError } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { encodePath, encodeSegment, repositoryPath } from '../requests/paths.ts'
import { toPull, wirePull } from '../wire/wire-pull.ts'
import { placeToWrite } from './issue-target.ts'

const anything = z.unknown()

/** Writes to branches, files and pull requests. */
export function gitWrites(
  context: SessionContext,
): Pick<Writer, 'createBranch' | 'writeFile' | 'openPull' | 'closePull' | 'reopenPull'> {
  const { name, calls } = context
  const base = repositoryPath(name)

  async function openPull(pull: Parameters<Writer['openPull']>[0], other: RepositoryName | undefined) {
    const { title, body, head, base: into, draft } = pull
    const what = 'open the pull request'
    const { repository, there } = await placeToWrite(context, other, what)
    const wire = await there.write({
      method: 'POST',
      path: `${repository}/pulls`,
      body: { title, body, head, base: into, draft },
      schema: wirePull,
      what,
    })
    return toPull(wire)
  }

  async function setState(number: number, state: 'open' | 'closed', what: string): Promise<void> {
    await calls.write({ method: 'PATCH', path: `${base}/pulls/${number}`, body: { state }, schema: anything, what })
  }

  return {
    async createBranch({ name: branch, sha }, other) {
      const body = { ref: `refs/heads/${branch}`, sha }
      const what = `create the branch ${branch}`
      try {
        const { repository, there } = await placeToWrite(context, other, what)
        await there.write({ method: 'POST', path: `${repository}/git/refs`, body, schema: anything, what })
      } catch (error) {
        const above = saysNoUpdate(error) && other === undefined ? await inTheWay(context, branch) : null
        if (above === null) throw error
        const because = `the branch ${above} is in the way: git keeps no branch below another one`
        const remedy = `rename or delete ${above} to let the app go on`
        throw refusedError(what, { status: 422, reason: 'invalid', because, remedy }, error)
      }
    },
    async writeFile({ branch, path, text, message, sha }, other) {
      const encoded = encodePath(path)
      const what = `write ${path} on ${branch}`
      if (encoded === null) {
        const because = 'no file can have this name'
        throw refusedError(what, { status: 422, reason: 'invalid', because, remedy: 'choose another directory' })
      }
      const content = Buffer.from(text, 'utf8').toString('base64')
      const body = { message, content, branch, ...(sha !== null && { sha }) }
      const { repository, there } = await placeToWrite(context, other, what)
      const write = { method: 'PUT', path: `${repository}/contents/${encoded}`, body, schema: anything, what } as const
      await keepingFromLog(path, there.write(write))
    },
    async openPull(pull, other) {
      try {
        return await openPull(pull, other)
      } catch (error) {
        // The refusal is a definite answer: nothing was opened, so asking again cannot open two.
        if (!pull.draft || !saysNoDrafts(error)) throw error
        return await openPull({ ...pull, draft: false }, other)
      }
    },
    async closePull(number) {
      await setState(number, 'closed', `close the pull request #${number}`)
    },
    async reopenPull(number) {
      await setState(number, 'open', `reopen the pull request #${number}`)
    },
  }
}

function saysNoDrafts(error: unknown): boolean {
  const answer = failureOf(error)
  return answer?.status === 422 && /draft pull requests are not supported/i.test(answer.says)
}

/** GitHub does not say what was wrong with a branch: https://github.com/renovatebot/config-help/issues/833 */
function saysNoUpdate(error: unknown): boolean {
  const answer = failureOf(error)
  return answer?.status === 422 && /reference update failed|cannot lock ref|failed to update ref/i.test(answer.says)
}

const wireRef = z.object({ ref: z.string() })

/** A branch of a name above or below `branch`, beside which git has no place for it. */
async function inTheWay({ name, calls }: SessionContext, branch: string): Promise<string | null> {
  const base = `${repositoryPath(name)}/git/matching-refs/heads`
  const segments = branch.split('/')
  const above = segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'))
  for (const start of [...above, branch]) {
    const path = `${base}/${start.split('/').map(encodeSegment).join('/')}`
    const refs = await calls.readAll({ path, schema: wireRef, what: `look for the branch ${start}` })
    const found = refs.map(({ ref }) => ref.replace(/^refs\/heads\//, ''))
    const other = found.find((one) => (start === branch ? one.startsWith(`${branch}/`) : one === start))
    if (other !== undefined) return other
  }
  return null
}
