import type { GitHub, Log, Queue } from './ports.ts'

/**
 * Asks for a pass over every repository of every installation, behind anything interactive. Each of those passes finds
 * the incidents that are due or unfinished. Returns how many repositories it asked for.
 */
export async function sweep(
  parts: { readonly github: GitHub; readonly queue: Queue; readonly log: Log },
  options: { readonly scope: 'recent' | 'all'; readonly reason: string },
): Promise<number> {
  let count = 0
  for await (const { owner, repo } of parts.github.repositories()) {
    count += 1
    const ref = { kind: 'repository', owner, repo } as const
    parts.queue.enqueue({ ref, reason: options.reason, priority: 'sweep', scope: options.scope })
  }
  parts.log.info({ repositories: count, scope: options.scope }, 'sweep')
  return count
}
