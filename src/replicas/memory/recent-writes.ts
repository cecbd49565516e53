import { z } from 'zod'
import { fullName, type RepositoryName } from '../../domain/ref.ts'
import { type Creation, createRecentWrites, type RecentWrites } from '../../reconcile/recent-writes.ts'
import type { Seal } from './seal.ts'
import type { SharedStore } from './store.ts'

/** As long (ms) as one process remembers it. */
const rememberedMs = 60_000

const kinds = z.looseObject({ kind: z.enum(['comment', 'pull', 'issue', 'check']) })

/** What only a replica of the same version wrote, since it is sealed with that. */
const creation = z.custom<Creation>((value) => kinds.safeParse(value).success)

const entry = z.union([z.strictObject({ created: creation }), z.strictObject({ deleted: z.number() })])

/**
 * What any replica created in the last minute. The texts in it are sealed: the store never sees them. While the store does
 * not answer each replica knows only what it created itself.
 */
export function createSharedRecentWrites({
  store,
  seal,
  monotonic,
}: {
  readonly store: SharedStore
  readonly seal: Seal
  readonly monotonic: () => number
}): RecentWrites {
  const own = createRecentWrites(monotonic)
  const keyOf = (repository: RepositoryName): string => `recent:${fullName(repository).toLowerCase()}`

  async function tell(repository: RepositoryName, said: z.infer<typeof entry>): Promise<void> {
    try {
      await store.add(keyOf(repository), seal.close(JSON.stringify(said)), rememberedMs)
    } catch {
      // It is remembered here; the others look at what GitHub shows.
    }
  }

  async function heard(repository: RepositoryName): Promise<readonly z.infer<typeof entry>[]> {
    try {
      const texts = await store.added(keyOf(repository))
      return texts.flatMap((text) => entry.safeParse(parsed(seal.open(text))).data ?? [])
    } catch {
      return []
    }
  }

  return {
    async remember(repository, created) {
      await own.remember(repository, created)
      await tell(repository, { created })
    },
    async forgetComment(repository, comment) {
      await own.forgetComment(repository, comment)
      await tell(repository, { deleted: comment })
    },
    async in(repository) {
      const [here, entries] = await Promise.all([own.in(repository), heard(repository)])
      const deleted = new Set(entries.flatMap((one) => ('deleted' in one ? [one.deleted] : [])))
      const known = new Set(here.map((one) => JSON.stringify(one)))
      const others = entries.flatMap((one) => ('created' in one ? [one.created] : []))
      return [...others.filter((one) => !known.has(JSON.stringify(one))), ...here].filter(
        (one) => one.kind !== 'comment' || !deleted.has(one.comment.id),
      )
    },
  }
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
