import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { ApiAnnotation, ApiChangedFile } from '../shapes.ts'
import { annotationNote } from './checks.ts'
import { type Html, noHtml } from './people.ts'

/** A text with line numbers; line 12 has the anchor `L12`. */
export function numberedLines(text: string, prefix = ''): Html {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const rows = lines.map((line, at) => {
    const id = `${prefix}L${at + 1}`
    return html`<tr id="${id}"><td class="n"><a href="#${id}">${at + 1}</a></td><td class="mono">${line}</td></tr>`
  })
  return html`<table class="lines"><tbody>${rows}</tbody></table>`
}

interface DiffLine {
  readonly kind: 'add' | 'del' | 'same' | 'hunk'
  readonly before: number | undefined
  readonly after: number | undefined
  readonly text: string
}

/** The lines of a unified patch with their numbers on both sides; what is no hunk is left out. */
function diffLines(patch: string): readonly DiffLine[] {
  let before = 0
  let after = 0
  return patch.split('\n').flatMap((line): readonly DiffLine[] => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)
    if (hunk !== null) {
      before = Number(hunk[1])
      after = Number(hunk[2])
      return [{ kind: 'hunk', before: undefined, after: undefined, text: line }]
    }
    const text = line.slice(1)
    if (line.startsWith('+')) return [{ kind: 'add', before: undefined, after: after++, text }]
    if (line.startsWith('-')) return [{ kind: 'del', before: before++, after: undefined, text }]
    if (line.startsWith(' ')) return [{ kind: 'same', before: before++, after: after++, text }]
    return []
  })
}

const signs = { add: '+', del: '-', same: ' ', hunk: '' } as const

/**
 * A patch as a table of both sides' numbers; lines of the new side have the anchors `<prefix>R12`, and what checks say of
 * them stands below the last line that they speak of.
 */
function diffTable(patch: string, prefix: string, marks: readonly ApiAnnotation[] = []): Html {
  const rows = diffLines(patch).map(({ kind, before, after, text }) => {
    const id = after === undefined ? '' : html` id="${prefix}R${after}"`
    return html`<tr class="${kind}"${id}><td class="n">${before ?? ''}</td><td class="n">${after ?? ''}</td><td class="mono">${signs[kind]}${kind === 'hunk' ? '' : ' '}${text}</td></tr>${after === undefined ? '' : notesBelow(after, marks)}`
  })
  return html`<table class="lines"><tbody>${rows}</tbody></table>`
}

function notesBelow(line: number, marks: readonly ApiAnnotation[]): readonly Html[] {
  return marks
    .filter(({ end_line }) => end_line === line)
    .map((one) => html`<tr class="note-row"><td colspan="3">${annotationNote(one)}</td></tr>`)
}

/** A changed file and, for a Markdown document that still exists, the document as it will look. */
export interface ShownChange {
  readonly file: ApiChangedFile
  readonly rendered: Html | undefined
  readonly blob: string
  /** The page that edits it, where its branch still takes commits. */
  readonly edit?: string | undefined
  /** What checks say of its lines, and a line that tells how much. */
  readonly marks?: readonly ApiAnnotation[]
  readonly marked?: Html
  /** The form of its task boxes. */
  readonly ticks?: Html
}

/** Every changed file with its diff; a document first appears rendered, and its source is one choice away. */
export function changes(shown: readonly ShownChange[]): Html {
  const added = shown.reduce((sum, { file }) => sum + file.additions, 0)
  const removed = shown.reduce((sum, { file }) => sum + file.deletions, 0)
  const noun = shown.length === 1 ? 'file' : 'files'
  return html`<p class="muted">${shown.length} changed ${noun}, <span class="plus">+${added}</span> <span class="minus">−${removed}</span></p>${shown.map(change)}`
}

function change({ file, rendered, blob, edit, marks, marked = noHtml, ticks = noHtml }: ShownChange, at: number): Html {
  const choice =
    rendered === undefined
      ? noHtml
      : html`<span class="choice" role="radiogroup" aria-label="Show"><label><input type="radio" class="pick-source" name="show-${at}"> Source</label><label><input type="radio" class="pick-rendered" name="show-${at}" checked> Rendered</label></span>`
  const diff =
    typeof file.patch === 'string' && file.patch !== ''
      ? diffTable(file.patch, `f${at}`, marks)
      : html`<p class="empty">No line differences to show.</p>`
  const moved =
    typeof file.previous_filename === 'string' ? html`<span class="muted mono">${file.previous_filename} →</span> ` : ''
  return html`<section class="box changed" aria-label="${file.filename}"><div class="box-head">${moved}<a class="mono" href="${blob}">${file.filename}</a> <span class="pill">${file.status}</span> <span class="small"><span class="plus">+${file.additions}</span> <span class="minus">−${file.deletions}</span></span><span class="push tools">${choice}${edit === undefined ? noHtml : html`<a class="button plain small" href="${edit}">${icon('pencil')} Edit</a>`}</span></div>${ticks}${marked}
${rendered === undefined ? '' : html`<div class="as-rendered"><article class="document md">${rendered}</article></div>`}<div class="as-source">${diff}</div></section>`
}
