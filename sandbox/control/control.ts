import { Hono } from 'hono'
import { z } from 'zod'
import { faultSchema } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { openFromFork } from '../git/forks.ts'
import { HttpRefusal } from '../http/refusal.ts'
import type { Traffic } from '../http/traffic.ts'
import { openIssue } from '../issue-changes.ts'
import { labelNamed } from '../labels.ts'
import { renderIssue } from '../shapes/issue.ts'
import type { Account, Store, StoredIssue } from '../store.ts'
import { announceIssue } from '../webhooks/announce.ts'
import { doer, issueNamed, repositoryAt } from './control-names.ts'
import { ownerControls } from './control-owner.ts'
import { dumpRepository } from './dump.ts'
import { transferIssue } from './transfer.ts'

const clock = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance: z.number() }),
])
const positive = z.number().int().min(1).optional()
const limits = z.strictObject({ primary: positive, contentPerMinute: positive, contentPerHour: positive })
const form = z.strictObject({
  repository: z.string(),
  title: z.string(),
  body: z.string().default(''),
  labels: z.array(z.string()).default([]),
  author: z.string(),
})

const fork = z.strictObject({
  repository: z.string(),
  author: z.string(),
  branch: z.string(),
  title: z.string(),
  body: z.string().default(''),
  files: z.record(z.string(), z.string()),
})

const workflowRun = z.strictObject({
  repository: z.string(),
  name: z.string(),
  title: z.string(),
  branch: z.string().optional(),
  event: z.string().default('push'),
  conclusion: z.enum(['success', 'failure', 'cancelled', 'timed_out']).default('failure'),
  by: z.string().optional(),
})

/** What GitHub's API has no words for: the story's strings, below `/_sandbox`. No token is asked for. */
export function control(store: Store, traffic: Traffic, faults: Faults): Hono {
  const app = new Hono().basePath('/_sandbox')

  app.get('/state', async (context) => {
    const states = store.repositories.map(async ({ owner, name }) => [
      `${owner.login}/${name}`,
      await dumpRepository(store, owner.login, name),
    ])
    return context.json({ now: store.clock.now(), repositories: Object.fromEntries(await Promise.all(states)) })
  })
  app.get('/clock', (context) => context.json({ now: store.clock.now() }))
  app.post('/clock', async (context) => {
    const input = clock.parse(await context.req.json())
    if ('now' in input) store.clock.set(input.now)
    else store.clock.advance(input.advance)
    return context.json({ now: store.clock.now() })
  })

  app.get('/requests', (context) => context.json(traffic.list()))
  app.delete('/requests', (context) => {
    traffic.clear()
    return context.body(null, 204)
  })
  app.get('/deliveries', (context) => context.json(store.webhooks.list()))
  app.delete('/deliveries', (context) => {
    store.webhooks.clear()
    return context.body(null, 204)
  })
  app.post('/stop-after', async (context) => {
    const { writes } = z.strictObject({ writes: z.number().int().min(0).nullable() }).parse(await context.req.json())
    traffic.stopAfterWrites(writes ?? undefined)
    return context.json({ writes })
  })
  app.post('/latency', async (context) => {
    const { ms } = z.strictObject({ ms: z.number().min(0) }).parse(await context.req.json())
    traffic.latency = ms
    return context.json({ ms })
  })
  app.get('/limits', (context) => context.json(store.meter.limits))
  app.post('/limits', async (context) => {
    const input = limits.parse(await context.req.json())
    store.meter.set(Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)))
    return context.json(store.meter.limits)
  })
  app.post('/webhook', async (context) => {
    const { url } = z.strictObject({ url: z.url().nullable() }).parse(await context.req.json())
    store.webhooks.setUrl(url ?? undefined)
    return context.json({ url })
  })

  app.get('/faults', (context) => context.json(faults.list()))
  app.post('/faults', async (context) => {
    const id = faults.add(faultSchema.parse(await context.req.json()))
    return context.json({ id }, 201)
  })
  app.delete('/faults', (context) => {
    faults.clear()
    return context.body(null, 204)
  })

  app.post('/transfer', async (context) => {
    const input = z
      .strictObject({ from: z.string(), number: z.number(), to: z.string(), by: z.string().optional() })
      .parse(await context.req.json())
    const issue = issueNamed(store, input.from, input.number)
    const moved = transferIssue(issue, repositoryAt(store, input.to), doer(store, input.by))
    return context.json(renderIssue(moved), 201)
  })
  app.post('/delete-issue', async (context) => {
    const input = z
      .strictObject({ repository: z.string(), number: z.number(), by: z.string().optional() })
      .parse(await context.req.json())
    deleteIssue(issueNamed(store, input.repository, input.number), doer(store, input.by))
    return context.body(null, 204)
  })
  // An issue form gives its labels to anybody's issue, where they exist; the author appears as the one who labelled.
  app.post('/issue-form', async (context) => {
    const input = form.parse(await context.req.json())
    const repository = repositoryAt(store, input.repository)
    const author = doer(store, input.author)
    const labels = input.labels.flatMap((name) => labelNamed(repository, name) ?? [])
    return context.json(
      renderIssue(openIssue(repository, { title: input.title, body: input.body, author, labels })),
      201,
    )
  })
  app.post('/fork-pull', async (context) => {
    const { repository, author, ...input } = fork.parse(await context.req.json())
    const opened = await openFromFork(repositoryAt(store, repository), { ...input, author: doer(store, author) })
    return context.json(renderIssue(opened), 201)
  })
  app.post('/workflow-run', async (context) => {
    const { repository, by, ...input } = workflowRun.parse(await context.req.json())
    const { shipping, git, defaultBranch } = repositoryAt(store, repository)
    const branch = input.branch ?? defaultBranch
    const sha = git.refs.get(`refs/heads/${branch}`) ?? ''
    const run = { ...input, branch, sha, id: store.nextId(), actor: doer(store, by), createdAt: store.clock.now() }
    shipping.workflowRuns.push(run)
    return context.json({ id: run.id }, 201)
  })
  ownerControls(app, store)
  app.get('/avatars/:login', (context) => {
    context.header('content-type', 'image/svg+xml')
    return context.body(avatar(context.req.param('login')))
  })

  app.onError((error, context) => {
    if (error instanceof HttpRefusal) return context.json(error.body(), error.status === 404 ? 404 : 422)
    if (error instanceof z.ZodError) return context.json({ message: z.prettifyError(error) }, 422)
    if (error instanceof SyntaxError) return context.json({ message: 'Problems parsing JSON' }, 400)
    throw error
  })
  return app
}

function deleteIssue(issue: StoredIssue, by: Account): void {
  const { repository } = issue
  repository.issues.delete(issue.number)
  repository.store.issuesById.delete(issue.id)
  repository.gone.set(issue.number, { kind: 'deleted' })
  for (const one of issue.comments) repository.store.comments.delete(one.id)
  if (issue.parent) issue.parent.subIssues.splice(issue.parent.subIssues.indexOf(issue), 1)
  for (const child of issue.subIssues) child.parent = undefined
  announceIssue(issue, 'deleted', by)
}

function avatar(login: string): string {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  const initial = /[a-z0-9]/i.exec(login)?.[0]?.toUpperCase() ?? '?'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 45% 45%)"/><text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${initial}</text></svg>`
}
