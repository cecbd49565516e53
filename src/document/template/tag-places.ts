/** Where a template that cannot be parsed is to be mended, as offsets; `null` for what is not wrong with it. */
export interface TagPlaces {
  /** The first tag that never ends. */
  readonly endless: { readonly at: number } | null
  /** The first `{{=…=}}` that does not name two marks, and what it says. */
  readonly marks: { readonly at: number; readonly said: string } | null
  /** The sections that are open where the text ends, the outermost first. */
  readonly open: readonly { readonly name: string; readonly at: number }[]
}

/**
 * Follows the tags of a template as Mustache does, with the braces that it chooses for itself, up to the first one that is
 * wrong in itself. One look at each character.
 */
export function tagPlaces(template: string): TagPlaces {
  const open: { readonly name: string; readonly at: number }[] = []
  let [before, after] = ['{{', '}}']
  let at = template.indexOf(before)
  while (at >= 0) {
    const inner = at + before.length + blanksAt(template, at + before.length)
    const symbol = template.charAt(inner)
    const closing = symbol === '{' ? `}${after}` : symbol === '=' ? `=${after}` : after
    const end = template.indexOf(closing, inner + Number(symbol === '='))
    if (end < 0) return { endless: { at }, marks: null, open }
    const said = template.slice(inner, end)
    if (symbol === '#' || symbol === '^') open.push({ name: said.slice(1).trim(), at })
    if (symbol === '/') open.pop()
    if (symbol === '=') {
      const [first = '', second = '', ...others] = said.slice(1).trim().split(/\s+/)
      if (second === '' || others.length > 0) return { endless: null, marks: { at, said: said.slice(1).trim() }, open }
      ;[before, after] = [first, second]
    }
    at = template.indexOf(before, end + closing.length)
  }
  return { endless: null, marks: null, open }
}

function blanksAt(text: string, from: number): number {
  return /^\s*/.exec(text.slice(from, from + 100))?.[0].length ?? 0
}
