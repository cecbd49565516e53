import { reviewDocument } from '../../document/review/review.ts'
import type { Pull } from '../../domain/repository.ts'
import { questionNames } from '../../domain/review.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import { readItems } from '../action-items/read-items.ts'
import { documentTemplate } from '../draft/document-template.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer } from '../texts.ts'

/**
 * What a draft does not have yet, a line each: the questions that nobody has answered in full, then how much else its review
 * would mark. Nothing where there is no document that can be read. `undefined` while it is not read.
 */
export function stillMissing(pass: IncidentPass, pull: Pull, path: string | null): readonly string[] | undefined {
  const { incident, context } = pass
  if (path === null) return []
  const found = pass.ask({ ask: 'file', path, at: pull.head.sha })
  const template = documentTemplate(pass, incident)
  if (found === undefined || template === undefined) return undefined
  if (!found.found) return []
  const { reminders, review } = incident.configuration
  const reviewed = reviewDocument(found.text, {
    texts: context.templates,
    today: dayIn(reminders.zone, incident.now),
    require: review.require,
    headings: review.headings,
    participants: [],
    read: readItems(found, { configuration: incident.configuration, pull }),
    zone: reminders.zone,
    template: template.found ? template.text : null,
    path,
  })
  if (!reviewed.ok) return [reviewed.problem]
  const say = sayer(context.templates)
  const open = questionNames.filter((name) => reviewed.answers[name] !== 'answered')
  // Of each open question there is a finding, too.
  const others = reviewed.findings.filter(({ rule }) => !rule.startsWith('question/')).length
  return [
    ...open.map((name) => `${say(`question-${name}`)} (${say(`answer-${reviewed.answers[name]}`)})`),
    ...(others === 0 ? [] : [say('missing-others', { count: others, one: others === 1 })]),
  ]
}
