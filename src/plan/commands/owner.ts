import { mayCommand } from '../../domain/issue.ts'
import { aboutItem, defineCommand } from './definition.ts'
import { loginsIn, namesRefusal } from './lead.ts'

/** `/owner [@user …]`: without a name whoever writes it means themselves, and `logins` is empty. */
export interface OwnerCommand {
  readonly kind: 'owner'
  readonly logins: readonly string[]
}

export const ownerCommand = defineCommand<OwnerCommand>({
  kind: 'owner',
  names: ['owner'],
  takes: '[@user …]',
  help: 'hands it over, to one or several; without a name to you',
  docs: 'hands the action item over: its issue is assigned to these and nobody else; without a name to you',
  examples: ['/owner @octocat', '/owner'],
  where: aboutItem,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'owner', logins: loginsIn(text) }),
  // Who can be assigned in another repository, GitHub itself decides.
  refusal: ({ logins }, call) => namesRefusal('owner', call.in === undefined ? logins : [], call),
  item(before, { logins }, { comment }) {
    return { ...before, owners: logins.length === 0 ? [comment.author.login] : logins }
  },
})
