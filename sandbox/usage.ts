/** The command line was used wrongly: `message` says how, and the program ends with 2. */
export class UsageError extends Error {}

/** What `parse` makes of the command line; options that it does not know become a `UsageError`. */
export function optionsOf<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/**
 * The port that `--port` names, 0 (a free one) when it is left out.
 * @throws UsageError for what is no port
 */
export function portOf(text: string | undefined): number {
  const port = Number(text ?? 0)
  if (text?.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port "${text}" is not a port: give a whole number up to 65535.`)
  return port
}
