import type { Hono } from 'hono'
import { z } from 'zod'
import { doer, repositoryAt } from './control-names.ts'
import { changeInstallation, installationActions, revoke } from './installation.ts'
import { renameOrganization } from './renames.ts'
import { renderInstallation } from './shapes/app.ts'
import type { Store } from './store.ts'

const installation = z.strictObject({
  action: z.enum(installationActions),
  /** Full names, such as `acme/shop`. */
  repositories: z.array(z.string()).default([]),
  by: z.string().optional(),
})

/** What owners do on GitHub's web pages: install, suspend and uninstall the app, rename themselves, revoke tokens. */
export function ownerControls(app: Hono, store: Store): void {
  app.post('/installation', async (context) => {
    const wish = installation.parse(await context.req.json())
    const repositories = wish.repositories.map((name) => repositoryAt(store, name))
    changeInstallation(store, wish.action, { repositories, by: doer(store, wish.by) })
    return context.json(renderInstallation(store))
  })
  app.post('/rename-organization', async (context) => {
    const wish = z.strictObject({ to: z.string().min(1), by: z.string().optional() }).parse(await context.req.json())
    renameOrganization(store, wish.to, doer(store, wish.by))
    return context.json({ login: store.organization.login })
  })
  app.post('/expire-tokens', (context) => {
    revoke(store)
    return context.body(null, 204)
  })
}
