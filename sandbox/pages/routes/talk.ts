import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { renderMarkdownFile } from '../markdown/render.ts'
import type { ApiReader } from '../reader.ts'
import {
  type ApiChangedFile,
  type ApiIssue,
  type ApiIssueEvent,
  type ApiPull,
  changedFilesShape,
  commentsShape,
  commitsShape,
  contentsShape,
  eventsShape,
  issueShape,
  issuesShape,
  labelsShape,
  pullShape,
  pullsShape,
  reviewsShape,
  type ShownCheck,
  usersShape,
} from '../shapes.ts'
import { encodedPath, treeLink } from '../views/addresses.ts'
import { markedLine } from '../views/checks.ts'
import { commitList, conversation, issuePage, type PullTab, pullHead } from '../views/conversation.ts'
import { tickForm } from '../views/forms.ts'
import { layout } from '../views/layout.ts'
import { issueLook, list, pullLook } from '../views/lists.ts'
import type { Html } from '../views/people.ts'
import { reviewForm } from '../views/pull-forms.ts'
import { changes, type ShownChange } from '../views/source.ts'
import type { Choices } from '../views/talk-forms.ts'
import {
  commentMoment,
  commitMoment,
  eventMoment,
  reviewMoment,
  rowsInOrder,
  type ShownEvent,
} from '../views/timeline.ts'
import type { PagesEnv, Visit } from '../visit.ts'
import { checksOn } from './check-pages.ts'
import { type Framed, framed } from './frame.ts'

const renderedLimit = 10
const numbered = ':number{[0-9]+}'

/** Pages of issues and pull requests. */
export function talkRoutes(webUrl: string): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()

  app.get('/:owner/:name/issues', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const { state, label } = filters(context)
    const query = `state=${state}${label === undefined ? '' : `&labels=${encodeURIComponent(label)}`}`
    const found = await read.all(`/repos/${around.full}/issues?${query}`, issuesShape)
    const rows = found
      .filter(({ pull_request }) => pull_request === undefined || pull_request === null)
      .map((item) => ({ repository: around.full, kind: 'issues' as const, item, look: issueLook(item) }))
    const path = `/${around.full}/issues`
    const body = list({ heading: 'Issues', noun: 'issues', path, state, labels: label, rows, isOpenable: true })
    return context.html(
      layout({ visit, title: `Issues · ${around.about.full_name}`, body, frame: around.frame, tab: 'issues' }),
    )
  })

  app.get('/:owner/:name/pulls', async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const { state } = filters(context)
    const found = await read.all(`/repos/${around.full}/pulls?state=${state}`, pullsShape)
    const rows = found.map((item) => ({ repository: around.full, kind: 'pull' as const, item, look: pullLook(item) }))
    const path = `/${around.full}/pulls`
    const body = list({
      heading: 'Pull requests',
      noun: 'pull requests',
      path,
      state,
      labels: undefined,
      rows,
      isOpenable: false,
    })
    const title = `Pull requests · ${around.about.full_name}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'pulls' }))
  })

  app.get('/:owner/:name/labels/:label', (context) => {
    const { owner, name, label } = context.req.param()
    return context.redirect(`/${owner}/${name}/issues?state=all&labels=${encodeURIComponent(label)}`)
  })

  app.get(`/:owner/:name/issues/${numbered}`, async (context) => {
    const { visit } = context.var
    const { read } = visit
    const { owner, name, number } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const root = `/repos/${around.full}/issues/${number}`
    const item = await read.one(root, issueShape)
    if (item.pull_request !== undefined && item.pull_request !== null) {
      return context.redirect(`/${around.full}/pull/${number}`)
    }
    const [talk, choices, parent, children] = await Promise.all([
      talkOf(visit, around, item),
      choicesOf(read, around.full),
      read.oneOr(`${root}/parent`, issueShape, undefined),
      read.all(`${root}/sub_issues`, issuesShape),
    ])
    const { place, full } = around
    const body = issuePage({
      around: { visit, place, repository: full, choices },
      issue: item,
      parent,
      children,
      thread: rowsInOrder(talk),
    })
    const title = `${item.title} · Issue #${number} · ${around.about.full_name}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'issues' }))
  })

  const pullPage = async (context: Context<PagesEnv>, address: Address, tab: PullTab) => {
    const { visit } = context.var
    const { read } = visit
    const around = await framed(read, webUrl, address.owner, address.name)
    const root = `/repos/${around.full}/pulls/${address.number}`
    const item = await read.one(root, pullShape)
    const [files, log] = await Promise.all([
      read.all(`${root}/files`, changedFilesShape),
      read.all(`${root}/commits`, commitsShape),
    ])
    const head = pullHead(visit, around.full, item, tab, { commits: log.length, files: files.length })
    const inner: Readonly<Record<PullTab, () => Promise<Html> | Html>> = {
      conversation: async () => {
        const [talk, choices, said, checks] = await Promise.all([
          talkOf(visit, around, item),
          choicesOf(read, around.full),
          read.all(`${root}/reviews`, reviewsShape),
          checksOn(read, around.full, item.head.sha),
        ])
        const reviewed = said.flatMap((one) => reviewMoment(one, around.place) ?? [])
        const committed = log.map((one) => commitMoment(one, around.full))
        const thread = rowsInOrder([...committed, ...talk, ...reviewed])
        return conversation({
          around: { visit, place: around.place, repository: around.full, choices },
          pull: item,
          checks,
          thread,
        })
      },
      commits: () => commitList(around.full, log),
      files: async () => {
        const checks = await checksOn(read, around.full, item.head.sha)
        const shown = await Promise.all(files.map((file, at) => shownChange(visit, around, { item, file, at, checks })))
        return html`${changes(shown)}${item.state === 'open' ? html`<div class="box">${reviewForm(visit, item)}</div>` : ''}`
      },
    }
    const body = html`${head}${await inner[tab]()}`
    const title = `${item.title} · Pull request #${item.number} · ${around.about.full_name}`
    return context.html(layout({ visit, title, body, frame: around.frame, tab: 'pulls' }))
  }
  app.get(`/:owner/:name/pull/${numbered}`, (context) => pullPage(context, context.req.param(), 'conversation'))
  app.get(`/:owner/:name/pull/${numbered}/commits`, (context) => pullPage(context, context.req.param(), 'commits'))
  app.get(`/:owner/:name/pull/${numbered}/files`, (context) => pullPage(context, context.req.param(), 'files'))

  return app
}

