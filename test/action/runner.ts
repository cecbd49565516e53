import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sandbox } from '../../sandbox/server.ts'
import { startsWorkflows } from '../../sandbox/workflows.ts'
import { bundleAction } from '../../scripts/bundles.ts'

/** What docs/action.md gives the job. */
export const documented = {
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'read',
  deployments: 'read',
} as const

/** How one run of the Action ended. */
export interface Ran {
  readonly status: number | null
  readonly log: string
  /** The sentences of its `::error` lines. */
  readonly errors: readonly string[]
  readonly notices: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly seconds: number
}

/** Starts the Action as GitHub's runner does. */
export interface Runner {
  run(event: string, payload: unknown, more?: Readonly<Record<string, string>>): Promise<Ran>
  /** Starts it without anything that the runner gives. */
  byHand(): Promise<Ran>
  /** A run for each event that starts workflows, until there is none any more. */
  hear(sandbox: Sandbox, permissions?: Parameters<Sandbox['workflowToken']>[2]): Promise<readonly Ran[]>
  /** The hourly run. */
  schedule(sandbox: Sandbox): Promise<Ran>
  close(): void
}

let bundled: Promise<Buffer> | null = null

/** The Action's one file, made once for all tests. */
function bundle(): Promise<Buffer> {
  bundled ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftermath-action-'))
    await bundleAction(folder)
    const file = readFileSync(join(folder, 'index.mjs'))
    rmSync(folder, { recursive: true })
    return file
  })()
  return bundled
}

/** A runner with the bundle: one file in an empty folder, with no packages within reach. */
export async function startRunner(): Promise<Runner> {
  const folder = mkdtempSync(join(tmpdir(), 'aftermath-action-'))
  mkdirSync(join(folder, 'action'))
  writeFileSync(join(folder, 'action/index.mjs'), await bundle())
  let count = 0

  async function start(variables: Readonly<Record<string, string>>): Promise<Ran> {
    count += 1
    const home = join(folder, String(count))
    mkdirSync(home)
    const files = { GITHUB_OUTPUT: join(home, 'output'), GITHUB_STEP_SUMMARY: join(home, 'summary') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const given = 'GITHUB_ACTIONS' in variables ? files : {}
    const begun = performance.now()
    const child = spawn(process.execPath, [join(folder, 'action/index.mjs')], {
      cwd: home,
      env: { PATH: process.env.PATH ?? '', ...given, ...variables },
    })
    let log = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (log += data.toString()))
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
    const seconds = (performance.now() - begun) / 1000
    const told = (kind: string) => [...log.matchAll(new RegExp(`^::${kind}::(.*)$`, 'gm'))].map(([, text = '']) => text)
    return {
      status,
      log,
      errors: told('error'),
      notices: told('notice'),
      outputs: outputsOf(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      seconds,
    }
  }

  const run: Runner['run'] = (event, payload, more = {}) => {
    const path = join(folder, `event-${count}.json`)
    writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload))
    return start({
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: path,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/aftermath.yml@refs/heads/main',
      GITHUB_SERVER_URL: 'https://github.example',
      WRITE_PACING: 'none',
      INPUT_MODE: 'act',
      ...more,
    })
  }

  async function runIn(
    sandbox: Sandbox,
    event: string,
    payload: object,
    permissions: Parameters<Sandbox['workflowToken']>[2] = documented,
  ): Promise<Ran> {
    const token = sandbox.workflowToken('acme', 'shop', permissions)
    const ran = await run(event, payload, { GITHUB_API_URL: sandbox.url, INPUT_TOKEN: token })
    const conclusion = ran.status === 0 ? 'success' : 'failure'
    const body = { repository: 'acme/shop', by: 'wes', name: 'aftermath', title: event, event, conclusion }
    const headers = { 'content-type': 'application/json' }
    const told = new Request(`${sandbox.url}/_sandbox/workflow-run`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const answer = await sandbox.fetch(told)
    if (!answer.ok) throw new Error(await answer.text())
    return ran
  }

  return {
    run,
    byHand: () => start({}),
    async hear(sandbox, permissions) {
      const all: Ran[] = []
      for (;;) {
        const events = sandbox.deliveries.list()
        sandbox.deliveries.clear()
        const starting = events.filter(startsWorkflows)
        if (starting.length === 0) return all
        // Of those that wait for one concurrency group only the last one runs.
        const last = starting.slice(-1)
        for (const { event, payload } of last) all.push(await runIn(sandbox, event, payload, permissions))
      }
    },
    schedule: (sandbox) => runIn(sandbox, 'schedule', { schedule: '23 * * * *' }),
    close: () => rmSync(folder, { recursive: true }),
  }
}

/** What `GITHUB_OUTPUT` holds: `name<<mark`, the value, `mark`. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)].map(([, name, , value = '']) => [name, value]),
  )
}
