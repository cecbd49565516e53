import type { Probot } from 'probot'
import { z } from 'zod'

export type Identity =
  | { readonly known: true; readonly slug: string; readonly page: string }
  /** `refused`: GitHub does not accept these credentials. `unreachable`: it may, later. */
  | { readonly known: false; readonly reason: 'refused' | 'unreachable'; readonly message: string }

const app = z.object({ slug: z.string(), html_url: z.string() })
const failure = z.object({ status: z.number() })

/** Asks GitHub which app these credentials belong to, once. Never throws. */
export async function askIdentity(probot: Probot): Promise<Identity> {
  try {
    const octokit = await probot.auth()
    const { data } = await octokit.request('GET /app', { request: { retries: 0, signal: AbortSignal.timeout(10_000) } })
    const { slug, html_url: page } = app.parse(data)
    return { known: true, slug, page }
  } catch (error) {
    const answered = failure.safeParse(error)
    const refused = answered.success && (answered.data.status === 401 || answered.data.status === 404)
    const message = error instanceof Error ? error.message : String(error)
    return { known: false, reason: refused ? 'refused' : 'unreachable', message }
  }
}
