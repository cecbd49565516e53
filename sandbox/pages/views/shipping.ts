import { html } from 'hono/html'
import { type IconName, icon } from '../icons.ts'
import { type LinkContext, renderMarkdown } from '../markdown/render.ts'
import type { ApiRelease, ApiWorkflowRun, ShownDeployment } from '../shapes.ts'
import { avatar, counted, type Html, noHtml, time, who } from './people.ts'

interface Sign {
  readonly tone: 'open' | 'closed' | 'grey' | 'amber'
  readonly icon: IconName
}

const signs: Readonly<Record<string, Sign>> = {
  success: { tone: 'open', icon: 'check' },
  failure: { tone: 'closed', icon: 'cross' },
  error: { tone: 'closed', icon: 'cross' },
  timed_out: { tone: 'closed', icon: 'cross' },
  inactive: { tone: 'grey', icon: 'skip' },
  cancelled: { tone: 'grey', icon: 'skip' },
}

function sign(state: string): Html {
  const { tone, icon: name } = signs[state] ?? { tone: 'amber', icon: 'clock' }
  return html`<span class="ink-${tone}">${icon(name, state.replaceAll('_', ' '))}</span>`
}

function stateOf({ statuses }: ShownDeployment): string {
  return statuses[0]?.state ?? 'pending'
}

/** What stands where, and how it came there, newest first; of one environment where `only` names it. */
export function deploymentsPage(repository: string, found: readonly ShownDeployment[], only: string | undefined): Html {
  if (found.length === 0) return empty('Deployments', 'Nothing has been deployed yet.')
  const here = [...new Set(found.map(({ environment }) => environment))].toSorted((a, b) => a.localeCompare(b))
  const standing = here.map((environment) => {
    const last = found.find((one) => one.environment === environment && stateOf(one) === 'success')
    const version =
      last === undefined
        ? html`<span class="muted">nothing yet</span>`
        : html`${commitLink(repository, last, last.ref)}`
    return html`<li><a href="${environmentLink(repository, environment)}">${environment}</a><b class="mono">${version}</b></li>`
  })
  const rows = found.map(
    (one) =>
      html`<li>${sign(stateOf(one))}<div class="grow"><b class="mono">${commitLink(repository, one, one.ref)}</b> to <a class="plain-name" href="${environmentLink(repository, one.environment)}">${one.environment}</a> <span class="muted">${stateOf(one).replaceAll('_', ' ')}</span><div class="muted small">${avatar(one.creator)} ${who(one.creator)} deployed ${commitLink(repository, one, one.sha.slice(0, 7))} ${time(one.created_at)}</div></div></li>`,
  )
  const heading =
    only === undefined
      ? html`<h1 class="plain">Deployments</h1>`
      : html`<h1 class="plain">${only} <a class="small" href="/${repository}/deployments">all environments</a></h1>`
  return html`${heading}<section class="box" aria-labelledby="standing"><div class="box-head"><h2 id="standing">What stands where</h2></div><ul class="environments">${standing}</ul></section><br>
<section class="box" aria-labelledby="history"><div class="box-head"><h2 id="history">History</h2><span class="push small">${counted(found.length, 'deployment')}</span></div><ul class="rows">${rows}</ul></section>`
}

function environmentLink(repository: string, environment: string): string {
  return `/${repository}/deployments/${encodeURIComponent(environment)}`
}

function commitLink(repository: string, { sha }: { readonly sha: string }, words: string): Html {
  return html`<a class="mono" href="/${repository}/commit/${sha}">${words}</a>`
}

/** Releases with what they say, newest first. */
export function releasesPage(repository: string, found: readonly ApiRelease[], place: LinkContext): Html {
  if (found.length === 0) return empty('Releases', 'Nothing has been released yet.')
  return html`<h1 class="plain">Releases</h1>${found.map((one) => releaseBox(repository, one, place))}`
}

/** One release, alone on its page. */
export function releasePage(repository: string, one: ApiRelease, place: LinkContext): Html {
  return html`<p><a href="/${repository}/releases">All releases</a></p>${releaseBox(repository, one, place)}`
}

function releaseBox(repository: string, one: ApiRelease, place: LinkContext): Html {
  const words = (one.body ?? '').trim()
  const tag = encodeURIComponent(one.tag_name)
  const early = one.prerelease === true ? html` <span class="pill">Pre-release</span>` : noHtml
  return html`<section class="box release"><div class="box-body"><h2><a href="/${repository}/releases/tag/${tag}">${one.name || one.tag_name}</a>${early}</h2><p class="muted small">${avatar(one.author)} ${who(one.author)} published <a class="mono" href="/${repository}/tree/${tag}">${one.tag_name}</a> ${time(one.published_at)}</p>${words === '' ? html`<p class="muted">No notes.</p>` : html`<div class="md">${renderMarkdown(words, place)}</div>`}</div></section>`
}

/** The runs of the workflows, newest first. */
export function runsPage(repository: string, found: readonly ApiWorkflowRun[]): Html {
  if (found.length === 0) return empty('Actions', 'No workflow has run yet.')
  return html`<h1 class="plain">Actions</h1><div class="box"><ul class="rows">${found.map((one) => runRow(repository, one))}</ul></div>`
}

/** One run, alone on its page. */
export function runPage(repository: string, one: ApiWorkflowRun): Html {
  return html`<p><a href="/${repository}/actions">All workflow runs</a></p><div class="box"><ul class="rows">${runRow(repository, one)}</ul></div>`
}

function runRow(repository: string, run: ApiWorkflowRun): Html {
  const state = run.conclusion ?? run.status ?? 'queued'
  return html`<li>${sign(state)}<div class="grow"><a class="name" href="/${repository}/actions/runs/${run.id}">${run.display_title ?? run.name}</a> <span class="muted">${state.replaceAll('_', ' ')}</span><div class="muted small">${run.name}, by ${run.event} on <code class="branch">${run.head_branch}</code> at ${commitLink(repository, { sha: run.head_sha }, run.head_sha.slice(0, 7))}, ${who(run.actor)} ${time(run.created_at)}</div></div></li>`
}

function empty(heading: string, sentence: string): Html {
  return html`<h1 class="plain">${heading}</h1><div class="box"><div class="empty"><p>${sentence}</p></div></div>`
}
