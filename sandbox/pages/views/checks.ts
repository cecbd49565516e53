import { html } from 'hono/html'
import { type IconName, icon } from '../icons.ts'
import { type LinkContext, renderMarkdown } from '../markdown/render.ts'
import type { ApiAnnotation, ApiCheckRun, CheckButton, ShownCheck } from '../shapes.ts'
import type { Visit } from '../visit.ts'
import { type Spot, treeLink } from './addresses.ts'
import { button } from './forms.ts'
import { counted, type Html, noHtml, time } from './people.ts'

interface CheckLook {
  readonly word: string
  readonly tone: 'open' | 'closed' | 'grey' | 'amber'
  readonly icon: IconName
}

const looks: Readonly<Record<string, CheckLook>> = {
  success: { word: 'Successful', tone: 'open', icon: 'check' },
  neutral: { word: 'Neutral', tone: 'grey', icon: 'neutral' },
  skipped: { word: 'Skipped', tone: 'grey', icon: 'skip' },
  cancelled: { word: 'Cancelled', tone: 'grey', icon: 'skip' },
  stale: { word: 'Stale', tone: 'grey', icon: 'clock' },
  failure: { word: 'Failing', tone: 'closed', icon: 'cross' },
  timed_out: { word: 'Timed out', tone: 'closed', icon: 'cross' },
  action_required: { word: 'Needs an action', tone: 'amber', icon: 'warning' },
}

/** How a run looks by its conclusion; one that has none waits. */
function checkLook({ status, conclusion }: Pick<ApiCheckRun, 'status' | 'conclusion'>): CheckLook {
  const word = status.replaceAll('_', ' ')
  return (
    looks[conclusion ?? ''] ?? { word: `${word.charAt(0).toUpperCase()}${word.slice(1)}`, tone: 'amber', icon: 'clock' }
  )
}

/** A run in the list above the merge button: its outcome in one line, and the way to its page. */
export function checkRow(repository: string, run: ShownCheck): Html {
  const look = checkLook(run)
  const title = typeof run.output?.title === 'string' ? `: ${run.output.title}` : ''
  return html`<li class="run"><span class="ink-${look.tone}">${icon(look.icon, look.word)}</span><div class="grow"><b>${run.name}</b> <span class="muted">${look.word}${title}</span></div><a class="small" href="${runLink(repository, run)}">Details</a></li>`
}

/** The page of a run: what it says, its buttons, and its annotations. */
export function checkPage(options: {
  readonly visit: Visit
  readonly repository: string
  readonly place: LinkContext
  readonly run: ShownCheck
  readonly actions: readonly CheckButton[]
  /** The newest run of that name on the commit, where this is an older one. */
  readonly newer: ApiCheckRun | undefined
}): Html {
  const { visit, repository, place, run, actions, newer } = options
  const look = checkLook(run)
  const { title, summary, text } = run.output ?? {}
  const pulls = run.pull_requests.map(
    ({ number }) => html` on <a href="/${repository}/pull/${number}">pull request #${number}</a>`,
  )
  const sha = html`<a class="mono" href="/${repository}/commit/${run.head_sha}">${run.head_sha.slice(0, 7)}</a>`
  const note =
    newer === undefined
      ? noHtml
      : html`<div class="box stale"><div class="box-body"><p>A newer run judges this commit: <a href="${runLink(repository, newer)}">${checkLook(newer).word}: ${newer.output?.title}</a>.</p></div></div>`
  const words = [summary, text].filter((one) => typeof one === 'string' && one.trim() !== '')
  const said = words.map((one) => html`<div class="md">${renderMarkdown(one ?? '', place)}</div>`)
  return html`<div class="title-row"><h1 class="title">${run.name}<span class="muted">: ${title ?? look.word}</span></h1>${buttons(visit, actions)}</div>
<div class="meta"><span class="state ${look.tone}">${icon(look.icon)} ${look.word}</span> <span><b>${run.app?.name ?? 'An app'}</b> judged ${sha}${pulls} ${time(run.completed_at)}</span></div>
${note}<div class="box"><div class="box-body stretch">${said.length === 0 ? html`<p class="muted">It says nothing more.</p>` : said}</div></div>
${annotationBox(repository, run)}`
}

function buttons(visit: Visit, actions: readonly CheckButton[]): Html {
  const own = actions.map(
    ({ label, description, identifier }) =>
      html`<button class="button plain" name="identifier" value="${identifier}" title="${description}">${label}</button>`,
  )
  return html`<form method="post" action="${visit.path}" class="buttons">${own}${button('rerun', 'Re-run')}</form>`
}

function annotationBox(repository: string, { annotations, head_sha }: ShownCheck): Html {
  if (annotations.length === 0) return noHtml
  const rows = annotations.map((one) => {
    const spot: Spot = { repository, ref: head_sha, path: one.path }
    return html`<li><div class="grow">${annotationNote(one)}<p class="mono small"><a href="${treeLink('blob', spot)}?plain=1#L${one.start_line}">${one.path}, ${linesOf(one)}</a></p></div></li>`
  })
  return html`<section class="box annotations" aria-labelledby="annotations"><div class="box-head"><h2 id="annotations">Annotations</h2><span class="count">${annotations.length}</span></div><ul class="rows">${rows}</ul></section>`
}

function linesOf({ start_line, end_line }: ApiAnnotation): string {
  return end_line === start_line ? `line ${start_line}` : `lines ${start_line} to ${end_line}`
}

const levels: Readonly<Record<string, CheckLook>> = {
  failure: { word: 'Failure', tone: 'closed', icon: 'cross' },
  warning: { word: 'Warning', tone: 'amber', icon: 'warning' },
  notice: { word: 'Notice', tone: 'grey', icon: 'info' },
}

/** What a check says of a line, as a note to stand below that line. Its message is plain text, as on GitHub. */
export function annotationNote({ annotation_level, title, message, raw_details }: ApiAnnotation): Html {
  const look = levels[annotation_level ?? 'notice'] ?? levels.notice
  const details = typeof raw_details === 'string' ? html`<pre>${raw_details}</pre>` : noHtml
  return html`<div class="mark-note ${look?.tone ?? 'grey'}"><span class="ink-${look?.tone ?? 'grey'}">${icon(look?.icon ?? 'info')}</span><div><p><b>${look?.word}</b>${typeof title === 'string' ? html` <span class="muted">${title}</span>` : noHtml}</p><p class="words">${message}</p>${details}</div></div>`
}

/** One line that says how many lines of a file checks have marked; nothing without any. */
export function markedLine(repository: string, checks: readonly ShownCheck[], path: string): Html {
  const by = checks.flatMap((run) => {
    const count = run.annotations.filter((one) => one.path === path).length
    return count === 0
      ? []
      : [html`<a href="${runLink(repository, run)}">${run.name}</a>: ${counted(count, 'annotation')}`]
  })
  if (by.length === 0) return noHtml
  const all = by.map((one, at) => (at === 0 ? one : html`, ${one}`))
  return html`<p class="marked">${icon('info')} <span>${all}. <span class="as-rendered">Under “Source” they stand at their lines.</span></span></p>`
}

function runLink(repository: string, { id }: Pick<ApiCheckRun, 'id'>): string {
  return `/${repository}/runs/${id}`
}
