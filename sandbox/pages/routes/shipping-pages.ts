import { type Context, Hono } from 'hono'
import {
  deploymentStatusesShape,
  deploymentsShape,
  releaseShape,
  releasesShape,
  type ShownDeployment,
  workflowRunShape,
  workflowRunsShape,
} from '../shapes.ts'
import { layout, type Page } from '../views/layout.ts'
import type { Html } from '../views/people.ts'
import { deploymentsPage, releasePage, releasesPage, runPage, runsPage } from '../views/shipping.ts'
import type { PagesEnv } from '../visit.ts'
import { type Framed, framed } from './frame.ts'

/** Pages of what brings changes to people: deployments and what stands where, releases, workflow runs. */
export function shippingPages(webUrl: string): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()

  const page = async (
    context: Context<PagesEnv>,
    tab: NonNullable<Page['tab']>,
    body: (around: Framed) => Promise<Html>,
  ) => {
    const { visit } = context.var
    const { owner = '', name = '' } = context.req.param()
    const around = await framed(visit.read, webUrl, owner, name)
    const title = `${tab.charAt(0).toUpperCase()}${tab.slice(1)} · ${around.about.full_name}`
    return context.html(layout({ visit, title, body: await body(around), frame: around.frame, tab }))
  }

  const deployed = (context: Context<PagesEnv>, only: string | undefined) =>
    page(context, 'deployments', async ({ full }) => {
      const { read } = context.var.visit
      const query = only === undefined ? '' : `?environment=${encodeURIComponent(only)}`
      const found = await read.all(`/repos/${full}/deployments${query}`, deploymentsShape)
      const shown = found.map(async (one): Promise<ShownDeployment> => {
        const statuses = await read.all(`/repos/${full}/deployments/${one.id}/statuses`, deploymentStatusesShape)
        return { ...one, statuses: [...statuses] }
      })
      return deploymentsPage(full, await Promise.all(shown), only)
    })
  app.get('/:owner/:name/deployments', (context) => deployed(context, undefined))
  app.get('/:owner/:name/deployments/:environment', (context) => deployed(context, context.req.param('environment')))

  app.get('/:owner/:name/releases', (context) =>
    page(context, 'releases', async ({ full, place }) =>
      releasesPage(full, await context.var.visit.read.all(`/repos/${full}/releases`, releasesShape), place),
    ),
  )
  app.get('/:owner/:name/releases/tag/:tag', (context) =>
    page(context, 'releases', async ({ full, place }) => {
      const tag = encodeURIComponent(context.req.param('tag'))
      return releasePage(
        full,
        await context.var.visit.read.one(`/repos/${full}/releases/tags/${tag}`, releaseShape),
        place,
      )
    }),
  )

  app.get('/:owner/:name/actions', (context) =>
    page(context, 'actions', async ({ full }) => {
      const { read } = context.var.visit
      const found = await read.oneOr(`/repos/${full}/actions/runs?per_page=100`, workflowRunsShape, {
        workflow_runs: [],
      })
      return runsPage(full, found.workflow_runs)
    }),
  )
  app.get('/:owner/:name/actions/runs/:run{[0-9]+}', (context) =>
    page(context, 'actions', async ({ full }) => {
      const path = `/repos/${full}/actions/runs/${context.req.param('run')}`
      return runPage(full, await context.var.visit.read.one(path, workflowRunShape))
    }),
  )

  return app
}
