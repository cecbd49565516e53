const trailer = 'Aftermath-Comment'

/**
 * A commit's message that ends by naming the comments that asked for it, so that a command is never carried out twice
 * (https://git-scm.com/docs/git-interpret-trailers).
 */
export function withCommentTrailers(message: string, comments: readonly number[]): string {
  return `${message.trimEnd()}\n\n${comments.map((id) => `${trailer}: ${id}`).join('\n')}`
}

/** The ids of the comments that a commit's message names, in order; empty for none. */
export function commentTrailers(message: string): readonly number[] {
  return [...message.matchAll(/^Aftermath-Comment: ([1-9]\d{0,15})\r?$/gm)].map(([, id]) => Number(id))
}
