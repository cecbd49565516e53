import { parseDocument } from '../../text/markdown/sections.ts'
import { quotedText, type RuleFinding } from './finding.ts'
import type { Knowledge } from './knowledge.ts'
import { withoutCode } from './leftovers/placeholders.ts'

/** What a document leads to in its own repository, or among GitHub's issues. */
export interface DocumentLink {
  /** `path`: a file, relative to the document. `issue`: `#12`, `owner/repo#12`. */
  readonly kind: 'path' | 'issue'
  readonly target: string
  /** 1-based. */
  readonly line: number
}

const relative = /\]\((?![a-z][a-z\d+.-]{0,20}:|#|\/\/|<)([^()\s]{1,500})(?:\s[^()]{0,200})?\)/gi
const issue = /(?<![\w/&#@.-])((?:[a-z\d][\w-]{0,38}\/[\w.-]{1,100})?#[1-9]\d{0,9})(?![\w-])/gi

/** The relative links and the references to issues of a document, in order; code and comments hold none. */
export function linksOf(text: string): readonly DocumentLink[] {
  const parsed = parseDocument(text)
  if (!parsed.ok) return []
  return parsed.document.lines.flatMap((line) => {
    if (line.kind === 'raw' || !/[#(]/.test(line.text)) return []
    const shown = withoutCode(line.text)
    const paths = [...shown.matchAll(relative)].map(([, target = '']) => ({ kind: 'path' as const, target }))
    const issues = [...shown.replace(/\]\([^()\s]{1,500}\)|https?:\/\/\S+/g, ' ').matchAll(issue)].map(
      ([, target = '']) => ({
        kind: 'issue' as const,
        target,
      }),
    )
    return [...paths, ...issues].map((one) => ({ ...one, line: line.number }))
  })
}

/** "www.example.com/status" or "status.example.com": an address that lacks its scheme, and no path. */
function isAddress(target: string): boolean {
  return /^(?:www\.|(?:[a-z\d-]{1,63}\.){1,5}(?:com|org|net|io|dev|app|cloud|ai|co|eu|uk|de|fr|es|pt|br|jp|us)(?:[/:?#]|$))/i.test(
    target,
  )
}

/** Links that lead nowhere, as far as that is known. */
export function evaluateLinks(text: string, { broken = [] }: Knowledge): readonly RuleFinding[] {
  const gone = new Set(broken)
  return linksOf(text).flatMap(({ kind, target, line }): readonly RuleFinding[] => {
    if (!gone.has(target) && !(kind === 'path' && /^www\./i.test(target))) return []
    const address = kind === 'path' && isAddress(target)
    const values = { target: quotedText(target), ...(address ? { address: quotedText(`https://${target}`) } : {}) }
    return [{ rule: kind === 'path' ? 'link/broken' : 'reference/broken', line, values }]
  })
}
