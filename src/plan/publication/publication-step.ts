import { knowledgeFrom } from '../../document/publication/internal-knowledge.ts'
import { noPublicationKnowledge } from '../../document/publication/leak.ts'
import { type Publication, publicationQuestions, publicDocument } from '../../document/publication/public-document.ts'
import { incidentOfDocument, parseFullName } from '../../domain/ref.ts'
import type { ServiceRepository } from '../../domain/repository.ts'
import { isPublic, mayStandIn } from '../../domain/visibility.ts'
import { baseDocument } from '../action-items/base-document.ts'
import type { IncidentPass } from '../pass.ts'
import { refusedWrites } from '../status/refused.ts'
import { sayer, sentence } from '../texts.ts'
import { offerIn } from './offer.ts'
import type { PublicationStep } from './step.ts'

/**
 * What `/postmortem publish` by `login` comes to. It leaves the incident's repository only by this, only for one of the same
 * account, and only where somebody approved it: whoever may approve gives the command. `undefined` while something is not read.
 */
export function publicationStep(pass: IncidentPass, login: string): PublicationStep | undefined {
  const { incident, context } = pass
  const denied = deniedHere(pass, login)
  if (denied === undefined || denied !== null) return denied
  const there = destination(pass)
  if (there === undefined || 'refused' in there) return there
  const { publish } = incident.configuration
  const name = `${there.owner}/${there.repo}`
  if (publish.approvers.length === 0 && !mayStandIn(there, incident.repository))
    return { refused: sentence(context.templates, 'denied-publish-nobody') }
  if (refusedWrites(pass.refusals, 'publish').length > 0)
    return { said: sentence(context.templates, 'publish-refused', { name }), offer: null }
  const made = documentOf(pass, there)
  return made === undefined || 'refused' in made ? made : offerIn(pass, there, made)
}

/** Why nothing is published from here by this account; `null` for no reason. */
function deniedHere(pass: IncidentPass, login: string): { readonly refused: string } | null | undefined {
  const { incident, context } = pass
  const { repository, approvers } = incident.configuration.publish
  const say = sayer(context.templates)
  if (repository === null) return { refused: say('denied-publish-nowhere') }
  if (!incident.pull?.merged) return { refused: say('denied-publish-unmerged') }
  const role = pass.ask({ ask: 'role', login })
  if (role === undefined) return undefined
  if (!['admin', 'maintain', 'write'].includes(role)) return { refused: say('denied-publish-role') }
  const mayApprove = approvers.length === 0 || approvers.some((one) => one.toLowerCase() === login.toLowerCase())
  return mayApprove ? null : { refused: say('denied-publish-approver', { approvers: approvers.join(', ') }) }
}

/** The repository for everybody, by its present name: of this account, and not this one. */
function destination(pass: IncidentPass): ServiceRepository | { readonly refused: string } | undefined {
  const { incident, context } = pass
  const { owner, name: own } = incident.repository
  const written = incident.configuration.publish.repository ?? ''
  const name = parseFullName(written) === null ? `${owner}/${written}` : written
  const refused = { refused: sentence(context.templates, 'denied-publish-there', { name }) }
  if (!isSame(name.split('/', 1)[0] ?? '', owner)) return refused
  const question = { ask: 'serviceRepository', name } as const
  const there = pass.refused(question) ? null : pass.ask(question)
  if (there === undefined) return undefined
  const fits = there?.installed && isSame(there.owner, owner) && !isSame(there.repo, own)
  return there !== null && fits ? there : refused
}

/** The document for everybody that today's postmortem makes. */
function documentOf(
  pass: IncidentPass,
  there: ServiceRepository,
): Publication | { readonly refused: string } | undefined {
  const { incident, context } = pass
  const { configuration, pull, repository, memory, ref } = incident
  const unreadable = { refused: sentence(context.templates, 'denied-publish-document') }
  const { path } = memory
  // Somebody may have edited the status comment, which remembers the path: no other file is published.
  const isOwn =
    path !== null && (incidentOfDocument(path) === ref.number || path.startsWith(`${configuration.directory}/`))
  if (pull === null || !isOwn) return unreadable
  const base = baseDocument(pass, pull, path)
  if (base === undefined) return undefined
  if (!base.found) return unreadable
  const { publish, review, actionItems } = configuration
  const { people, tracked } = knowledgeFrom(base.text, review.headings)
  const seen = [incident.issue, ...incident.comments].map(({ author }) => author.login)
  const made = publicDocument(base.text, {
    texts: context.templates,
    headings: review.headings,
    path: base.path,
    contact: publish.contact,
    knowledge: {
      ...noPublicationKnowledge,
      internal: publish.internal,
      customers: publish.customers,
      people: [...Object.entries(actionItems.people).flat(), ...people, ...seen],
      owner: repository.owner,
      publicRepositories: isPublic(there) ? [`${there.owner}/${there.repo}`] : [],
      tracked,
      questions: publicationQuestions(context.templates),
    },
  })
  return made.ok ? made.publication : unreadable
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
