import { parseConfiguration } from '../../config/configuration.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Plan } from '../../domain/plan.ts'
import { type Ref, showRef } from '../../domain/ref.ts'
import { writeName } from '../../domain/refusal.ts'
import { answerTo } from '../../domain/snapshot.ts'
import { reading } from './access.ts'
import { describeMutation, textsOf } from './describe.ts'
import { createLooks, type Look, type LookAt } from './look.ts'
import { parseInstant, parseIssue } from './target.ts'
import { type CommandOutcome, paint, type Terminal } from './terminal.ts'

export interface PlanOptions {
  readonly json?: boolean
  readonly now?: string
}

/**
 * Prints what a pass over an issue, or over the incident of a pull request, would do; for an issue that may not start, also
 * what would happen if it might. Writes nothing.
 */
export async function planCommand(terminal: Terminal, target: string, options: PlanOptions): Promise<CommandOutcome> {
  const { owner, repo, number } = parseIssue(target)
  const now = options.now === undefined ? null : parseInstant(options.now, '--now')
  return reading(terminal, async (github) => {
    const look = createLooks(github, { now, scope: 'recent' })
    const found = await lookAt(look, { kind: 'incident', owner, repo, number })
    const preview = await previewOf(look, found)
    if (options.json) {
      const summary = { ...summaryOf(found), preview: preview && summaryOf(preview) }
      terminal.out(`${JSON.stringify(summary, null, 2)}\n`)
    } else {
      terminal.out(render(found, terminal))
      if (preview) terminal.out(`\n${headingOf(preview, terminal)}\n\n${render(preview, terminal)}`)
    }
    const issue = answerTo<'issue'>(found.snapshot.answers, { ask: 'issue', number })
    return found.snapshot.refusals.length > 0 || issue?.found === false ? 'failed' : 'ok'
  })
}

/** A pull request has a pass of its own, which names its incident. */
async function lookAt(look: LookAt, ref: Ref & { readonly kind: 'incident' }): Promise<Look> {
  const incident = await look(ref)
  const lookup = answerTo<'issue'>(incident.snapshot.answers, { ask: 'issue', number: ref.number })
  if (!lookup?.found || !lookup.issue.isPull) return incident
  const pull = await look({ ...ref, kind: 'pull' })
  const next = pull.plan.followUps[0]?.ref
  // A pull request that belongs to no incident may itself carry the label: the incident's pass says so.
  return next === undefined ? incident : look(next)
}

/** The plan as if the issue had just been labelled by the right person; `null` where that would start nothing new. */
async function previewOf(look: LookAt, { ref, snapshot, plan }: Look): Promise<Look | null> {
  if (ref.kind !== 'incident' || snapshot.refusals.length > 0 || opens(plan)) return null
  const lookup = answerTo<'issue'>(snapshot.answers, { ask: 'issue', number: ref.number })
  if (!lookup?.found || lookup.issue.isPull) return null
  const preview = await look(ref, 'preview')
  const silent = writesOf(plan).length === 0 && plan.notes.length > 0
  // Something may be in the way of the start, too: then the status comment would say so.
  return opens(preview.plan) || (silent && writesOf(preview.plan).length > 0) ? preview : null
}

function opens(plan: Plan): boolean {
  return writesOf(plan).some((mutation) => mutation.do === 'open-postmortem')
}

function writesOf({ mutations, withheld }: Plan): readonly Mutation[] {
  return [...mutations, ...withheld]
}

function headingOf({ snapshot }: Look, terminal: Terminal): string {
  const texts = answerTo<'configuration'>(snapshot.answers, { ask: 'configuration' })
  const { configuration } = parseConfiguration(texts ?? { repository: null, owner: null })
  const heading = `If somebody with the triage role labelled it \`${configuration.incidentLabel}\` now:`
  return paint(terminal, 'bold', heading)
}

/** What a machine reads: the plan as it is. */
function summaryOf({ ref, snapshot, plan }: Look) {
  const { mutations, withheld, notes, requeueAt, followUps } = plan
  const refusals = snapshot.refusals.map(({ sentence, cause }) => ({ sentence, reason: cause.kind }))
  return {
    ref,
    now: snapshot.now,
    mutations: mutations.map(summaryOfWrite),
    withheld: withheld.map(summaryOfWrite),
    notes,
    refusals,
    followUps,
    nextLook: requeueAt,
  }
}

function summaryOfWrite({ of, ...mutation }: Mutation) {
  return { ...mutation, rule: writeName({ rule: mutation.rule, of }) }
}

function render(look: Look, terminal: Terminal): string {
  const texts = writesOf(look.plan).flatMap(textsOf)
  const blocks = texts.map(
    ({ heading, text }) => `\n${paint(terminal, 'dim', `--- ${heading} ---`)}\n${text.trimEnd()}\n`,
  )
  return `${renderSteps(look, terminal)}${blocks.join('')}`
}

/** The steps of a plan without the texts, one a line, under the name of the ref. */
export function renderSteps({ ref, snapshot, plan }: Look, terminal: Terminal): string {
  const { mutations, withheld, notes, requeueAt } = plan
  const nothing = mutations.length + withheld.length + notes.length + snapshot.refusals.length === 0
  const lines = [
    `${paint(terminal, 'bold', showRef(ref))} at ${snapshot.now}`,
    ...mutations.map((one) => `  ${paint(terminal, 'green', 'would')} ${describeMutation(one)}`),
    ...withheld.map((one) => `  ${paint(terminal, 'dim', 'would, but mode is observe:')} ${describeMutation(one)}`),
    ...[...new Set(snapshot.refusals.map(({ sentence }) => sentence))].map(
      (sentence) => `  ${paint(terminal, 'yellow', 'refused')} ${sentence}`,
    ),
    ...notes.map((note) => `  ${note}`),
    ...(nothing ? ['  Nothing to do.'] : []),
    ...(requeueAt === null ? [] : [`  Next due: ${requeueAt}`]),
  ]
  return `${lines.join('\n')}\n`
}
