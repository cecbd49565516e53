import { z } from 'zod'
import { present, type Stage } from './stage.ts'

/** One thing that a person does, or that time does. A life is a list of them, so that each law replays the same. */
export interface Step {
  readonly says: string
  /** The same for steps that do the same; none for one that is like no other. */
  readonly key?: string | null
  /** What people wait for before they can do it: the app may not be there yet. */
  readonly ready: (stage: Stage) => Promise<boolean>
  readonly act: (stage: Stage) => Promise<void>
}

/** An issue: its number, its title, or the incident. */
export type Which = number | string

const atOnce = async () => true

/** `wes.opens('Checkout is down')`: each word is a step, for a list. */
export function person(login: string) {
  /** `more` is what it does beside what it says. */
  const step = (says: string, ready: Step['ready'], act: Step['act'], more: object = {}): Step => ({
    says: `${login} ${says}`,
    key: JSON.stringify([login, says, more]),
    ready,
    act,
  })
  const patch = (says: string, which: Which, change: object): Step =>
    step(
      says,
      exists(which),
      async (stage) => {
        const number = await numberOf(stage, which)
        await stage.person(login).send('PATCH', `${stage.repository}/issues/${number}`, change)
      },
      [typeof which, change],
    )
  const onPull = (
    says: string,
    act: (stage: Stage, pull: number, node: string) => Promise<void>,
    ready = hasPull,
  ): Step =>
    step(says, ready, async (stage) => {
      const { number, node_id } = present(await stage.pull(), 'pull request')
      await act(stage, number, node_id)
    })
  const edit = (says: string, branch: Branch, change: (text: string) => string): Step =>
    step(says, hasDocument(branch), async (stage) => {
      const opened = present(await stage.document(branchName(stage, branch)), 'document')
      await stage.save(login, opened, change(opened.text))
    })
  return {
    opens: (title: string, more: { body?: string; labels?: readonly string[]; assignees?: readonly string[] } = {}) =>
      step(
        `opens "${title}"`,
        atOnce,
        ({ person, repository }) =>
          person(login).send('POST', `${repository}/issues`, { title, labels: ['incident'], ...more }),
        more,
      ),
    labels: (which: Which, label = 'incident') =>
      step(`sets the label ${label} on ${which}`, exists(which), async (stage) => {
        const path = `${stage.repository}/issues/${await numberOf(stage, which)}/labels`
        await stage.person(login).send('POST', path, { labels: [label] })
      }),
    unlabels: (which: Which, label = 'incident') =>
      step(`removes the label ${label} from ${which}`, exists(which), async (stage) => {
        const path = `${stage.repository}/issues/${await numberOf(stage, which)}/labels/${label}`
        await stage.person(login).send('DELETE', path)
      }),
    says: (body: string, on: Which | 'the pull request' = 1) =>
      on === 'the pull request'
        ? onPull(`comments "${body}" on the pull request`, ({ person, repository }, number) =>
            person(login).send('POST', `${repository}/issues/${number}/comments`, { body }),
          )
        : step(`comments "${body}"`, exists(on), async (stage) => {
            const path = `${stage.repository}/issues/${await numberOf(stage, on)}/comments`
            await stage.person(login).send('POST', path, { body })
          }),
    /** Replaces a comment's text: that of the app when `from` is its. */
    editsComment: (on: number, from: string, body: string) =>
      step(`edits a comment to "${body}"`, atOnce, async (stage) => {
        const id = await commentWith(stage, on, (one) => one.body.slice(-40) === from.slice(-40))
        await stage.person(login).send('PATCH', `${stage.repository}/issues/comments/${id}`, { body })
      }),
    /** Deletes the app's comment. */
    removesComment: (on: number) =>
      step("deletes the app's comment", atOnce, async (stage) => {
        const id = await commentWith(stage, on, ({ user }) => user.login === 'aftermath[bot]')
        await stage.person(login).send('DELETE', `${stage.repository}/issues/comments/${id}`)
      }),
    /** Opens a pull request from a new branch that adds these files, called like the branch if it has no other title. */
    proposes: (branch: string, files: Readonly<Record<string, string>>, body = '', title = branch) =>
      step(
        `proposes ${branch}`,
        atOnce,
        async ({ person, repository }) => {
          const { read, send } = person(login)
          const { object } = await read(`${repository}/git/ref/heads/main`, reference)
          await send('POST', `${repository}/git/refs`, { ref: `refs/heads/${branch}`, sha: object.sha })
          for (const [path, text] of Object.entries(files)) {
            const content = Buffer.from(text).toString('base64')
            await send('PUT', `${repository}/contents/${path}`, { branch, content, message: `Add ${path}` })
          }
          await send('POST', `${repository}/pulls`, { title, body, head: branch, base: 'main' })
        },
        { files, body, title },
      ),
    /** Merges another pull request than the postmortem's. */
    mergesPull: (number: number) =>
      step(`merges #${number}`, atOnce, ({ person, repository }) =>
        person(login).send('PUT', `${repository}/pulls/${number}/merge`),
      ),
    /** Adds lines to the action items of the draft. */
    writes: (lines: string) => edit(`writes ${lines}`, 'draft', (text) => text.replace('## 7.', `${lines}\n\n## 7.`)),
    edits: (branch: Branch, says: string, change: (text: string) => string) => ({
      ...edit(`edits the ${branch}: ${says}`, branch, change),
      key: null,
    }),
    marksReady: () =>
      onPull(
        'marks it ready for review',
        ({ person }, _number, id) =>
          person(login).send('POST', '/graphql', { query: readyMutation, variables: { id } }),
        hasOpenPull,
      ),
    approves: () =>
      onPull(
        'approves',
        ({ person, repository }, number) =>
          person(login).send('POST', `${repository}/pulls/${number}/reviews`, { event: 'APPROVE' }),
        hasOpenPull,
      ),
    merges: () =>
      onPull(
        'merges',
        ({ person, repository }, number) => person(login).send('PUT', `${repository}/pulls/${number}/merge`),
        hasOpenPull,
      ),
    setsPull: (change: { state?: 'open' | 'closed'; title?: string; body?: string; base?: string }) =>
      onPull(`changes the pull request: ${JSON.stringify(change)}`, ({ person, repository }, number) =>
        person(login).send('PATCH', `${repository}/pulls/${number}`, change),
      ),
    closes: (which: Which, reason: 'completed' | 'not_planned' | 'duplicate' = 'completed') =>
      patch(`closes ${which} as ${reason}`, which, { state: 'closed', state_reason: reason }),
    reopens: (which: Which) => patch(`reopens ${which}`, which, { state: 'open' }),
    assigns: (which: Which, ...assignees: readonly string[]) =>
      patch(`assigns ${which} to ${assignees.join()}`, which, { assignees }),
    renames: (which: Which, title: string) => patch(`renames ${which} to "${title}"`, which, { title }),
    rewrites: (which: Which, body: string) => patch(`rewrites ${which}`, which, { body }),
    /** Replaces the date in the line `Due:` of an item's issue. */
    reschedules: (which: Which, day: string) =>
      step(`reschedules ${which} to ${day}`, exists(which), async (stage) => {
        const number = await numberOf(stage, which)
        const { issues } = await stage.state()
        const body = issues.find((issue) => issue.number === number)?.body ?? ''
        const change = { body: body.replace(/^Due: .*$/m, `Due: ${day}`) }
        await stage.person(login).send('PATCH', `${stage.repository}/issues/${number}`, change)
      }),
    deletes: (which: Which) =>
      step(`deletes ${which}`, exists(which), async (stage) => {
        const input = { repository: stage.repository.replace('/repos/', ''), number: await numberOf(stage, which) }
        await stage.person(login).send('POST', '/_sandbox/delete-issue', input)
      }),
  }
}

