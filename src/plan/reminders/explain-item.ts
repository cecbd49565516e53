import type { Configuration } from '../../config/schema/schema.ts'
import type { Comment, Issue } from '../../domain/issue.ts'
import type { IssueLinks } from '../../domain/issue-links.ts'
import type { Self } from '../../domain/self.ts'
import { withDueField } from '../action-items/issue-fields/due-field.ts'
import type { Templates } from '../context.ts'
import { audiencesOf } from './escalation.ts'
import { explanation } from './explanation.ts'
import { lastPostedOf, seriesOf } from './item-series.ts'
import { pauseOf } from './pauses.ts'
import { nextSlot, nextSlotAt } from './reminder-slots.ts'

/** What is read to explain the reminders of one item. */
export interface ItemFacts {
  /** Of the item. */
  readonly issue: Issue
  readonly talk: readonly Comment[]
  readonly links: IssueLinks | null
  /** Of its incident. */
  readonly incident: Issue
  /** As it counts for the incident. */
  readonly configuration: Configuration
  /** ISO 8601 in UTC. */
  readonly now: string
  readonly self: Self
  readonly templates: Templates
}

/** Why an open item is, or is not, reminded of, sentence by sentence, and when next: by what stands on GitHub alone. */
export function explainItem(facts: ItemFacts): readonly string[] {
  const { talk, links, incident, configuration, now, self, templates } = facts
  const issue = withDueField(facts.issue, configuration)
  const rules = { ...configuration.reminders, levels: audiencesOf({ issue: incident, configuration }) }
  const series = seriesOf(issue, now, rules)
  const posted = lastPostedOf(series, { n: 0, at: null }, talk, self)
  const pause = pauseOf(issue, links?.pulls ?? [], now, rules)
  const slot = nextSlot(series, posted, now, rules)
  const next = pause === null ? nextSlotAt(series, posted, now, rules) : pause.until
  return explanation({ issue, series, slot, next, pause }, rules, templates)
}
