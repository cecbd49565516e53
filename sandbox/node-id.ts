/** An opaque id for GraphQL, from which `idBehind` takes the number back. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_kwDO${id.toString(36)}`
}

/** The database id inside a node id of the given kind; nothing for another kind or other text. */
export function idBehind(prefix: string, node: string): number | undefined {
  const start = `${prefix}_kwDO`
  if (!node.startsWith(start)) return undefined
  const id = Number.parseInt(node.slice(start.length), 36)
  return Number.isNaN(id) ? undefined : id
}
