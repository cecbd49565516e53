import type { Owners } from '../../domain/action-item.ts'
import { plainWords } from './fields/item-words.ts'

/**
 * `owners` with the accounts that their names mean: by `people` (accounts by name), else the one participant whose login the
 * name is, written with spaces, dots or an initial capital. A name that means nobody, or might mean two, stays a name.
 */
export function matchOwners(
  owners: Owners,
  people: Readonly<Record<string, string>>,
  participants: readonly string[],
): Owners {
  if (owners.names.length === 0) return owners
  const byName = new Map(Object.entries(people).map(([name, login]) => [plainWords(name), login]))
  const loginOf = (name: string) => {
    const words = plainWords(name)
    const meant = participants.filter((login) => bare(login) === bare(words))
    return byName.get(words) ?? (meant.length === 1 ? meant[0] : undefined)
  }
  const logins = [...owners.logins]
  for (const login of owners.names.map(loginOf)) {
    if (login === undefined || logins.some((one) => one.toLowerCase() === login.toLowerCase())) continue
    logins.push(login)
  }
  return { ...owners, logins, names: owners.names.filter((name) => loginOf(name) === undefined) }
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
