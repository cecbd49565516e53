import { Hono } from 'hono'
import type { ApiReader } from '../reader.ts'
import {
  type ApiCheckRun,
  annotationsShape,
  checkButtonsShape,
  checkRunShape,
  checkRunsShape,
  type ShownCheck,
} from '../shapes.ts'
import { checkPage } from '../views/checks.ts'
import { layout } from '../views/layout.ts'
import type { PagesEnv } from '../visit.ts'
import { type Again, acting } from './acting.ts'
import { framed } from './frame.ts'

const run = '/:owner/:name/runs/:run{[0-9]+}'

/** The pages of check runs, and the buttons on them. */
export function checkPages(webUrl: string, again: Again): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()

  app.get(run, async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name, run: id } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const one = await read.one(`/repos/${around.full}/check-runs/${id}`, checkRunShape)
    const [shown, all, actions] = await Promise.all([
      withAnnotations(read, around.full, one),
      read.one(`/repos/${around.full}/commits/${one.head_sha}/check-runs`, checkRunsShape),
      read.oneOr(`/_sandbox/check-button?repository=${around.full}&run=${id}`, checkButtonsShape, []),
    ])
    const newer = all.check_runs.find((other) => other.name === one.name && other.id > one.id)
    const body = checkPage({ visit, repository: around.full, place: around.place, run: shown, actions, newer })
    const title = `${one.name} · ${around.about.full_name}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'pulls' }))
  })

  app.post(run, (context) =>
    acting(context, again, async (form) => {
      const { visit } = context.var
      const { owner, name, run: id } = context.req.param()
      const identifier = form.one('identifier')
      // GitHub has buttons on its pages and not in its API, so here they are a control.
      await visit.write.send('POST', '/_sandbox/check-button', {
        repository: `${owner}/${name}`,
        run: Number(id),
        ...(identifier !== '' && { identifier }),
        ...(visit.login !== undefined && { by: visit.login }),
      })
      return visit.path
    }),
  )

  return app
}

/** The newest run of each name on a commit with its annotations; none where the visitor may not see checks. */
export async function checksOn(read: ApiReader, repository: string, sha: string): Promise<readonly ShownCheck[]> {
  const found = await read.oneOr(`/repos/${repository}/commits/${sha}/check-runs`, checkRunsShape, { check_runs: [] })
  return Promise.all(found.check_runs.map((one) => withAnnotations(read, repository, one)))
}

async function withAnnotations(read: ApiReader, repository: string, one: ApiCheckRun): Promise<ShownCheck> {
  return {
    ...one,
    annotations: await read.all(`/repos/${repository}/check-runs/${one.id}/annotations`, annotationsShape),
  }
}
