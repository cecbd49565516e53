import { mayCommand } from '../../domain/issue.ts'
import { publicationStep } from '../publication/publication-step.ts'
import { aboutIncident, defineCommand } from './definition.ts'

/** `/postmortem publish`: the merged postmortem for everybody. */
export interface PublishCommand {
  readonly kind: 'publish'
}

export const publicationCommand = defineCommand<PublishCommand>({
  kind: 'publish',
  names: ['postmortem publish'],
  takes: '',
  help: 'offers the merged postmortem for everybody, in `publish.repository`',
  docs: 'offers the merged postmortem [for everybody](publishing.md), as a draft pull request in `publish.repository`; needs the write role, and is given by one of `publish.approvers`',
  examples: ['/postmortem publish'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: () => ({ kind: 'publish' }),
  refusal(_, call) {
    const step = publicationStep(call, call.comment.author.login)
    return step === undefined ? undefined : 'refused' in step ? step.refused : null
  },
  changes(given, pass) {
    const { comment } = given.at(-1) ?? {}
    const step = comment === undefined ? { offer: null } : publicationStep(pass, comment.author.login)
    if (step === undefined) return undefined
    return 'offer' in step && step.offer !== null ? [step.offer] : []
  },
  answer(call) {
    const step = publicationStep(call, call.comment.author.login)
    return step !== undefined && 'said' in step ? step.said : ''
  },
})
