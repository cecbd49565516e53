import { Hono } from 'hono'
import { z } from 'zod'
import { actNamed } from '../acts/deed.ts'
import { commitTick } from '../acts/document-acts.ts'
import { issueActs } from '../acts/issue-acts.ts'
import { pullActs } from '../acts/pull-acts.ts'
import { labelsShape, pullShape } from '../shapes.ts'
import { layout } from '../views/layout.ts'
import { newIssuePage } from '../views/new-issue.ts'
import type { PagesEnv } from '../visit.ts'
import { type Again, acting } from './acting.ts'
import { framed } from './frame.ts'

const numbered = ':number{[0-9]+}'
const opened = z.object({ number: z.number() })

/** What people send from the pages of issues and pull requests, and the page that opens an issue. */
export function issueForms(webUrl: string, again: Again): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()

  app.get('/:owner/:name/issues/new', async (context) => {
    const { visit } = context.var
    const { owner, name } = context.req.param()
    const around = await framed(visit.read, webUrl, owner, name)
    const known = await visit.read.all(`/repos/${around.full}/labels`, labelsShape)
    const body = newIssuePage({ visit, repository: around.about, labels: known })
    const title = `New issue · ${around.about.full_name}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'issues' }))
  })

  app.post('/:owner/:name/issues/new', (context) =>
    acting(context, again, async (form) => {
      const repository = encoded(context.req.param())
      const input = { title: form.one('title').trim(), body: form.one('body'), labels: form.many('label') }
      const { body } = await context.var.visit.write.send('POST', `/repos/${repository}/issues`, input)
      return `/${repository}/issues/${opened.parse(body).number}`
    }),
  )

  app.post(`/:owner/:name/issues/${numbered}`, (context) =>
    acting(context, again, async (form) => {
      const { visit } = context.var
      const { number, ...at } = context.req.param()
      const anchor = await actNamed(issueActs, form)({ visit, form, repository: encoded(at), number })
      return to(visit.path, anchor)
    }),
  )

  app.post(`/:owner/:name/pull/${numbered}`, (context) =>
    acting(context, again, async (form) => {
      const { visit } = context.var
      const { number, ...at } = context.req.param()
      const anchor = await actNamed(pullActs, form)({ visit, form, repository: encoded(at), number })
      return to(visit.path, anchor)
    }),
  )

  app.post(`/:owner/:name/pull/${numbered}/files`, (context) =>
    acting(context, again, async (form) => {
      const { visit } = context.var
      const { number, ...at } = context.req.param()
      const repository = encoded(at)
      if (form.many('do').includes('tick')) {
        const { head } = await visit.read.one(`/repos/${repository}/pulls/${number}`, pullShape)
        const line = await commitTick(visit, { repository, ref: head.ref, path: form.one('path') }, form)
        return to(visit.path, `${form.one('form')}-${line}`)
      }
      const anchor = await actNamed(pullActs, form)({ visit, form, repository, number })
      return to(`/${repository}/pull/${number}`, anchor)
    }),
  )

  return app
}

function encoded({ owner, name }: { readonly owner: string; readonly name: string }): string {
  return `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`
}

function to(path: string, anchor: string | undefined): string {
  return anchor === undefined ? path : `${path}#${anchor}`
}
