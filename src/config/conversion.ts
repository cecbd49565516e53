import { parseDuration, showDuration } from './duration.ts'
import type { Configuration, ConfigurationValues } from './schema.ts'

/** The values of YAML's keys as the app's configuration. */
export function toConfiguration(values: ConfigurationValues): Configuration {
  return {
    enabled: values.enabled,
    mode: values.mode,
    incidentLabel: values.incident_label,
    start: { withinHours: parseDuration(values.start.within) ?? 0 },
    directory: values.directory.replace(/\/$/, ''),
    baseBranch: values.base_branch,
    // The name that it had before there were several.
    template: values.template === 'default' ? 'seven-questions' : values.template,
    writeBack: values.write_back,
    actionItems: values.action_items,
    completeLabel: values.complete_label,
    timeline: { lookBackHours: parseDuration(values.timeline.look_back) ?? 0, quote: values.timeline.quote },
    reminders: { ...values.reminders, escalation: withAt(values.reminders.escalation) },
    severityLabels: values.severity_labels,
  }
}

/** The inverse of `toConfiguration`: a file that says every key. */
export function toValues(configuration: Configuration): ConfigurationValues {
  return {
    enabled: configuration.enabled,
    mode: configuration.mode,
    incident_label: configuration.incidentLabel,
    start: { within: showDuration(configuration.start.withinHours) },
    directory: configuration.directory,
    base_branch: configuration.baseBranch,
    template: configuration.template,
    write_back: configuration.writeBack,
    action_items: { ...configuration.actionItems },
    complete_label: configuration.completeLabel,
    timeline: {
      look_back: showDuration(configuration.timeline.lookBackHours),
      quote: configuration.timeline.quote,
    },
    reminders: { ...configuration.reminders },
    severity_labels: [...configuration.severityLabels],
  }
}

function withAt(mention: string | null): string | null {
  return mention === null || mention.startsWith('@') ? mention : `@${mention}`
}
