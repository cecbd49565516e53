import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { completeSeed, type FullSeed, parseSeed } from './control/seed.ts'
import { type Sandbox, startSandbox } from './server.ts'
import { optionsOf, portOf, UsageError } from './usage.ts'

const help = `An embedded GitHub on loopback, with an organisation, a repository, accounts and the app installed.

  npm run sandbox -- [options]

  --port N           where to listen (a free port)
  --webhook-url URL  where the app listens, such as http://127.0.0.1:3000/api/github/webhooks
  --seed FILE        YAML: accounts with roles, repositories with files and issues
  --json             print one line of JSON: url, tokens, env
  --help             print this

It runs until Ctrl-C.
`

async function main(): Promise<void> {
  const options = read()
  if (options.help) {
    process.stdout.write(help)
    return
  }
  // Its tokens are printed and its strings are open to everybody on this machine.
  if (process.env.NODE_ENV === 'production')
    throw new UsageError('The sandbox is a tool for development and does not start in production: unset NODE_ENV.')
  const seed = options.seed === undefined ? completeSeed(undefined) : seedIn(options.seed)
  const sandbox = await startSandbox({
    seed,
    port: portOf(options.port),
    ...(options['webhook-url'] !== undefined && { webhookUrl: urlOf(options['webhook-url']) }),
  })
  process.stdout.write(options.json ? `${JSON.stringify(summary(sandbox))}\n` : introduction(sandbox, seed))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      sandbox.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
}

function read() {
  return optionsOf(
    () =>
      parseArgs({
        options: {
          port: { type: 'string' },
          'webhook-url': { type: 'string' },
          seed: { type: 'string' },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values,
  )
}

function urlOf(text: string): string {
  if (!URL.canParse(text)) throw new UsageError(`--webhook-url "${text}" is not a URL.`)
  return text
}

function seedIn(file: string): FullSeed {
  try {
    return parseSeed(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`--seed ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function summary({ url, tokens, env }: Sandbox) {
  return { url, tokens, env: { ...env, PRIVATE_KEY: oneLine(env.PRIVATE_KEY) } }
}

/** Probot and `aftermath` read a key with its line breaks written as \\n. */
function oneLine(key: string): string {
  return key.trimEnd().replaceAll('\n', '\\n')
}

function introduction({ url, tokens, env }: Sandbox, { organization, repositories, accounts }: FullSeed): string {
  const names = repositories.map(({ name }) => `${organization}/${name}`)
  const token = tokens[accounts[0]?.login ?? ''] ?? ''
  const variables = { ...env, PRIVATE_KEY: '…' }
  return [
    ...names.map((name) => `${url}/${name}`),
    '',
    'Open it in a browser and act there, or through the API:',
    `  curl -H "authorization: token ${token}" ${url}/repos/${names[0]}/issues -d '{"title": "Checkout is down"}'`,
    '',
    'A token for each account:',
    ...Object.entries(tokens).map(([login, token]) => `  ${login.padEnd(16)} ${token}`),
    '',
    "The app's variables:",
    ...Object.entries(variables).map(([name, value]) => `  ${name}="${value}"`),
    '  (npm run -s sandbox -- --json prints the key whole)',
    '',
    'Stop with Ctrl-C.',
    '',
  ].join('\n')
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\nTry --help.`)
  else console.error(error instanceof Error ? error.message : error)
  process.exit(error instanceof UsageError ? 2 : 1)
})
