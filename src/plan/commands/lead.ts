import { withoutMarks } from '../../document/commands/slash-lines.ts'
import { type IssueEvent, mayCommand } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import { decidedSince } from './decided-since.ts'
import { aboutIncident, defineCommand, type Given } from './definition.ts'

/** `/lead [@user …]`: without a name whoever writes it means themselves, and `logins` is empty. */
export interface LeadCommand {
  readonly kind: 'lead'
  readonly logins: readonly string[]
}

export const leadCommand = defineCommand<LeadCommand>({
  kind: 'lead',
  names: ['lead'],
  takes: '[@user …]',
  help: 'assigns who leads; without a name that is you',
  docs: 'assigns the incident to who leads, one or several; without a name to you. Who is assigned already stays',
  examples: ['/lead', '/lead @octocat @hubot'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'lead', logins: loginsIn(text) }),
  // One sentence for the first who cannot be assigned; the others are told once that one is put right.
  refusal({ logins }, pass) {
    return namesRefusal('lead', logins, pass)
  },
  changes: leadChanges,
})

/** More words than these are a sentence, of which the first is the name. */
const mostNames = 4

/**
 * Whom a text names: everybody written with an @, else every word of a few, since nobody can tell "wes tia" from "wes
 * please"; who is nobody's name is told so.
 */
export function loginsIn(text: string): readonly string[] {
  const words = text.split(/[\s,;&+]+/).map((word) => withoutMarks(word))
  const bare = words.filter((word) => !/^(?:and|please|pls|thanks|)$/i.test(word))
  const [first] = bare
  if (first === undefined) return []
  const marked = bare.filter((word) => word.startsWith('@')).map((word) => word.slice(1))
  const named = first.startsWith('@') ? marked : bare.length <= mostNames ? bare : [first]
  return [...new Set(named.map((name) => name.replace(/^@/, '')))]
}

/** A login of GitHub's, or of an enterprise with managed users: https://docs.github.com/rest/users */
const loginPattern = /^[a-z\d](?:[a-z\d_]|-(?=[a-z\d])){0,60}$/i

/** Why not all of these can be assigned, of the first who cannot; `null` where they can, `undefined` while it is not read. */
export function namesRefusal(
  command: 'lead' | 'owner',
  logins: readonly string[],
  pass: IncidentPass,
): string | null | undefined {
  const refusals = logins.map((login) => nameRefusal(command, login, pass))
  if (refusals.includes(undefined)) return undefined
  return refusals.find((refusal) => refusal !== null) ?? null
}

function nameRefusal(
  command: 'lead' | 'owner',
  login: string,
  { ask, refused, context }: IncidentPass,
): string | null | undefined {
  if (!loginPattern.test(login)) return sentence(context.templates, 'denied-lead-name', { login, command })
  const question = { ask: 'assignable', login } as const
  // Where that may not be asked, GitHub itself leaves out whom it cannot assign.
  if (refused(question)) return null
  const assignable = ask(question)
  if (assignable === undefined) return undefined
  return assignable ? null : sentence(context.templates, 'denied-lead', { login })
}

/** Nothing for who is assigned already, or was taken off by people since. */
function leadChanges(given: readonly Given<LeadCommand>[], { incident, context }: IncidentPass): readonly Mutation[] {
  const { assignees } = incident.issue
  const logins = given.flatMap(({ command, comment }) => {
    const named = command.logins.length === 0 ? [comment.author.login] : command.logins
    return named.filter((login) => {
      const left = (event: IssueEvent) => event.kind === 'unassigned' && sameLogin(event.login, login)
      return !assignees.some((one) => sameLogin(one, login)) && !decidedSince(comment, incident, left, context)
    })
  })
  const wanted = logins.filter((login, index) => logins.findIndex((one) => sameLogin(one, login)) === index)
  return wanted.length === 0 ? [] : [{ rule: 'assign-lead', do: 'assign', number: incident.ref.number, logins: wanted }]
}

function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
