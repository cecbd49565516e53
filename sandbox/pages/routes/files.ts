import { Hono } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { type LinkContext, renderMarkdownFile } from '../markdown/render.ts'
import type { ApiReader } from '../reader.ts'
import {
  type ApiEntry,
  type ApiFile,
  commitShape,
  commitsShape,
  contentsShape,
  installedShape,
  repositoriesShape,
  userShape,
} from '../shapes.ts'
import { encodedPath, type Spot, treeLink } from '../views/addresses.ts'
import { commitHead } from '../views/conversation.ts'
import { documentBox, filePage, firstLine, folderPage, frontPage, isBranch } from '../views/files.ts'
import { tickForm } from '../views/forms.ts'
import { layout } from '../views/layout.ts'
import { repositoryList } from '../views/lists.ts'
import type { Html } from '../views/people.ts'
import { changes } from '../views/source.ts'
import type { PagesEnv, Visit } from '../visit.ts'
import { type Framed, framed } from './frame.ts'
import { isListing, locate, rootContents, textOf } from './locate.ts'

const branches = z.array(z.unknown())
const markdown = /\.(md|markdown)$/i

/** Pages of repositories, folders, files and commits. */
export function filesRoutes(webUrl: string): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()

  app.get('/', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const own = await read.all('/user/repos', repositoriesShape)
    const found =
      own.length > 0
        ? own
        : (await read.oneOr('/installation/repositories', installedShape, { repositories: [] })).repositories
    return context.html(layout({ visit, title: 'Repositories', body: repositoryList('Repositories', found) }))
  })

  app.get('/:owner', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const owner = encodeURIComponent(context.req.param('owner'))
    const account = await read.one(`/users/${owner}`, userShape)
    const ofOrganisation = await read.all(`/orgs/${owner}/repos`, repositoriesShape)
    const found =
      ofOrganisation.length > 0 ? ofOrganisation : await read.all(`/users/${owner}/repos`, repositoriesShape)
    return context.html(
      layout({ visit, title: account.login, body: repositoryList(`${account.name ?? account.login}`, found) }),
    )
  })

  app.get('/:owner/:name', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const ref = around.about.default_branch ?? 'main'
    const query = `ref=${encodeURIComponent(ref)}`
    const [root, all, log] = await Promise.all([
      rootContents(read, around.full, query),
      read.all(`/repos/${around.full}/branches`, branches),
      read.oneOr(`/repos/${around.full}/commits?sha=${encodeURIComponent(ref)}&per_page=1`, commitsShape, []),
    ])
    const found = Array.isArray(root) ? root : []
    const readme = await readmeBox(read, around, { repository: around.full, ref, path: '' }, found)
    const body = frontPage({ repository: around.about, ref, found, branches: all.length, last: log[0], readme })
    const about = around.about.description
    const title = `${around.about.full_name}${typeof about === 'string' ? `: ${about}` : ''}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'code' }))
  })

  app.get('/:owner/:name/:kind{blob|tree}/:rest{.+}', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name, kind } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const { spot, content } = await locate(read, around.full, context.req.path)
    const title = `${spot.path === '' ? spot.ref : spot.path} · ${around.about.full_name}`
    const isFolder = isListing(content)
    if (isFolder !== (kind === 'tree')) return context.redirect(treeLink(isFolder ? 'tree' : 'blob', spot))
    const isPlain = context.req.query('plain') === '1'
    const body = isFolder
      ? folderPage(spot, content, await readmeBox(read, around, spot, content))
      : await fileBody(visit, around, { spot, content }, isPlain)
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'code' }))
  })

  app.get('/:owner/:name/commit/:sha', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name, sha } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const one = await read.one(`/repos/${around.full}/commits/${encodeURIComponent(sha)}`, commitShape)
    const shown = (one.files ?? []).map((file) => ({
      file,
      rendered: undefined,
      blob: treeLink('blob', { repository: around.full, ref: one.sha, path: file.filename }),
    }))
    const title = `${firstLine(one.commit.message)} · ${around.about.full_name}@${one.sha.slice(0, 7)}`
    const body = html`${commitHead(around.full, one)}${changes(shown)}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'code' }))
  })

  return app
}

function documentPlace(around: Framed, spot: Spot): LinkContext {
  return { ...around.place, base: treeLink('blob', spot) }
}

async function fileBody(
  visit: Visit,
  around: Framed,
  at: { spot: Spot; content: ApiFile },
  isPlain: boolean,
): Promise<Html> {
  const { spot, content } = at
  const text = await textOf(visit.read, spot, content)
  const canRender = markdown.test(spot.path)
  const form = 'tasks-document'
  const place = { ...documentPlace(around, spot), ...(isBranch(spot.ref) && { ticks: form }) }
  const rendered = canRender && !isPlain ? renderMarkdownFile(text, place) : undefined
  return filePage(spot, text, rendered, { canRender, ticks: tickForm(visit, form) })
}

async function readmeBox(
  read: ApiReader,
  around: Framed,
  spot: Spot,
  found: readonly ApiEntry[],
): Promise<Html | undefined> {
  const entry = found.find(({ name, type }) => type === 'file' && /^readme\.(md|markdown)$/i.test(name))
  if (entry === undefined) return undefined
  const at = { ...spot, path: entry.path }
  const content = await read.one(
    `/repos/${spot.repository}/contents/${encodedPath(entry.path)}?ref=${encodeURIComponent(spot.ref)}`,
    contentsShape,
  )
  if (isListing(content)) return undefined
  return documentBox(entry.name, renderMarkdownFile(await textOf(read, at, content), documentPlace(around, at)))
}
