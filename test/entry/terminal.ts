import { type Terminal, textFrom } from '../../src/entry/commands/terminal.ts'
import { runProgram } from '../../src/entry/program.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line with these variables as its whole environment, and these files as all there are. */
export async function aftermath(
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
  colour: Terminal['colour'] = 'never',
  files: Readonly<Record<string, string | Uint8Array>> = {},
  fetch?: Terminal['fetch'],
): Promise<Ran> {
  const printed = { out: '', err: '' }
  const terminal: Terminal = {
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    progress: () => undefined,
    now: () => Date.now(),
    colour,
    variables,
    ...(fetch && { fetch }),
    readFile: (path) => {
      const file = files[path]
      if (file === undefined) throw new Error('ENOENT: there is no such file in this test')
      return textFrom(typeof file === 'string' ? new TextEncoder().encode(file) : file)
    },
    exists: (path) => Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`)),
  }
  return { code: await runProgram(args, terminal), ...printed }
}
