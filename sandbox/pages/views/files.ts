import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { ApiCommit, ApiEntry, ApiRepository } from '../shapes.ts'
import { type Spot, treeLink } from './addresses.ts'
import { avatar, counted, type Html, noHtml, time, who } from './people.ts'
import { numberedLines } from './source.ts'

/** The way to a place, each folder a link. */
export function crumbs({ repository, ref, path }: Spot): Html {
  const parts = path.split('/').filter((part) => part !== '')
  const links = parts.map((part, at) => {
    const target = treeLink('tree', { repository, ref, path: parts.slice(0, at + 1).join('/') })
    return at === parts.length - 1 ? html` / <b>${part}</b>` : html` / <a href="${target}">${part}</a>`
  })
  return html`<nav class="crumbs" aria-label="Path"><span class="branch mono">${/^[\da-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref}</span> <a href="${treeLink('tree', { repository, ref, path: '' })}">${repository.split('/')[1] ?? repository}</a>${links}</nav>`
}

/** The files of a folder, folders first. */
function entries(spot: Spot, found: readonly ApiEntry[]): Html {
  const sorted = found.toSorted(
    (a, b) => Number(b.type === 'dir') - Number(a.type === 'dir') || a.name.localeCompare(b.name),
  )
  const rows = sorted.map((entry) => {
    const isFolder = entry.type === 'dir'
    const href = treeLink(isFolder ? 'tree' : 'blob', { ...spot, path: entry.path })
    const size =
      isFolder || typeof entry.size !== 'number'
        ? noHtml
        : html`<span class="muted small">${counted(entry.size, 'byte')}</span>`
    return html`<li>${icon(isFolder ? 'folder' : 'file', isFolder ? 'Folder' : 'File')}<div class="grow"><a class="plain-name" href="${href}">${entry.name}</a></div>${size}</li>`
  })
  return html`<ul class="rows">${rows}</ul>`
}

/** A rendered document in a box under its file name. */
export function documentBox(name: string, rendered: Html): Html {
  return html`<section class="box" aria-label="${name}"><div class="box-head">${icon('file')} <b>${name}</b></div><article class="document md">${rendered}</article></section>`
}

/** The repository's front page: what it is about, its files and its README. */
export function frontPage(options: {
  readonly repository: ApiRepository
  readonly ref: string
  readonly found: readonly ApiEntry[]
  readonly branches: number
  readonly last: ApiCommit | undefined
  readonly readme: Html | undefined
}): Html {
  const { repository, ref, found, branches, last, readme } = options
  const spot = { repository: repository.full_name, ref, path: '' }
  const head =
    last === undefined
      ? noHtml
      : html`<div class="box-head">${avatar(last.author)} ${who(last.author)} <span>${firstLine(last.commit.message)}</span> <span class="push small"><a class="mono muted" href="/${repository.full_name}/commit/${last.sha}">${last.sha.slice(0, 7)}</a> ${time(last.commit.committer?.date)}</span></div>`
  const files =
    found.length === 0 ? html`<div class="empty"><b>This repository is empty</b></div>` : entries(spot, found)
  return html`${typeof repository.description === 'string' ? html`<p class="about">${repository.description}</p>` : ''}<p><span class="branch mono">${ref}</span> <span class="muted">${branches} ${branches === 1 ? 'branch' : 'branches'}</span></p>
<div class="box">${head}${files}</div><br>${readme ?? ''}`
}

/** A folder's page. */
export function folderPage(spot: Spot, found: readonly ApiEntry[], readme: Html | undefined): Html {
  return html`${crumbs(spot)}<div class="box">${entries(spot, found)}</div><br>${readme ?? ''}`
}

/** A file's page: `rendered` when there is a rendered form and the reader did not ask for the source. */
export function filePage(
  spot: Spot,
  text: string,
  rendered: Html | undefined,
  options: { readonly canRender: boolean; readonly ticks: Html },
): Html {
  const { canRender, ticks } = options
  const href = treeLink('blob', spot)
  const here = (isHere: boolean) => (isHere ? html` aria-current="true"` : '')
  const choice = canRender
    ? html`<span class="choice"><a href="${href}"${here(rendered !== undefined)}>Preview</a><a href="${href}?plain=1"${here(rendered === undefined)}>Code</a></span>`
    : noHtml
  const edit = isBranch(spot.ref)
    ? html`<a class="button plain small" href="${treeLink('edit', spot)}">${icon('pencil')} Edit</a>`
    : noHtml
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
  const body =
    rendered === undefined
      ? html`<div class="scroll">${numberedLines(text)}</div>`
      : html`<article class="document md">${rendered}</article>`
  return html`${crumbs(spot)}<section class="box"><div class="box-head"><span class="small">${counted(lines, 'line')} · ${counted(Buffer.byteLength(text), 'byte')}</span><span class="push tools">${choice}${edit}</span></div>${ticks}${body}</section>`
}

/** The first line of a commit message. */
export function firstLine(message: string): string {
  return message.split('\n')[0] ?? ''
}

/** Whether a ref can take commits: a branch's name, not a commit's. */
export function isBranch(ref: string): boolean {
  return !/^[\da-f]{40}$/.test(ref)
}
