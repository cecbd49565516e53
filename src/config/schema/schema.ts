import * as z from 'zod'
import { type AppValues, called } from './app-names.ts'
import { builtInTemplates, defaultTemplate } from './built-in-templates.ts'
import { dueDefaults } from './due-defaults.ts'
import { choice, count, flag, key, label } from './key-types.ts'
import { overridesOf } from './override-schema.ts'
import { publishSection } from './publish-schema.ts'
import { reviewSection } from './review-schema.ts'
import { type Service, serviceShape, servicesType } from './service-schema.ts'
import {
  accountText,
  branchText,
  dayText,
  deadline,
  duration,
  folder,
  headingText,
  labelText,
  mention,
  templateChoice,
  zoneText,
} from './value-types.ts'

const start = z.strictObject({
  within: called(
    'withinHours',
    key(
      duration.prefault('3 days'),
      'How old the setting of the incident label may be for a postmortem to start; older incidents are left alone.',
      'a duration from 1 hour to 30 days, such as 3 days, 12 hours, 90 minutes or 1 week',
    ),
  ),
})

const fieldName = z.union([headingText, z.null()]).default(null)

const itemFields = key(
  z.strictObject({ due: fieldName, priority: fieldName }).default({ due: null, priority: null }),
  "Which of the organisation's issue fields hold the due date (a date; then the text has no line `Due:`) and the priority (a single select, whose options stand for P0 to P3 in their order), such as `{ due: Target date, priority: Priority }`. What is null is found by its name: Target date, Due date, Due or Deadline, and Priority.",
  'a mapping of due and priority to the name of an issue field, none or null',
)

const actionItems = z.strictObject({
  label: label('postmortem-action', 'The label of action-item issues, created when it is first needed.'),
  max: count(1, 100, 50, 'The most issues that one document creates; what is left is listed, not lost.'),
  due: key(
    dueDefaults.prefault('30 days'),
    'Until when an action item is due whose line names no date, counted from the merge in `reminders.zone`: one for all, or one by priority, such as `{ P0: 7 days, P1: 14 days, P2: 30 days, P3: 90 days }`, where `default` is for the others (30 days); null for none. A date in the line always counts.',
    'days or business days such as 30 days, a mapping of P0 to P3 and default to these, or null',
  ),
  fields: itemFields,
  type: key(
    z.union([headingText, z.null()]).default(null),
    'The issue type of action-item issues, where the organisation has it; null for none.',
    'the name of an issue type, or null',
  ),
  people: key(
    z.record(headingText, accountText).default({}),
    'Whose account a name in a document means, so that "Owner: Alice" becomes an assignee.',
    'accounts by name, such as Alice: alice-b',
  ),
})

const timeline = z.strictObject({
  look_back: called(
    'lookBackHours',
    key(
      duration.prefault('1 day'),
      'How long before the start changes are looked for: deployments, releases, merges and failed workflow runs.',
      'a duration from 1 hour to 30 days, such as 1 day or 12 hours',
    ),
  ),
  quote: choice(
    ['members', 'marked', 'none'],
    'Whose words the timeline quotes: in private repositories the comments of people with the triage role or more (`members`); only `/timeline` and comments that such people marked with 👀 or 🚀 (`marked`, and in public repositories always); or only `/timeline` (`none`).',
  ),
})

const reminders = z.strictObject({
  enabled: flag(true, 'Whether people are reminded of open action items.'),
  zone: key(
    zoneText.default('UTC'),
    'The time zone of `hour`, of weekdays and of due dates.',
    'an IANA time zone, such as UTC or Europe/Zurich',
  ),
  hour: count(0, 23, 9, 'The hour from which reminders are posted, on weekdays only, and until nine hours later.'),
  holidays: key(
    z.array(dayText).max(500).default([]),
    'Days on which nobody is reminded of anything; what would be said then is said on the next working day.',
    'days, such as [2026-12-25, 2026-12-26]',
  ),
  before: count(0, 30, 2, 'How many days before its due date an action item is first reminded of.'),
  repeat: count(1, 60, 7, 'How many days lie between reminders of an overdue action item; the first is a day late.'),
  undated: count(1, 90, 14, 'How many days lie between reminders of an action item without a due date.'),
  limit: count(
    0,
    20,
    5,
    'How many reminders an action item gets before the escalation; after that there is one a month until it is closed. 0 for none at all.',
  ),
  escalation: key(
    z.union([mention, z.null()]).prefault(null),
    'Who is mentioned, once, when all reminders had no effect, before who leads the incident is; null for nobody.',
    'a team "@org/team" or an account "@login", in quotes, or null',
  ),
})

