import type { Hono } from 'hono'
import { z } from 'zod'
import { notFound, unprocessable } from '../http/refusal.ts'
import { changeInstallation, installationActions, registerAnew, revoke } from '../installation.ts'
import { pressButton } from '../routes/checks.ts'
import { enqueue } from '../rules/merge-queue.ts'
import { renderInstallation } from '../shapes/app.ts'
import type { Store } from '../store.ts'
import { doer, issueNamed, repositoryAt } from './control-names.ts'
import { renameOrganization } from './renames.ts'

const installation = z.strictObject({
  action: z.enum(installationActions),
  /** Full names, such as `acme/shop`. */
  repositories: z.array(z.string()).default([]),
  by: z.string().optional(),
})

/** What people do on GitHub’s web pages alone: install the app or suspend it, queue a merge, press a check’s button. */
export function ownerControls(app: Hono, store: Store): void {
  app.post('/installation', async (context) => {
    const input = installation.parse(await context.req.json())
    const repositories = input.repositories.map((name) => repositoryAt(store, name))
    changeInstallation(store, input.action, { repositories, by: doer(store, input.by) })
    return context.json(renderInstallation(store))
  })
  app.post('/lose-access', async (context) => {
    const input = z.strictObject({ repository: z.string(), login: z.string() }).parse(await context.req.json())
    // As when a team loses a repository: nobody is told, and who was assigned stays so.
    repositoryAt(store, input.repository).roles.delete(doer(store, input.login).login.toLowerCase())
    return context.body(null, 204)
  })
  app.post('/register-anew', async (context) => {
    const { slug } = z.strictObject({ slug: z.string().min(1) }).parse(await context.req.json())
    registerAnew(store, slug)
    return context.json({ id: store.app.id, slug })
  })
  app.post('/rename-organization', async (context) => {
    const input = z.strictObject({ to: z.string().min(1), by: z.string().optional() }).parse(await context.req.json())
    renameOrganization(store, input.to, doer(store, input.by))
    return context.json({ login: store.organization.login })
  })
  app.post('/merge-queue', async (context) => {
    const input = z
      .strictObject({ repository: z.string(), number: z.number(), by: z.string().optional() })
      .parse(await context.req.json())
    const issue = issueNamed(store, input.repository, input.number)
    if (!issue.pull) throw unprocessable(`#${input.number} is not a pull request`)
    const { ref, sha } = await enqueue(issue, issue.pull, doer(store, input.by))
    return context.json({ ref, sha }, 201)
  })
  app.get('/check-button', (context) => {
    const repository = repositoryAt(store, context.req.query('repository') ?? '')
    const run = repository.checkRuns.find(({ id }) => String(id) === context.req.query('run'))
    if (!run) throw notFound()
    return context.json(run.actions)
  })
  app.post('/check-button', async (context) => {
    const input = z
      .strictObject({
        repository: z.string(),
        run: z.number(),
        identifier: z.string().optional(),
        by: z.string().optional(),
      })
      .parse(await context.req.json())
    const repository = repositoryAt(store, input.repository)
    const run = repository.checkRuns.find(({ id }) => id === input.run)
    if (!run) throw notFound()
    pressButton(repository, run, input.identifier, doer(store, input.by))
    return context.body(null, 204)
  })
  app.post('/expire-tokens', (context) => {
    revoke(store)
    return context.body(null, 204)
  })
}
