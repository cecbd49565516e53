import { type ConfigurationResult, parseConfiguration } from '../../config/configuration.ts'
import { isBuiltIn } from '../../config/schema/built-in-templates.ts'
import { sameLabel } from '../../domain/issue.ts'
import type { IncidentRef, Ref, RepositoryName } from '../../domain/ref.ts'
import type { Repository } from '../../domain/repository.ts'
import type { InstallationFacts } from '../../github/access/checkup.ts'
import type { GitHubAdapter, GitHubSession } from '../../github/app.ts'
import { attempt, type LookAt } from '../commands/look.ts'
import { wantedGrant } from '../http/manifest.ts'
import { evaluateRepositoryGrant } from './evaluate-grants.ts'
import { type Eyes, evaluateFault, evaluateIncident, evaluateRefusals } from './evaluate-incident.ts'
import { evaluateRepository, type LabelFacts, type RepositoryFacts } from './evaluate-repository.ts'
import type { TemplateFacts } from './evaluate-template.ts'
import { evaluateWorkflows } from './evaluate-workflows.ts'
import { several } from './facts.ts'
import { type CheckupFinding, type FindingSubject, ok } from './finding.ts'
import { formsFolder, isForm, labelsOfForm, mistakesInForm } from './issue-forms.ts'

export interface RepositoryParts {
  readonly github: GitHubAdapter
  readonly look: LookAt
  readonly eyes: Eyes
  readonly installations: readonly InstallationFacts[]
  /** Told what is looked at now. */
  readonly say: (what: string) => void
}

export interface RepositoryExamination {
  readonly findings: readonly CheckupFinding[]
  readonly incidents: number
}

/** Incidents of one repository that are looked at at the same time. */
const incidentsAtOnce = 4
/** Forms beyond these are not read. */
const mostForms = 20

/** Checks one repository and its incidents. What cannot be read becomes a finding; never throws. */
export async function collectRepository(name: RepositoryName, parts: RepositoryParts): Promise<RepositoryExamination> {
  const subject = `${name.owner}/${name.repo}`
  parts.say(subject)
  try {
    const session = await parts.github.open(name, 'sweep')
    const granted = evaluateGranted(subject, session, parts)
    const itself = await collectItself(subject, session)
    const { findings, incidents } = await collectIncidents({ kind: 'repository', ...name }, session, parts)
    return { findings: [...granted, ...itself, ...findings], incidents }
  } catch (fault) {
    return { findings: [evaluateFault({ check: 'access', subject }, fault)], incidents: 0 }
  }
}

/** What cannot be read of the repository hides neither its permissions nor its incidents. */
async function collectItself(subject: string, session: GitHubSession): Promise<readonly CheckupFinding[]> {
  try {
    const facts = await observe(session)
    // An app opens pull requests by its own right: of the Action alone it is a setting.
    const workflows = session.permissions === null ? await session.surroundings.workflowsOpenPulls() : null
    return [...evaluateRepository(facts), ...evaluateWorkflows(subject, facts.repository.url, workflows)]
  } catch (fault) {
    return [evaluateFault({ check: 'repository', subject }, fault)]
  }
}

function evaluateGranted(
  subject: string,
  { permissions }: GitHubSession,
  parts: RepositoryParts,
): readonly CheckupFinding[] {
  const owner = subject.split('/')[0]?.toLowerCase()
  const installation = parts.installations.find(({ account }) => account.toLowerCase() === owner)
  return permissions === null || installation === undefined
    ? []
    : [evaluateRepositoryGrant(subject, permissions, installation, wantedGrant().permissions)]
}

async function observe(session: GitHubSession): Promise<RepositoryFacts> {
  const { reader, surroundings } = session
  const [repository, texts] = await Promise.all([
    reader.repository({ ask: 'repository' }),
    reader.configuration({ ask: 'configuration' }),
  ])
  const configured = parseConfiguration(texts)
  const { baseBranch } = configured.configuration
  const branch = baseBranch ?? repository.defaultBranch
  const [misnamed, base, labels, templates, onBase, onDrafts] = await Promise.all([
    reader.misnamedConfiguration({ ask: 'misnamedConfiguration' }),
    reader.branch({ ask: 'branch', name: branch }),
    observeLabels(session, repository, configured),
    observeTemplates(session, repository, configured),
    surroundings.rules(branch),
    surroundings.rules('postmortem/incident-1'),
  ])
  return {
    repository,
    configured,
    misnamed,
    base: base === null ? 'missing' : 'found',
    labels,
    templates,
    rules: { base: onBase, drafts: onDrafts },
  }
}

async function observeTemplates(
  { reader }: GitHubSession,
  { defaultBranch }: Repository,
  { configuration }: ConfigurationResult,
): Promise<readonly TemplateFacts[]> {
  const { byLabel, otherwise } = configuration.template
  const named = new Set([...byLabel.map(({ template }) => template), otherwise])
  return Promise.all(
    [...named]
      .filter((path) => !isBuiltIn(path))
      .map(async (path) => {
        const own = await reader.file({ ask: 'file', path, at: defaultBranch })
        const missing = !own.found && own.reason === 'missing'
        return { path, lookup: missing ? await reader.ownerFile({ ask: 'ownerFile', path }) : own }
      }),
  )
}

async function observeLabels(
  { reader, surroundings }: GitHubSession,
  repository: Repository,
  { configuration }: ConfigurationResult,
): Promise<LabelFacts> {
  const paths = (await surroundings.files(formsFolder)).filter(isForm).slice(0, mostForms)
  const forms = await Promise.all(
    paths.map(async (path) => {
      const file = await reader.file({ ask: 'file', path, at: repository.defaultBranch })
      if (!file.found) return { path, labels: [], mistakes: [] }
      return { path, labels: labelsOfForm(path, file.text), mistakes: mistakesInForm(path, file.text) }
    }),
  )
  const set = [configuration.incidentLabel, ...forms.flatMap(({ labels }) => labels)]
  const names = set.filter((label, index) => set.findIndex((other) => sameLabel(other, label)) === index)
  const exist = await Promise.all(names.map((name) => reader.label({ ask: 'label', name })))
  return { forms, missing: names.filter((_, index) => !exist[index]) }
}

async function collectIncidents(
  ref: Ref,
  { permissions }: GitHubSession,
  { look, eyes, say }: RepositoryParts,
): Promise<RepositoryExamination> {
  const subject = `${ref.owner}/${ref.repo}`
  const about: FindingSubject = { check: 'incidents', subject }
  const found = await attempt(look, ref)
  if (found.seen === 'no') return { findings: [evaluateFault(about, found.fault)], incidents: 0 }
  const { plan, snapshot } = found.look
  const refs = plan.followUps.map((followUp) => followUp.ref).filter(isIncident)
  const troubles = await several(refs, incidentsAtOnce, async (incident) => {
    say(`${subject}#${incident.number}`)
    return evaluateIncident(incident, await attempt(look, incident), permissions, eyes)
  })
  const findings = [...evaluateRefusals(about, snapshot), ...troubles.flat()]
  // Archived or switched off: what is said of the repository says so.
  if (refs.length === 0 && plan.notes.length > 0) return { findings, incidents: 0 }
  const count = refs.length === 0 ? 'No incident' : refs.length === 1 ? '1 incident' : `${refs.length} incidents`
  const all = ok(about, `${count} of the last 30 days or with open items; nothing waits.`)
  return { findings: findings.length > 0 ? findings : [all], incidents: refs.length }
}

function isIncident(ref: Ref): ref is IncidentRef {
  return ref.kind === 'incident'
}
