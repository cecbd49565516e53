import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts'
import { parseEnvironment } from '../../src/entry/environment.ts'
import { type RunningServer, startServer } from '../../src/entry/server.ts'
import { passingThere } from '../bad-input/stage.ts'
import { keptLog } from '../entry/parts.ts'
import { aftermath, type Ran } from '../entry/terminal.ts'
import { type Person, personIn } from '../story/stage/people.ts'

const finding = z.object({
  check: z.string(),
  subject: z.string(),
  mark: z.enum(['ok', 'note', 'warning', 'problem']),
  message: z.string(),
  why: z.string().nullable(),
  todo: z.string().nullable(),
  command: z.string().nullable(),
  page: z.string().nullable(),
  place: z.string().nullable(),
})
const report = z.strictObject({
  ok: z.boolean(),
  problems: z.number(),
  warnings: z.number(),
  checked: z.strictObject({ repositories: z.number(), incidents: z.number() }),
  findings: z.array(finding),
})
export type Told = z.infer<typeof finding>

/** `acme/shop`, where a test makes something ill, `acme/wiki`, where all is well, and a server to which GitHub delivers. */
export interface Stage {
  readonly sandbox: Sandbox
  readonly server: RunningServer
  readonly ada: Person
  /** The variables of the app. */
  readonly variables: Readonly<Record<string, string>>
  /** Runs `aftermath doctor`; the variables given replace those of the app. */
  doctor(args?: readonly string[], variables?: Readonly<Record<string, string>>): Promise<Ran>
  /** Everything that `--json` tells. */
  told(variables?: Readonly<Record<string, string>>, args?: readonly string[]): Promise<z.infer<typeof report>>
  /** Waits until the app has done what it was told of. */
  settle(): Promise<void>
}

export type RepositorySeed = NonNullable<NonNullable<SandboxOptions['seed']>['repositories']>[number]

/** A stage that lives as long as the test; `shop` says what is special about `acme/shop`, `more` what stands beside. */
export async function setStage(
  shop: Partial<RepositorySeed> = {},
  more: readonly RepositorySeed[] = [],
): Promise<Stage> {
  const files = { 'README.md': '# Shop\n', ...shop.files }
  const repositories = [
    { name: 'shop', labels: ['incident'], ...shop, files },
    { name: 'wiki', labels: ['incident'], files: { 'README.md': '# Wiki\n' } },
    ...more,
  ]
  const sandbox = await startSandbox({ seed: { repositories } })
  const variables = { ...sandbox.env, WRITE_PACING: 'none', SWEEP_INTERVAL: '0', HOST: '127.0.0.1', PORT: '0' }
  const parsed = parseEnvironment(variables, 'server', () => '')
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const server = await startServer(parsed.environment, { log: keptLog() })
  sandbox.setWebhookUrl(server.webhookUrl)
  onTestFinished(async () => {
    await server.stop(0)
    await sandbox.close()
  })
  const doctor: Stage['doctor'] = async (args = [], given = {}) => {
    const ran = await aftermath({ ...variables, ...given }, ['doctor', ...args], 'never', {}, passingThere())
    expectNoSecret(ran, { ...variables, ...given }, sandbox)
    return ran
  }
  return {
    sandbox,
    server,
    variables,
    doctor,
    ada: personIn(sandbox, 'ada'),
    async told(given = {}, args = []) {
      return report.parse(JSON.parse((await doctor(['--json', ...args], given)).out))
    },
    async settle() {
      await sandbox.deliveries.idle()
      await server.app?.queue.idle()
      await sandbox.deliveries.idle()
    },
  }
}

/** Whatever is ill, no secret is told. */
function expectNoSecret({ out, err }: Ran, variables: Readonly<Record<string, string>>, { tokens }: Sandbox): void {
  const { PRIVATE_KEY = '', WEBHOOK_SECRET = '', GITHUB_TOKEN = '' } = variables
  const secrets = [WEBHOOK_SECRET, GITHUB_TOKEN, ...PRIVATE_KEY.split('\n'), ...Object.values(tokens)]
  for (const secret of secrets.filter((one) => one.length > 3)) expect(out + err).not.toContain(secret)
  expect(out + err).not.toMatch(/gh[ps]_\w/)
}
