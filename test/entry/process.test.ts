import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { bare, built, ensureBuilt, spawnServer } from './spawned.ts'

// Not the repository's folder: a .env there would count.
const folder = mkdtempSync(join(tmpdir(), 'aftermath-'))

beforeAll(ensureBuilt)
afterAll(() => rmSync(folder, { recursive: true }))

describe('a server that cannot start', () => {
  it('names every missing variable at once and exits 1', () => {
    const env = { ...bare, NODE_ENV: 'production' }
    const ran = spawnSync(process.execPath, [join(built, 'server.js')], { cwd: folder, env, encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 1, stdout: '' })
    expect(ran.stderr.match(/^ {2}- \w+/gm)).toEqual(['  - APP_ID', '  - PRIVATE_KEY', '  - WEBHOOK_SECRET'])
  })
})

describe('the command line as a process', () => {
  it('exits with its code and prints no colours into a pipe', () => {
    const cli = join(built, 'cli.js')
    const ran = spawnSync(process.execPath, [cli, 'plan', 'x'], { cwd: folder, env: bare, encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^error: "x" names no issue/)
  })
})

describe('a running server', () => {
  let github: Sandbox
  let server: ChildProcess

  afterEach(async () => {
    server.kill('SIGKILL')
    await github.close()
  })

  /** Starts the server, labels an incident, and resolves while the answers to its pass are on their way. */
  async function inTheMiddleOfAPass(latency: number): Promise<void> {
    github = await startSandbox()
    const spawned = await spawnServer(folder, { ...github.env })
    const { url } = spawned
    server = spawned.child
    github.setWebhookUrl(`${url}/api/github/webhooks`)
    const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ title: 'Checkout is down', labels: ['incident'] })
    await fetch(`${github.url}/repos/acme/shop/issues`, { method: 'POST', headers, body })
    github.setLatency(latency)
    await github.deliveries.idle()
  }

  it('finishes its pass after SIGTERM and exits 0', async () => {
    await inTheMiddleOfAPass(50)
    const before = (await github.dump('acme', 'shop')).pulls.length
    server.kill('SIGTERM')
    const [code]: unknown[] = await once(server, 'exit')
    expect(code).toBe(0)
    expect(before).toBe(0)
    expect((await github.dump('acme', 'shop')).pulls).toHaveLength(1)
  })

  it('exits at once at the second signal', async () => {
    await inTheMiddleOfAPass(60_000)
    server.kill('SIGTERM')
    const exited = once(server, 'exit')
    // Signals that arrive together may count as one.
    const again = setInterval(() => server.kill('SIGINT'), 50)
    const [code]: unknown[] = await exited
    clearInterval(again)
    expect(code).toBe(1)
  })
})
