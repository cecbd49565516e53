import { drawGantt } from './gantt.ts'
import { drawPie } from './pie.ts'
import { escapeHtml } from './safe-html.ts'

/**
 * A Mermaid block as a titled figure. Nothing is loaded from a network to draw it: simple `gantt` and `pie` charts are
 * drawn here with their source folded below, every other diagram shows its source.
 */
export function mermaidFigure(source: string): string {
  const kind = /^\s*([a-z-]+)/i.exec(source)?.[1] ?? 'diagram'
  const title = /^\s*(?:pie\s+(?:showData\s+)?)?title:?\s+(.+)$/m.exec(source)?.[1]?.trim()
  const caption = escapeHtml(`Mermaid ${kind}${title === undefined ? '' : `: ${title}`}`)
  const code = `<pre tabindex="0"><code>${escapeHtml(source)}</code></pre>`
  const drawing = kind === 'gantt' ? drawGantt(source) : kind === 'pie' ? drawPie(source) : undefined
  const body =
    drawing === undefined
      ? code
      : `<div class="drawing" tabindex="0">${drawing}</div><details><summary>Source</summary>${code}</details>`
  return `<figure class="diagram"><figcaption>${caption}</figcaption>${body}</figure>\n`
}
