import type { ConfigurationResult } from '../../config/configuration.ts'
import { configurationPath } from '../../domain/configuration-path.ts'
import { sameLabel } from '../../domain/issue.ts'
import type { Repository } from '../../domain/repository.ts'
import { evaluateTemplates, type TemplateFacts } from './evaluate-template.ts'
import { type CheckupFinding, type FindingSubject, note, ok, problem, warning } from './finding.ts'
import type { FormMistake } from './issue-forms.ts'

export interface RepositoryFacts {
  readonly repository: Repository
  readonly configured: ConfigurationResult
  /** A file that people most likely meant as the configuration; `null` for none. */
  readonly misnamed: string | null
  /** Whether it stands; the default one where none is configured. */
  readonly base: 'found' | 'missing'
  readonly labels: LabelFacts
  /** The configured templates that are files. */
  readonly templates: readonly TemplateFacts[]
  /** Types of the rules on the base branch, and on the branches that postmortems are written on. */
  readonly rules: { readonly base: readonly string[]; readonly drafts: readonly string[] }
}

export interface LabelFacts {
  /** The configured labels and those of the forms that do not exist here. */
  readonly missing: readonly string[]
  readonly forms: readonly FormFacts[]
}

export interface FormFacts {
  readonly path: string
  readonly labels: readonly string[]
  readonly mistakes: readonly FormMistake[]
}

/** What stands in the way of incidents in one repository. */
export function evaluateRepository(facts: RepositoryFacts): readonly CheckupFinding[] {
  const { repository, configured } = facts
  const subject = nameOf(repository)
  const about: FindingSubject = { check: 'repository', subject }
  const { configuration } = configured
  if (repository.archived) return [note(about, 'It is archived, so nothing is done here.')]
  if (!configuration.enabled)
    return [note(about, '`enabled` is false, so nothing is done here.'), ...evaluateConfiguration(configured, subject)]
  const settings = { page: `${repository.url}/settings` }
  const issues = repository.hasIssues
    ? []
    : [
        problem({ check: 'issues', subject }, 'Issues are switched off.', {
          why: 'Incidents are issues.',
          todo: 'Switch them on under “Features”:',
          ...settings,
        }),
      ]
  const observing =
    configuration.mode === 'observe'
      ? [note(about, '`mode` is observe: plans go to the log, and nothing is written.')]
      : []
  return [
    ...observing,
    ...issues,
    evaluateLabel(facts),
    ...evaluateForms(facts),
    ...evaluateConfiguration(configured, subject),
    ...evaluateMisnamed(facts),
    ...evaluateTemplates(repository, facts.templates),
    evaluateBase(facts),
    ...evaluateRules(facts),
  ]
}

function evaluateLabel({ repository, configured, labels }: RepositoryFacts): CheckupFinding {
  const subject = nameOf(repository)
  const about: FindingSubject = { check: 'label', subject }
  const label = configured.configuration.incidentLabel
  if (!labels.missing.some((missing) => sameLabel(missing, label))) return ok(about, `The label “${label}” exists.`)
  const form = labels.forms.find((one) => one.labels.some((set) => sameLabel(set, label)))
  const dropped =
    form === undefined ? 'Issue forms drop labels' : `The form ${form.path} sets it, and GitHub drops labels`
  return problem(about, `The label “${label}” does not exist.`, {
    why: `${dropped} that do not exist, without a word, so no incident starts.`,
    todo: 'Create it:',
    command: `gh label create ${quoted(label)} --repo ${quoted(addressOf(repository))} --color d73a4a`,
    page: `${repository.url}/labels`,
  })
}

function evaluateForms({ repository, configured, labels }: RepositoryFacts): readonly CheckupFinding[] {
  const about: FindingSubject = { check: 'issue-forms', subject: nameOf(repository) }
  const { incidentLabel } = configured.configuration
  const mistaken = labels.forms.flatMap((form) => evaluateForm(form, about, incidentLabel))
  const missing = labels.forms.flatMap(({ path, labels: set }) => {
    const dropped = set.filter(
      (label) => !sameLabel(label, incidentLabel) && labels.missing.some((missing) => sameLabel(missing, label)),
    )
    if (dropped.length === 0) return []
    const message = `${path} sets ${dropped.map((label) => `“${label}”`).join(', ')}, which does not exist.`
    const why = 'GitHub drops it from new issues without a word.'
    return [
      warning(about, message, {
        why,
        todo: 'Create it, or take it out of the form:',
        page: `${repository.url}/labels`,
      }),
    ]
  })
  return [...mistaken, ...missing]
}

