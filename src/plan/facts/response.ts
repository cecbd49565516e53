import { mayCommand } from '../../domain/issue.ts'
import { isPublic } from '../../domain/visibility.ts'
import type { Inquiry } from '../inquiry.ts'
import type { IncidentPass } from '../pass.ts'

/** What somebody did first about an incident. */
export interface Response {
  readonly at: string
  /** Untrusted. */
  readonly login: string
}

/** Of so many of those who spoke the role is looked up, each a request. */
const mostAsked = 5

/**
 * The first thing that a person other than who opened the issue did about it: a comment that nobody hid, or to take it. In a
 * public repository, where everybody can say "me too", a comment counts of people with triage or more, among the first five who
 * spoke; while the draft is not open yet, that is not looked at. `null` for none, `undefined` while something is not read.
 */
export function firstResponse(pass: IncidentPass): Response | null | undefined {
  const { incident } = pass
  const author = incident.issue.author.login
  const comments = incident.comments
    .filter((comment) => !comment.author.bot && !comment.hidden && comment.author.login !== author)
    .map((comment) => ({ at: comment.createdAt, login: comment.author.login }))
  const takings = incident.events.flatMap(({ kind, actor, at }) =>
    kind === 'assigned' && actor !== null && !actor.bot && actor.login !== author ? [{ at, login: actor.login }] : [],
  )
  const taken = earliest(takings)
  const spoke = comments.filter(({ at }) => taken === null || at < taken.at)
  const counted = !isPublic(incident.repository) || incident.pull === null ? spoke : ofMembers(spoke, pass)
  return counted === undefined ? undefined : (earliest(counted) ?? taken)
}

/** What people said who may command; of those whom GitHub does not tell about, too. */
function ofMembers(spoke: readonly Response[], inquiry: Inquiry): readonly Response[] | undefined {
  const asked = [...new Set(spoke.map(({ login }) => login))].slice(0, mostAsked)
  const roles = asked.map((login) => {
    const question = { ask: 'role', login } as const
    return { login, role: inquiry.ask(question), refused: inquiry.refused(question) }
  })
  if (roles.some(({ role, refused }) => role === undefined && !refused)) return undefined
  const members = new Set(roles.flatMap(({ login, role }) => (role === undefined || mayCommand(role) ? [login] : [])))
  return spoke.filter(({ login }) => members.has(login))
}

function earliest(responses: readonly Response[]): Response | null {
  return responses.reduce<Response | null>((first, one) => (first === null || one.at < first.at ? one : first), null)
}