/** The keys that have one value for an incident, whatever it is about. */
export const ruleSchema = z.strictObject({
  enabled: flag(true, 'Whether the app does anything here.'),
  mode: choice(['act', 'observe'], 'Whether the app writes to GitHub (`act`) or only logs what it would (`observe`).'),
  incident_label: label('incident', 'The label that makes an issue an incident.'),
  start: start.prefault({}).describe('When a postmortem starts.'),
  directory: key(
    folder.prefault('postmortems'),
    'The folder in which documents are created.',
    'a folder, relative to the root, without "..", hidden parts, backslashes, "%" or ":"',
  ),
  base_branch: key(
    z.union([branchText, z.null()]).default(null),
    'The branch that documents are merged into; null for the default branch.',
    'the name of a branch, or null',
  ),
  template: key(
    templateChoice.prefault(defaultTemplate),
    "What a new document looks like: a built-in template, or a file on the default branch, of this repository or else of the owner's `.github` repository. A mapping names one by label, the first that the incident carries: `{ sev1: .github/large.md, default: seven-questions }`.",
    `${Object.keys(builtInTemplates).join(', ')}, or the path of a file that ends in .md or .mustache, as for directory or in .github, or a mapping of at most 20 labels, default among them, to these`,
  ),
  write_back: choice(
    ['commit', 'pull-request', 'off'],
    'How the merged document gets the links to its issues: by a commit, by a small pull request, or not at all.',
  ),
  action_items: actionItems.prefault({}).describe('What becomes of the checklist in a merged document.'),
  complete_label: label('postmortem-complete', 'The label that an incident gets once all its action items are closed.'),
  timeline: timeline.prefault({}).describe('What the facts of the document are made of.'),
  reminders: reminders.prefault({}).describe('When and how often people are reminded of open action items.'),
  review: reviewSection.prefault({}).describe('What the review of a document goes by.'),
  publish: publishSection.prefault({}).describe('What becomes of postmortems for everybody.'),
  severity_labels: key(
    z.array(labelText).max(20).default(['sev1', 'sev2', 'sev3', 'sev4']),
    'The labels that tell how severe an incident is; the first in this list that it carries counts.',
    'a list of at most 20 labels, each of 1 to 50 characters without commas',
  ),
  required_for: key(
    z.union([z.literal('all'), z.array(labelText).max(20)]).default('all'),
    'Which incidents need a postmortem: all, or those that carry one of these labels. The others are told how to start one all the same.',
    'all, or a list of at most 20 labels such as [sev1, sev2]',
  ),
  deadlines: key(
    z.array(deadline).max(20).prefault(['3 days', '5 business days', '10 business days']),
    'Until when the postmortem is merged, counted from the opening of its draft: for each of `severity_labels`, in their order; null for no deadline. Business days are weekdays in `reminders.zone`.',
    'a list of at most 20, each such as 3 days, 5 business days or null',
  ),
})

/** The schema of `.github/postmortem.yml`. Every key has a default, so an empty mapping is a full configuration. */
export const configurationSchema = ruleSchema.extend({
  services: servicesType,
  overrides: overridesOf(ruleSchema.shape, serviceShape),
})

/** What a file says of these keys. */
export type RuleValues = z.input<typeof ruleSchema>

/** What the configuration says besides services and overrides: every key is set, under YAML's name in camel case. */
export type Rules = AppValues<typeof ruleSchema.shape>

/** What the app goes by in one repository. */
export interface Configuration extends Rules {
  /** By their names, which are unique whatever their case. */
  readonly services: readonly Service[]
  readonly overrides: readonly Override[]
}

/** What counts for incidents that carry all of some labels. */
export interface Override {
  readonly labels: readonly string[]
  /** Valid values under YAML's dotted key names, as `reminders.hour` and `services.checkout.lead`. */
  readonly values: ReadonlyMap<string, unknown>
}
