import { LRUCache } from 'lru-cache'
import { mayCommand, type Role } from '../domain/issue.ts'
import { fullName, type RepositoryName } from '../domain/ref.ts'
import type { GitHub } from './ports.ts'

/** Enough for everybody who writes at the incidents of many accounts; who falls out is unknown again. */
const most = 10_000

/** Whether somebody may command in a repository, as a pass saw it last. */
export type CommandStanding = 'may' | 'may-not' | 'unknown'

/**
 * What this process's passes have read of people's roles. It says who is likely to be obeyed, so that their deliveries go
 * first; it grants nothing, since each pass reads the role anew.
 */
export interface KnownRoles {
  learn(repository: RepositoryName, login: string, role: Role): void
  of(repository: RepositoryName, login: string): CommandStanding
}

/** Nobody known yet. Forgets the least recently used beyond 10,000, and everything with the process. */
export function createKnownRoles(): KnownRoles {
  const known = new LRUCache<string, CommandStanding>({ max: most })
  const keyOf = (repository: RepositoryName, login: string) => `${fullName(repository)} ${login}`.toLowerCase()
  return {
    learn(repository, login, role) {
      known.set(keyOf(repository, login), mayCommand(role) ? 'may' : 'may-not')
    },
    of: (repository, login) => known.get(keyOf(repository, login)) ?? 'unknown',
  }
}

/** The same GitHub; `roles` learns what it answers about people's roles. */
export function learning(github: Pick<GitHub, 'open' | 'repositories'>, roles: KnownRoles): GitHub {
  return {
    repositories: () => github.repositories(),
    async open(repository, priority, pass) {
      const session = await github.open(repository, priority, pass)
      const { reader } = session
      return {
        ...session,
        reader: {
          ...reader,
          async role(question) {
            const role = await reader.role(question)
            if (question.in === undefined) roles.learn(repository, question.login, role)
            return role
          },
        },
      }
    },
  }
}
