import type { Terminal } from '../../src/entry/commands/terminal.ts'
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
  files: Readonly<Record<string, string>> = {},
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
    readFile: (path) => {
      const text = files[path]
      if (text === undefined) throw new Error('ENOENT: there is no such file in this test')
      return text
    },
    exists: (path) => Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`)),
  }
  return { code: await runProgram(args, terminal), ...printed }
}
