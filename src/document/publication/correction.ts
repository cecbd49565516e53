/**
 * A published document with what has changed since, dated, at its end; `null` where nothing has. What stands there stays as it
 * is: `fresh` is what would be published today, and its facts that `published` does not hold are what has changed.
 */
export function withCorrection(published: string, fresh: string, heading: string, question: string): string | null {
  const standing = new Set(published.split(/\r\n|\n|\r/).map(asFact))
  const changed = fresh.split('\n').flatMap((line) => {
    const fact = asFact(line)
    return fact === null || standing.has(fact) ? [] : [fact]
  })
  if (changed.length === 0) return null
  const added = `## ${heading}\n\n<!-- ${question} -->\n\n${changed.join('\n')}\n`
  return `${published.trimEnd()}\n\n${published.includes('\r\n') ? added.replaceAll('\n', '\r\n') : added}`
}

/** A line that tells one fact: an item, or the row of a time as an item; `null` for any other. */
function asFact(line: string): string | null {
  const written = line.trim()
  const [, at, what] = /^\|\s(\d{4}-\d\d-\d\d \d\d:\d\d)\s\|\s([^|]{1,200})\s\|/.exec(written) ?? []
  if (at !== undefined && what !== undefined) return `- ${at} UTC: ${what.trim()}`
  return written.startsWith('- ') ? written : null
}
