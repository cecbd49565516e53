import type { RepositoryRef } from '../../domain/ref.ts'
import type { SweepScope } from '../../domain/sweep-scope.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { GitHubError, type Hint, type Log, type Planner } from '../../reconcile/ports.ts'
import { connect, createApp } from '../app.ts'
import { planningHere } from '../threads/plan-here.ts'
import { systemTimers } from '../timers.ts'
import { workOf } from './event.ts'
import { look } from './observing.ts'
import { type RunTally, type Watch, watched, watchRun } from './seen.ts'
import type { ActionSetting } from './setting.ts'

/** How a run ended. */
export type RunResult =
  | { readonly did: 'nothing'; readonly because: string }
  | { readonly did: 'passes'; readonly tally: RunTally; readonly left: number }

/** Minutes before the last run's start that are looked at again: commands wait for a quiet branch, and clocks differ. */
const overlap = 30

/** The bot under which a workflow's token writes. */
const workflowBot = { slug: 'github-actions' }

/**
 * Does what an event asks for, what follows from it, and what changed since the last run that succeeded: runs are skipped,
 * cancelled and lost. Resolves when nothing is left to do at once; `left` counts what GitHub asks to wait for.
 * @throws GitHubError where GitHub does not even say who asks
 */
export async function runAction(setting: ActionSetting, payload: unknown, log: Log): Promise<RunResult> {
  const work = workOf(setting.event, payload, setting.environment.app === null ? workflowBot : { slug: null })
  if (work.work === 'none') return { did: 'nothing', because: work.because }
  const watch = watchRun()
  const parts = { log: watched(log, watch), timers: systemTimers() }
  const github = connect(setting.environment, parts)
  const scope = work.work === 'recent' ? 'recent' : await changedSince(setting, github)
  const sweep: Hint = { ref: repositoryOf(setting), reason: setting.event, priority: 'sweep', scope }
  const hints = [...(work.work === 'changed' ? work.hints : []), sweep]
  if (setting.mode === 'observe') {
    await look(hints, { github, now: setting.now, watch })
    await github.close()
    return { did: 'passes', tally: watch.tally(), left: 0 }
  }
  return act(setting, hints, { ...parts, github, watch })
}

async function act(
  { environment }: ActionSetting,
  hints: readonly Hint[],
  { watch, ...parts }: Parameters<typeof createApp>[1] & { readonly watch: Watch },
): Promise<RunResult> {
  const app = createApp(environment, { ...parts, planner: watching(planningHere(), watch) })
  // Timers of the app do not hold a process, and a run has no socket that would.
  const hold = setInterval(() => undefined, 1000)
  try {
    for (const hint of hints) app.queue.enqueue(hint)
    await app.queue.idle()
    return { did: 'passes', tally: watch.tally(), left: app.queue.size() }
  } finally {
    clearInterval(hold)
    await app.stop(0)
  }
}

function watching(planner: Planner, watch: Watch): Planner {
  return async (snapshot, situation, priority) => {
    const plan = await planner(snapshot, situation, priority)
    watch.planned(snapshot, plan)
    return plan
  }
}

/** Since when to look for changes; all that is recent where no run of this workflow has succeeded, or GitHub does not tell. */
async function changedSince({ workflow, repository }: ActionSetting, github: GitHubAdapter): Promise<SweepScope> {
  if (workflow === '') return 'recent'
  try {
    const { surroundings } = await github.open(repository, 'sweep')
    const last = await surroundings.lastSuccess(workflow)
    return last === null ? 'recent' : { since: minutesBefore(last, overlap) }
  } catch (fault) {
    // What keeps it from being asked keeps passes from working: those say it.
    if (fault instanceof GitHubError) return 'recent'
    throw fault
  }
}

function minutesBefore(iso: string, minutes: number): string {
  return `${new Date(Date.parse(iso) - minutes * 60_000).toISOString().slice(0, 19)}Z`
}

function repositoryOf({ repository }: ActionSetting): RepositoryRef {
  return { kind: 'repository', ...repository }
}
