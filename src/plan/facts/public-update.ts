import { mayHoldCommands } from '../../domain/commands/command.ts'

/**
 * What a comment tells the public: all that follows `/update`, which begins it or stands below nothing but commands. Empty for
 * an `/update` without words, `null` for a comment that is none.
 */
export function publicUpdate(body: string): string | null {
  const lines = body.split(/\r\n|\n|\r/)
  const first = lines.findIndex((line) => line.trim() !== '' && !mayHoldCommands(line))
  if (first < 0) return null
  return /^\s{0,100}\/update\b[ \t:]{0,10}(.*)$/is.exec(lines.slice(first).join('\n'))?.[1] ?? null
}
