import { escapeHtml } from './safe-html.ts'

/** A Mermaid block as a titled figure that shows its source, since nothing is loaded from a network to draw it. */
export function mermaidFigure(source: string): string {
  const kind = /^\s*([a-z-]+)/i.exec(source)?.[1] ?? 'diagram'
  const title = /^\s*title:?\s+(.+)$/m.exec(source)?.[1]?.trim()
  const caption = `Mermaid ${kind}${title === undefined ? '' : `: ${title}`}`
  return `<figure class="diagram"><figcaption>${escapeHtml(caption)}</figcaption><pre tabindex="0"><code>${escapeHtml(source)}</code></pre></figure>\n`
}