function evaluateForm(
  { path, mistakes }: FormFacts,
  about: FindingSubject,
  incidentLabel: string,
): readonly CheckupFinding[] {
  return mistakes.map((mistake) => {
    if (mistake.kind === 'yaml')
      return warning(about, `${path} is no YAML that can be read.`, {
        why: 'GitHub offers such a form to nobody.',
        todo: 'Mend it.',
      })
    if (mistake.kind === 'labels')
      return warning(about, `\`labels\` in ${path} is no list of labels.`, {
        why: 'GitHub sets none of them.',
        todo: 'Write for example `labels: [incident]`.',
      })
    const { written, near, labels } = mistake
    const message = `\`${written}\` in ${path} is not a key of forms.`
    const todo = `Did you mean \`${near}\`?`
    return labels.some((label) => sameLabel(label, incidentLabel))
      ? problem(about, message, { why: `So it does not set “${incidentLabel}”, and no incident starts.`, todo })
      : warning(about, message, { why: 'GitHub passes over it without a word.', todo })
  })
}

function evaluateConfiguration({ problems }: ConfigurationResult, subject: string): readonly CheckupFinding[] {
  if (problems.length === 0) return [ok({ check: 'configuration', subject }, 'The configuration has no mistake.')]
  return problems.map(({ source, line, column, key, message }) => {
    // A mistake in the owner's file is one mistake, however many repositories it touches.
    const about: FindingSubject = {
      check: 'configuration',
      subject: source.split('/').slice(0, 2).join('/') || subject,
    }
    const place = `${source.split('/').slice(2).join('/')}:${line}:${column}`
    return problem(about, `${place} ${key === '' ? '' : `${key} `}${message}.`, {
      why: 'What it means to set does not count; the rest of the file does.',
      todo: 'Mend it; docs/configuration.md explains each key.',
      place,
    })
  })
}

function evaluateMisnamed({ repository, misnamed }: RepositoryFacts): readonly CheckupFinding[] {
  if (misnamed === null) return []
  const about: FindingSubject = { check: 'configuration', subject: nameOf(repository) }
  const why = `The configuration stands in ${configurationPath}, and nowhere else.`
  const todo = 'Rename it, if it is meant as the configuration.'
  return [warning(about, `The file ${misnamed} is not read.`, { why, todo, place: misnamed })]
}

function evaluateBase({ repository, configured, base }: RepositoryFacts): CheckupFinding {
  const about: FindingSubject = { check: 'base-branch', subject: nameOf(repository) }
  const configuredBranch = configured.configuration.baseBranch
  const branch = configuredBranch ?? repository.defaultBranch
  if (base === 'found') return ok(about, `The branch ${branch} exists.`)
  const why = 'A postmortem starts from it and is merged into it.'
  if (configuredBranch === null) {
    return problem(about, 'The repository has no commits yet.', { why, todo: `Push a first commit to ${branch}.` })
  }
  const todo = 'Create it, or correct `base_branch` in the configuration.'
  return problem(about, `The branch ${branch} does not exist.`, { why, todo })
}

/** Rules that can refuse what the app does with a branch; others ask for what it does anyway. */
const refusing = {
  base: ['pull_request', 'update', 'required_status_checks', 'merge_queue'],
  drafts: [
    'creation',
    'update',
    'pull_request',
    'required_status_checks',
    'branch_name_pattern',
    'commit_message_pattern',
    'file_path_restriction',
  ],
}

function evaluateRules({ repository, configured, rules }: RepositoryFacts): readonly CheckupFinding[] {
  const { writeBack, baseBranch } = configured.configuration
  const about: FindingSubject = { check: 'rules', subject: nameOf(repository) }
  const page = `${repository.url}/settings/rules`
  const base = rules.base.filter((type) => refusing.base.includes(type))
  const drafts = rules.drafts.filter((type) => refusing.drafts.includes(type))
  const findings: CheckupFinding[] = []
  if (drafts.length > 0) {
    const message = `Rules may keep the app from writing on branches postmortem/*: ${drafts.join(', ')}.`
    const why = 'Every postmortem is written on such a branch.'
    findings.push(warning(about, message, { why, todo: 'Let the app bypass them, unless it may already:', page }))
  }
  if (base.length > 0 && writeBack === 'commit') {
    const message = `Rules may keep the app from committing to ${baseBranch ?? repository.defaultBranch}: ${base.join(', ')}.`
    const why = 'After a merge it adds the links to the issues there; without, they stand in the status comment only.'
    const todo = 'Set `write_back: pull-request` in the configuration, or let the app bypass them:'
    findings.push(warning(about, message, { why, todo, page }))
  }
  return findings
}

function nameOf({ owner, name }: Repository): string {
  return `${owner}/${name}`
}

/** As `gh` takes it: with the host where it is not GitHub's own. */
function addressOf(repository: Repository): string {
  const { host } = new URL(repository.url)
  return host === 'github.com' ? nameOf(repository) : `${host}/${nameOf(repository)}`
}

function quoted(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
