import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import type { Calls } from '../requests/calls.ts'
import { refusedWith } from '../requests/errors.ts'
import { nextLink } from '../requests/links.ts'
import { encodeSegment, repositoryPath } from '../requests/paths.ts'

/** From this many people on, asked for at once, the list of all is one request and theirs would be more. */
const worthAList = 3

const wireMember = z.object({ login: z.string() })

/**
 * Who can be assigned in a repository, asked login by login. Several asked for at once are looked up in the first hundred of
 * GitHub's list, and only who is past those is asked for alone.
 */
export function assignableIn(name: RepositoryName, calls: Calls): (login: string) => Promise<boolean> {
  const base = `${repositoryPath(name)}/assignees`
  let asked: string[] = []
  let listed: Promise<ReadonlyMap<string, boolean> | null> | null = null

  async function alone(login: string): Promise<boolean> {
    try {
      const what = `see whether ${login} can be assigned`
      await calls.read({ path: `${base}/${encodeSegment(login)}`, schema: z.unknown(), what })
      return true
    } catch (error) {
      if (refusedWith(error, 404, 422)) return false
      throw error
    }
  }

  /** What the list says of these; nothing of those who may stand on a later page. */
  async function fromList(logins: readonly string[]): Promise<ReadonlyMap<string, boolean> | null> {
    if (new Set(logins).size < worthAList) return null
    const query = { per_page: 100 }
    const read = { path: base, query, schema: z.array(wireMember), what: 'list who can be assigned' }
    const { data, link } = await calls.read(read)
    const members = new Set(data.map(({ login }) => login.toLowerCase()))
    const whole = nextLink(link) === null
    return new Map(logins.filter((login) => whole || members.has(login)).map((login) => [login, members.has(login)]))
  }

  return async (login) => {
    const key = login.toLowerCase()
    asked.push(key)
    // What is asked for in parallel has been asked by the end of this turn.
    listed ??= Promise.resolve().then(() => {
      const logins = asked
      asked = []
      listed = null
      return fromList(logins)
    })
    return (await listed)?.get(key) ?? (await alone(login))
  }
}
