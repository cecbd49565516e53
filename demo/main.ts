import { once } from 'node:events'
import { parseArgs, styleText } from 'node:util'
import { optionsOf, portOf, UsageError } from '../sandbox/usage.ts'
import { type LineKind, playDemo } from './play.ts'
import { StoryError } from './scene.ts'

const help = `Plays one incident from its label to the last closed follow-up: Knight Capital, 1 August 2012. An embedded
GitHub and the app run as two servers on this machine; they need no account and no network.

  npm run demo -- [options]

  --port N    where to serve the pages (a free port)
  --verbose   print the log of the app too
  --help      print this

On a terminal the pages stay open until Ctrl-C, else it exits when the story is over: 0, or 1 when the app did not do
what the story says.
`

async function main(): Promise<void> {
  const options = read()
  if (options.help) {
    process.stdout.write(help)
    return
  }
  const started = performance.now()
  const staysOpen = process.stdout.isTTY && !process.env.CI
  const demo = await playDemo({
    pages: staysOpen ? 'kept' : 'closed',
    say: (line, kind) => write(styled(line, kind)),
    port: portOf(options.port),
    ...(options.verbose && { log: (line: string) => process.stdout.write(line) }),
  })
  write(`\nPlayed in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  if (staysOpen) {
    write('The pages stay open until you press Ctrl-C.')
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  }
  await demo.close()
}

const coloured = process.stdout.isTTY && !process.env.NO_COLOR

function styled(line: string, kind: LineKind): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    coloured ? styleText(style, text, { validateStream: false }) : text
  switch (kind) {
    case 'act':
      return `\n${paint(['bold', 'cyan'], line)}`
    case 'step': {
      const [, when = '', what = line] = /^(.*? ET)( {2}.*)$/.exec(line) ?? []
      return `\n  ${paint('dim', when)}${what}`
    }
    case 'app':
      return `    ${paint('green', '→')} ${line}`
    case 'link':
      return `      ${paint('dim', line)}`
    case 'remark':
      return `  ${line}`
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

function read() {
  return optionsOf(
    () =>
      parseArgs({
        options: {
          port: { type: 'string' },
          verbose: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values,
  )
}

// Whoever reads the story may close it: `npm run demo | head`.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explained(error)}\n`)
    process.exit(error instanceof UsageError ? 2 : 1)
  },
)

function explained(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry --help.`
  if (error instanceof StoryError) return `\nThe demo stops here. ${error.message}`
  if (!(error instanceof Error)) return String(error)
  const taken = 'code' in error && error.code === 'EADDRINUSE'
  return taken
    ? `The demo cannot start (${error.message}). Leave --port out for a free one.`
    : (error.stack ?? error.message)
}
