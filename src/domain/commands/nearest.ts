/**
 * The candidate that `word` was most likely meant to be, `null` when none is near. Case and separators are ignored
 * (`writeBack`, `write-back`), up to a third of the letters may differ, and a word may be cut short (`remind`).
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const wanted = fold(word)
  if (wanted.length > 60) return null
  let best: { readonly candidate: string; readonly distance: number } | null = null
  for (const candidate of candidates) {
    const distance =
      wanted.length >= 4 && fold(candidate).startsWith(wanted) ? 1 : editDistance(wanted, fold(candidate))
    if (
      distance <= Math.max(1, Math.floor(wanted.length / 3)) &&
      distance < (best?.distance ?? Number.POSITIVE_INFINITY)
    ) {
      best = { candidate, distance }
    }
  }
  return best?.candidate ?? null
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Levenshtein's distance, with two neighbours in the wrong order counted as one slip. */
function editDistance(one: string, other: string): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let index = 0; index < one.length; index += 1) {
    const next = [index + 1]
    for (let column = 0; column < other.length; column += 1) {
      const replaced = (row[column] ?? 0) + (one.charAt(index) === other.charAt(column) ? 0 : 1)
      const crossed = one.charAt(index) === other.charAt(column - 1) && one.charAt(index - 1) === other.charAt(column)
      const swapped = index > 0 && column > 0 && crossed ? (before[column - 1] ?? 0) + 1 : replaced
      next.push(Math.min(replaced, swapped, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
