import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { renderDocument } from '../markdown/render.ts'
import type { Reader } from '../reader.ts'
import {
  type ChangedFile,
  changedFiles,
  checkRuns,
  comments,
  commits,
  contents,
  type Issue,
  type IssueEvent,
  issue,
  issues,
  events as manyEvents,
  type Pull,
  pull,
  pulls,
  reviews,
} from '../shapes.ts'
import { commitList, conversation, issuePage, type PullTab, pullHead } from '../views/conversation.ts'
import { encodedPath, treeLink } from '../views/files.ts'
import { layout } from '../views/layout.ts'
import { issueLook, list, pullLook } from '../views/lists.ts'
import type { Html } from '../views/people.ts'
import { changes, type ShownChange } from '../views/source.ts'
import { commentMoment, commitMoment, eventMoment, inOrder, type Moment, reviewMoment } from '../views/timeline.ts'
import { type Framed, framed } from './frame.ts'

const renderedLimit = 10
const numbered = ':number{[0-9]+}'

/** Pages of issues and pull requests. */
export function talkRoutes(read: Reader, webUrl: string): Hono {
  const app = new Hono()

  app.get('/:owner/:name/issues', async (context) => {
    const { owner, name } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const { state, labels } = filters(context)
    const query = `state=${state}${labels === undefined ? '' : `&labels=${encodeURIComponent(labels)}`}`
    const found = await read.all(`/repos/${around.full}/issues?${query}`, issues)
    const rows = found
      .filter(({ pull_request }) => pull_request === undefined || pull_request === null)
      .map((item) => ({ repository: around.full, kind: 'issues' as const, item, look: issueLook(item) }))
    const path = `/${around.full}/issues`
    const body = list({ heading: 'Issues', noun: 'issues', path, state, labels, rows })
    return context.html(
      layout({ title: `Issues · ${around.about.full_name}`, body, frame: around.frame, tab: 'issues' }),
    )
  })

  app.get('/:owner/:name/pulls', async (context) => {
    const { owner, name } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const { state } = filters(context)
    const found = await read.all(`/repos/${around.full}/pulls?state=${state}`, pulls)
    const rows = found.map((item) => ({ repository: around.full, kind: 'pull' as const, item, look: pullLook(item) }))
    const path = `/${around.full}/pulls`
    const body = list({ heading: 'Pull requests', noun: 'pull requests', path, state, labels: undefined, rows })
    const title = `Pull requests · ${around.about.full_name}`
    return context.html(layout({ title, body, frame: around.frame, tab: 'pulls' }))
  })

  app.get('/:owner/:name/labels/:label', (context) => {
    const { owner, name, label } = context.req.param()
    return context.redirect(`/${owner}/${name}/issues?state=all&labels=${encodeURIComponent(label)}`)
  })

  app.get(`/:owner/:name/issues/${numbered}`, async (context) => {
    const { owner, name, number } = context.req.param()
    const around = await framed(read, webUrl, owner, name)
    const root = `/repos/${around.full}/issues/${number}`
    const item = await read.one(root, issue)
    if (item.pull_request !== undefined && item.pull_request !== null) {
      return context.redirect(`/${around.full}/pull/${number}`)
    }
    const [talk, parent, children] = await Promise.all([
      talkOf(read, around, item),
      read.oneOr(`${root}/parent`, issue, undefined),
      read.all(`${root}/sub_issues`, issues),
    ])
    const { place, full } = around
    const body = issuePage({ place, repository: full, issue: item, parent, children, thread: inOrder(talk) })
    const title = `${item.title} · Issue #${number} · ${around.about.full_name}`
    return context.html(layout({ title, body, frame: around.frame, tab: 'issues' }))
  })

  const pullPage = async (context: Context, address: Address, tab: PullTab) => {
    const around = await framed(read, webUrl, address.owner, address.name)
    const root = `/repos/${around.full}/pulls/${address.number}`
    const item = await read.one(root, pull)
    const [files, log] = await Promise.all([
      read.all(`${root}/files`, changedFiles),
      read.all(`${root}/commits`, commits),
    ])
    const head = pullHead(around.full, item, tab, { commits: log.length, files: files.length })
    const inner: Readonly<Record<PullTab, () => Promise<Html> | Html>> = {
      conversation: async () => {
        const [talk, said, checks] = await Promise.all([
          talkOf(read, around, item),
          read.all(`${root}/reviews`, reviews),
          read.oneOr(`/repos/${around.full}/commits/${item.head.sha}/check-runs`, checkRuns, { check_runs: [] }),
        ])
        const reviewed = said.flatMap((one) => reviewMoment(one, around.place) ?? [])
        const committed = log.map((one) => commitMoment(one, around.full))
        const thread = inOrder([...committed, ...talk, ...reviewed])
        return conversation({
          place: around.place,
          repository: around.full,
          pull: item,
          checks: checks.check_runs,
          thread,
        })
      },
      commits: () => commitList(around.full, log),
      files: async () => changes(await Promise.all(files.map((file, at) => shownChange(read, around, item, file, at)))),
    }
    const body = html`${head}${await inner[tab]()}`
    const title = `${item.title} · Pull request #${item.number} · ${around.about.full_name}`
    return context.html(layout({ title, body, frame: around.frame, tab: 'pulls' }))
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

function filters(context: Context): { readonly state: string; readonly labels: string | undefined } {
  const state = context.req.query('state') ?? 'open'
  const labels = context.req.query('labels')
  return {
    state: ['open', 'closed', 'all'].includes(state) ? state : 'open',
    labels: labels === '' ? undefined : labels,
  }
}

/** Comments and events of an issue or pull request. Where the API keeps no events, the closing itself still shows. */
async function talkOf(read: Reader, { full, place }: Framed, item: Issue): Promise<readonly Moment[]> {
  const root = `/repos/${full}/issues/${item.number}`
  const [said, happened] = await Promise.all([
    read.all(`${root}/comments`, comments),
    read.all(`${root}/events`, manyEvents),
  ])
  const all = [...happened, ...ending(item, happened)]
  const isMerged = all.some(({ event }) => event === 'merged')
  const shown = all.filter(({ event }) => !(isMerged && event === 'closed'))
  return [...said.map((one) => commentMoment(one, place)), ...shown.flatMap((one) => eventMoment(one, full) ?? [])]
}

function ending(item: Issue | Pull, happened: readonly IssueEvent[]): readonly IssueEvent[] {
  if (happened.some(({ event }) => event === 'closed' || event === 'merged')) return []
  if ('merged_at' in item && typeof item.merged_at === 'string') {
    return [{ event: 'merged', created_at: item.merged_at, actor: item.merged_by, commit_id: item.merge_commit_sha }]
  }
  if (typeof item.closed_at !== 'string') return []
  return [{ event: 'closed', created_at: item.closed_at, actor: item.closed_by, state_reason: item.state_reason }]
}

async function shownChange(
  read: Reader,
  around: Framed,
  item: Pull,
  file: ChangedFile,
  at: number,
): Promise<ShownChange> {
  const spot = { repository: around.full, ref: item.head.sha, path: file.filename }
  const blob = treeLink('blob', spot)
  const isDocument = /\.(md|markdown)$/i.test(file.filename) && file.status !== 'removed' && at < renderedLimit
  if (!isDocument) return { file, rendered: undefined, blob }
  const path = `/repos/${around.full}/contents/${encodedPath(file.filename)}?ref=${item.head.sha}`
  const found = await read.oneOr(path, contents, undefined)
  if (found === undefined || Array.isArray(found)) return { file, rendered: undefined, blob }
  return { file, rendered: renderDocument(await read.raw(path), { ...around.place, base: blob }), blob }
}
