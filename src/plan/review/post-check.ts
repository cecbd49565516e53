import {
  type CheckContent,
  type CheckRun,
  type CheckSubject,
  externalId,
  isRequiredCheck,
  reviewCheck,
} from '../../domain/check.ts'
import { digest } from '../../domain/digest.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import type { Pass, RepositoryPass } from '../pass.ts'
import { isRefused } from '../status/refused.ts'
import { waiting } from '../status/speaking.ts'
import { sayer, sentence, text } from '../texts.ts'

/** GitHub shows no more of them in one place, and nobody reads more. */
const mostAnnotations = 200
/** GitHub refuses more, in characters. https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const longestSummary = 65_535

/** What a check is about, and where it stands. */
export interface CheckPlace {
  readonly subject: CheckSubject
  readonly head: string
}

/**
 * The plan that makes a check of a commit, `Postmortem` or the one of that name, say `content`; one without writes where it says so already. Its external id is
 * a fingerprint of all that it says, so that equal inputs give one run, whichever pass was first.
 */
export function sayInCheck(pass: CheckPass, place: CheckPlace, content: CheckContent, name = reviewCheck): Plan {
  const { configuration, refusals } = pass
  const runs = pass.ask({ ask: 'checkRuns', head: place.head, name })
  if (runs === undefined) return waiting(pass)
  const mutations = toPost(pass, { ...place, name }, content, runs).filter((write) => !isRefused(write, refusals))
  const observing = configuration.mode === 'observe'
  return {
    ...emptyPlan,
    questions: pass.questions(),
    mutations: observing ? [] : mutations,
    withheld: observing ? mutations : [],
    notes: refusals.map((refusal) => refusal.sentence),
  }
}

/** What a planner of checks has in hand. */
export type CheckPass = Pass & Pick<RepositoryPass, 'configuration'>

/**
 * The plan for a commit that brings no postmortem: where rules require the check, it answers; elsewhere it is silent and
 * costs no further request.
 */
export function answerOther(pass: CheckPass, place: CheckPlace, base: string): Plan {
  const { configuration, context } = pass
  const required = pass.ask({ ask: 'requiredChecks', branch: base })
  if (required === undefined) return waiting(pass)
  if (!isRequiredCheck(reviewCheck, required, context.self)) return { ...emptyPlan, notes: ['Not a postmortem.'] }
  const view = { group: 'base' in place.subject, directory: configuration.directory, base }
  const content: CheckContent = {
    conclusion: 'success',
    title: sentence(context.templates, 'check-other'),
    summary: text(context.templates, 'check/other', view).trim(),
    annotations: [],
  }
  return sayInCheck(pass, place, content)
}

/** Of all that is said but the suggestions: they may name a day that moves on. */
function fingerprint({ conclusion, title, summary, annotations }: CheckContent): string {
  const said = annotations.map(({ suggestion: _, ...annotation }) => annotation)
  return digest(JSON.stringify([conclusion, title, summary, said]))
}

/** The write that makes the check `name` say `content`; none where a run says so already. */
function toPost(
  { context }: CheckPass,
  { name, subject, head }: CheckPlace & { readonly name: string },
  content: CheckContent,
  runs: readonly CheckRun[],
): readonly Mutation[] {
  const { conclusion, title } = content
  const summary = content.summary.slice(0, longestSummary)
  const annotations = content.annotations.slice(0, mostAnnotations)
  const id = externalId(subject, fingerprint({ conclusion, title, summary, annotations }))
  const own = runs.filter(({ appId }) => appId !== null && context.self.appIds.includes(appId))
  const newest = own.reduce<CheckRun | null>((one, other) => (one === null || other.id > one.id ? other : one), null)
  const begun = newest?.externalId === id ? newest : null
  if (begun?.completed) return []
  const say = sayer(context.templates)
  // Nobody needs to ask again where there was nothing to look at.
  const button = 'pull' in subject ? { label: say('check-again'), description: say('check-again-why') } : null
  return [
    {
      rule: 'post-check',
      do: 'post-check',
      name,
      head,
      externalId: id,
      conclusion,
      title,
      summary,
      annotations,
      button,
      begun: begun && { id: begun.id, annotations: begun.annotations },
    },
  ]
}
