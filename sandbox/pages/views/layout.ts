import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { Visit } from '../visit.ts'
import { banner } from './forms.ts'
import { type Html, noHtml } from './people.ts'
import { accountMenu, clockBar } from './surroundings.ts'

/** What stands around a repository's pages. */
export interface Frame {
  readonly owner: string
  readonly name: string
  readonly openIssues: number
  readonly openPulls: number
  readonly isPrivate: boolean
}

/** One whole page; `tab` marks where the reader is. */
export interface Page {
  readonly title: string
  readonly body: Html
  readonly frame?: Frame
  readonly tab?: 'code' | 'issues' | 'pulls' | 'deployments' | 'releases' | 'actions'
  readonly visit: Visit
}

/** The HTML document of a page, with the style sheet linked from this server and nothing from elsewhere. */
export function layout({ title, body, frame, tab, visit }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/-/pages.css"></head>
<body><a class="skip" href="#main">Skip to content</a>
<header class="site"><div class="wrap"><div class="trail"><a href="/" class="mark" aria-label="All repositories">${icon('repository')}</a>${frame === undefined ? html`<b>Repositories</b>` : trail(frame)}${accountMenu(visit)}</div>${frame === undefined ? noHtml : tabs(frame, tab)}</div></header>
<main class="wrap" id="main">${banner(visit)}${body}</main>
<div class="wrap">${clockBar(visit)}</div>
<footer class="wrap"><p>An embedded GitHub: these pages, their people and their times live on this machine only.</p></footer>
</body></html>`
}

function trail({ owner, name, isPrivate }: Frame): Html {
  return html`<a href="/${owner}">${owner}</a> <span class="muted">/</span> <a href="/${owner}/${name}"><b>${name}</b></a> <span class="pill">${isPrivate ? 'Private' : 'Public'}</span>`
}

function tabs({ owner, name, openIssues, openPulls }: Frame, tab: Page['tab']): Html {
  const here = (key: Page['tab']) => (key === tab ? html` aria-current="page"` : '')
  const root = `/${owner}/${name}`
  const count = (value: number) => (value === 0 ? '' : html`<span class="count">${value}</span>`)
  return html`<nav class="tabs" aria-label="Repository"><a href="${root}"${here('code')}>${icon('code')} Code</a><a href="${root}/issues"${here('issues')}>${icon('issue')} Issues ${count(openIssues)}</a><a href="${root}/pulls"${here('pulls')}>${icon('pull')} Pull requests ${count(openPulls)}</a><a href="${root}/actions"${here('actions')}>${icon('play')} Actions</a><a href="${root}/deployments"${here('deployments')}>${icon('ship')} Deployments</a><a href="${root}/releases"${here('releases')}>${icon('tag')} Releases</a></nav>`
}

/** A page that says in one sentence why there is nothing else on it. */
export function sentencePage(visit: Visit, title: string, sentence: string): Html {
  return layout({
    visit,
    title,
    body: html`<div class="empty"><b>${title}</b><p>${sentence}</p><p><a href="/">All repositories</a></p></div>`,
  })
}