/** The step, put off until the app has reminded of an open item. */
export function onceReminded(which: Which, step: Step): Step {
  const ready: Step['ready'] = async (stage) => {
    if (!(await exists(which)(stage))) return false
    const number = await numberOf(stage, which)
    const { issues } = await stage.state()
    return issues.some((issue) => issue.number === number && issue.comments.length > 0)
  }
  return { ...step, says: `${step.says}, once reminded`, key: null, ready }
}

/** Lets time pass, and nothing else. */
export function later(time: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): Step {
  const minutes = ((time.days ?? 0) * 24 + (time.hours ?? 0)) * 60 + (time.minutes ?? 0)
  return {
    says: `${minutes} minutes pass`,
    key: `${minutes} minutes`,
    ready: atOnce,
    act: async ({ sandbox }) => sandbox.clock.advance(minutes * 60_000),
  }
}

type Branch = 'draft' | 'base'

const reference = z.object({ object: z.object({ sha: z.string() }) })

const readyMutation =
  'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'

function branchName({ incident }: Stage, branch: Branch): string {
  return branch === 'draft' ? `postmortem/incident-${incident}` : 'main'
}

function hasDocument(branch: Branch): Step['ready'] {
  return async (stage) => (await stage.document(branchName(stage, branch))) !== null
}

const hasPull: Step['ready'] = async (stage) => (await stage.pull()) !== null
const hasOpenPull: Step['ready'] = async (stage) => (await stage.pull())?.state === 'open'

function exists(which: Which): Step['ready'] {
  return async (stage) => typeof which === 'number' || (await stage.issue(which)) !== null
}

const comments = z.array(z.object({ id: z.number(), body: z.string(), user: z.object({ login: z.string() }) }))
type Comment = z.infer<typeof comments>[number]

async function commentWith(stage: Stage, on: number, matches: (comment: Comment) => boolean): Promise<number> {
  const [eyes = ''] = Object.keys(stage.sandbox.tokens)
  const all = await stage.person(eyes).read(`${stage.repository}/issues/${on}/comments`, comments)
  return present(all.find(matches)?.id ?? null, `comment on #${on}`)
}

async function numberOf(stage: Stage, which: Which): Promise<number> {
  return typeof which === 'number' ? which : present(await stage.issue(which), `issue "${which}"`)
}