interface Address {
  readonly owner: string
  readonly name: string
  readonly number: string
}

function filters(context: Context): { readonly state: string; readonly label: string | undefined } {
  const state = context.req.query('state') ?? 'open'
  const label = context.req.query('labels')
  return {
    state: ['open', 'closed', 'all'].includes(state) ? state : 'open',
    label: label === '' ? undefined : label,
  }
}

/** Comments and events of an issue or pull request. Where the API keeps no events, the closing itself still shows. */
async function talkOf(visit: Visit, { full, place }: Framed, item: ApiIssue): Promise<readonly ShownEvent[]> {
  const { read } = visit
  const root = `/repos/${full}/issues/${item.number}`
  const [said, happened] = await Promise.all([
    read.all(`${root}/comments`, commentsShape),
    read.all(`${root}/events`, eventsShape),
  ])
  const all = [...happened, ...ending(item, happened)]
  const isMerged = all.some(({ event }) => event === 'merged')
  const shown = all.filter(({ event }) => !(isMerged && event === 'closed'))
  return [
    ...said.map((one) => commentMoment(visit, one, place)),
    ...shown.flatMap((one) => eventMoment(one, full) ?? []),
  ]
}

function ending(item: ApiIssue | ApiPull, happened: readonly ApiIssueEvent[]): readonly ApiIssueEvent[] {
  if (happened.some(({ event }) => event === 'closed' || event === 'merged')) return []
  if ('merged_at' in item && typeof item.merged_at === 'string') {
    return [{ event: 'merged', created_at: item.merged_at, actor: item.merged_by, commit_id: item.merge_commit_sha }]
  }
  if (typeof item.closed_at !== 'string') return []
  return [{ event: 'closed', created_at: item.closed_at, actor: item.closed_by, state_reason: item.state_reason }]
}

async function choicesOf(read: ApiReader, full: string): Promise<Choices> {
  const [people, known] = await Promise.all([
    read.all(`/repos/${full}/assignees`, usersShape),
    read.all(`/repos/${full}/labels`, labelsShape),
  ])
  return { people, labels: known }
}

interface Changed {
  readonly item: ApiPull
  readonly file: ApiChangedFile
  readonly at: number
  readonly checks: readonly ShownCheck[]
}

async function shownChange(visit: Visit, around: Framed, { item, file, at, checks }: Changed): Promise<ShownChange> {
  const { read } = visit
  const spot = { repository: around.full, ref: item.head.sha, path: file.filename }
  const blob = treeLink('blob', spot)
  const isDocument = /\.(md|markdown)$/i.test(file.filename) && file.status !== 'removed' && at < renderedLimit
  const isLive = item.state === 'open' && file.status !== 'removed'
  const edit = isLive ? treeLink('edit', { ...spot, ref: item.head.ref }) : undefined
  const marks = checks.flatMap(({ annotations }) => annotations.filter((one) => one.path === file.filename))
  const marked = markedLine(around.full, checks, file.filename)
  const plain = { file, rendered: undefined, blob, edit, marks, marked }
  if (!isDocument) return plain
  const path = `/repos/${around.full}/contents/${encodedPath(file.filename)}?ref=${item.head.sha}`
  const found = await read.oneOr(path, contentsShape, undefined)
  if (found === undefined || Array.isArray(found)) return plain
  const form = `tasks-${at}`
  const place = { ...around.place, base: blob, ...(isLive && { ticks: form }) }
  const rendered = renderMarkdownFile(await read.raw(path), place)
  return { ...plain, rendered, ticks: tickForm(visit, form, file.filename) }
}
