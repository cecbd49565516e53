import type { PostCheck } from '../domain/mutation.ts'
import type { RepositoryName } from '../domain/ref.ts'
import type { Writer } from './ports.ts'
import type { RecentWrites } from './recent-writes.ts'

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const mostAnnotations = 50

export type CheckWriter = Pick<Writer, 'createCheck' | 'updateCheck'>

interface CheckGround {
  readonly repository: RepositoryName
  readonly writer: CheckWriter
  readonly recent: RecentWrites
}

/**
 * Posts a check in as many requests as its annotations need; the last one concludes it. After an unclear answer the next
 * pass counts what stands there, and goes on from that.
 */
export async function postCheck(
  { name, head, externalId, conclusion, title, summary, annotations, button, begun }: PostCheck,
  { repository, writer, recent }: CheckGround,
): Promise<void> {
  let id = begun?.id ?? null
  let standing = begun?.annotations ?? 0
  do {
    const next = annotations.slice(standing, standing + mostAnnotations)
    standing += next.length
    const step = {
      name,
      externalId,
      title,
      summary,
      annotations: next,
      conclusion: standing >= annotations.length ? conclusion : null,
      button,
    }
    const run = id === null ? await writer.createCheck({ ...step, head }) : await writer.updateCheck(id, step)
    await recent.remember(repository, { kind: 'check', name, head, run })
    id = run.id
  } while (standing < annotations.length)
}
