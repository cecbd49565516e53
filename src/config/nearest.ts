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

/** Levenshtein's distance. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [column, against] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === against ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
