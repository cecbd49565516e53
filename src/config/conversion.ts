import { parseDuration, showDuration } from '../text/time/duration.ts'
import { defaultTemplate } from './schema/built-in-templates.ts'
import { parseDeadline, showDeadline } from './schema/deadline.ts'
import { toHeadings, toHeadingValues } from './schema/review-schema.ts'
import type { Configuration, RuleValues } from './schema/schema.ts'
import type { Service, ServiceValues } from './schema/service-schema.ts'

/** What the configuration says besides services and overrides. */
export type Rules = Omit<Configuration, 'services' | 'overrides'>

/** The values of YAML's keys as the app's configuration. */
export function toRules(values: RuleValues): Rules {
  return {
    enabled: values.enabled,
    mode: values.mode,
    incidentLabel: values.incident_label,
    start: { withinHours: parseDuration(values.start.within) ?? 0 },
    directory: values.directory.replace(/\/$/, ''),
    baseBranch: values.base_branch,
    template: toChoice(values.template),
    writeBack: values.write_back,
    actionItems: values.action_items,
    completeLabel: values.complete_label,
    timeline: { lookBackHours: parseDuration(values.timeline.look_back) ?? 0, quote: values.timeline.quote },
    reminders: { ...values.reminders, escalation: withAt(values.reminders.escalation) },
    review: {
      require: values.review.require,
      reviewers: values.review.reviewers.map((reviewer) => withAt(reviewer)),
      headings: toHeadings(values.review.headings),
    },
    severityLabels: values.severity_labels,
    requiredFor: values.required_for,
    deadlines: values.deadlines.map((text) => (text === null ? null : parseDeadline(text))),
  }
}

/** The inverse of `toRules`: a file that says every key. */
export function toRuleValues(configuration: Rules): RuleValues {
  return {
    enabled: configuration.enabled,
    mode: configuration.mode,
    incident_label: configuration.incidentLabel,
    start: { within: showDuration(configuration.start.withinHours) },
    directory: configuration.directory,
    base_branch: configuration.baseBranch,
    template: toTemplateValue(configuration.template),
    write_back: configuration.writeBack,
    action_items: { ...configuration.actionItems },
    complete_label: configuration.completeLabel,
    timeline: {
      look_back: showDuration(configuration.timeline.lookBackHours),
      quote: configuration.timeline.quote,
    },
    reminders: { ...configuration.reminders },
    review: {
      require: [...configuration.review.require],
      reviewers: [...configuration.review.reviewers],
      headings: toHeadingValues(configuration.review.headings),
    },
    severity_labels: [...configuration.severityLabels],
    required_for: configuration.requiredFor === 'all' ? 'all' : [...configuration.requiredFor],
    deadlines: configuration.deadlines.map((deadline) => (deadline === null ? null : showDeadline(deadline))),
  }
}

function toChoice(value: RuleValues['template']): Configuration['template'] {
  if (typeof value === 'string') return { byLabel: [], otherwise: presentName(value) }
  const { default: otherwise = defaultTemplate, ...labels } = value
  const byLabel = Object.entries(labels).map(([label, template]) => ({ label, template: presentName(template) }))
  return { byLabel, otherwise: presentName(otherwise) }
}

function toTemplateValue({ byLabel, otherwise }: Configuration['template']): RuleValues['template'] {
  if (byLabel.length === 0) return otherwise
  return { ...Object.fromEntries(byLabel.map(({ label, template }) => [label, template])), default: otherwise }
}

/** The default template was called so when it was the only one. */
function presentName(template: string): string {
  return template === 'default' ? defaultTemplate : template
}

/** A service as the app knows it. */
export function toService(name: string, values: ServiceValues): Service {
  return {
    name,
    repositories: values.repositories,
    paths: values.paths.map((path) => path.replace(/^\//, '').replace(/(?:\/\*\*|\/)$/, '')),
    label: values.label ?? `service:${name}`,
    team: withAt(values.team),
    lead: withAt(values.lead),
    reviewers: values.reviewers.map((reviewer) => withAt(reviewer)),
    private: values.private,
  }
}

/** The inverse of `toService`. */
export function toServiceValues({ name: _, ...values }: Service): ServiceValues {
  return {
    ...values,
    repositories: [...values.repositories],
    paths: [...values.paths],
    reviewers: [...values.reviewers],
  }
}

function withAt(mention: string): string
function withAt(mention: string | null): string | null
function withAt(mention: string | null): string | null {
  return mention === null || mention.startsWith('@') ? mention : `@${mention}`
}
