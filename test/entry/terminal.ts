import type { Terminal } from '../../src/entry/commands/terminal.ts'
import { runProgram } from '../../src/entry/program.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line with these variables as its whole environment. */
export async function aftermath(
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
  colour: Terminal['colour'] = 'never',
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
    readFile: () => {
      throw new Error('no files in this test')
    },
  }
  return { code: await runProgram(args, terminal), ...printed }
}
