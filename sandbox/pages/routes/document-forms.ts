import { Hono } from 'hono'
import { unable } from '../acts/deed.ts'
import { commitText, commitTick, draftOf, keepBreaks } from '../acts/document-acts.ts'
import { treeLink } from '../views/addresses.ts'
import { editPage } from '../views/edit.ts'
import { isBranch } from '../views/files.ts'
import { layout } from '../views/layout.ts'
import type { PagesEnv } from '../visit.ts'
import { type Again, acting } from './acting.ts'
import { framed } from './frame.ts'
import { locate } from './locate.ts'

/** The page that edits a file, what is sent from it, and the task boxes of rendered documents. */
export function documentForms(webUrl: string, again: Again): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()

  app.get('/:owner/:name/edit/:rest{.+}', async (context) => {
    const { visit } = context.var
    const { owner, name } = context.req.param()
    const around = await framed(visit.read, webUrl, owner, name)
    const { spot } = await locate(visit.read, around.full, context.req.path)
    const body = editPage({ visit, spot, draft: await draftOf(visit, spot) })
    const title = `Editing ${spot.path} · ${around.about.full_name}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'code' }))
  })

  app.post('/:owner/:name/edit/:rest{.+}', (context) =>
    acting(context, again, async (form) => {
      const { visit } = context.var
      const { owner, name } = context.req.param()
      const { spot } = await locate(
        visit.read,
        `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`,
        context.req.path,
      )
      if (!isBranch(spot.ref)) throw unable('A commit cannot be changed: edit the file on a branch.')
      const present = await draftOf(visit, spot)
      const text = keepBreaks(form.one('text'), present.text)
      if (text === present.text) return treeLink('blob', spot)
      const message = form.one('message').trim() || `Update ${spot.path.split('/').at(-1) ?? spot.path}`
      await commitText(visit, spot, { text, sha: form.one('sha'), message })
      return treeLink('blob', spot)
    }),
  )

  app.post('/:owner/:name/blob/:rest{.+}', (context) =>
    acting(context, again, async (form) => {
      const { visit } = context.var
      const { owner, name } = context.req.param()
      const { spot } = await locate(
        visit.read,
        `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`,
        context.req.path,
      )
      const line = await commitTick(visit, spot, form)
      return `${treeLink('blob', spot)}#tasks-document-${line}`
    }),
  )

  return app
}
