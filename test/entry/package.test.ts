import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '../../sandbox/server.ts'
import { bundleProgram } from '../../scripts/bundles.ts'
import { packageRoot } from '../../src/entry/package-root.ts'
import { bare } from './spawned.ts'

/** A folder in which nothing of this repository is within reach. */
const folder = mkdtempSync(join(tmpdir(), 'aftermath-package-'))
const home = { ...process.env, ...bare }

beforeAll(async () => {
  await bundleProgram()
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
  execFileSync('npm', pack, { cwd: packageRoot, env: home })
  const [tarball = ''] = readdirSync(folder)
  mkdirSync(join(folder, 'app'))
  writeFileSync(join(folder, 'app/package.json'), '{ "private": true }')
  const install = ['install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball)]
  execFileSync('npm', install, { cwd: join(folder, 'app'), env: home, stdio: 'ignore' })
})
afterAll(() => rmSync(folder, { recursive: true }))

const installed = join(folder, 'app/node_modules/aftermath')
const program = join(folder, 'app/node_modules/.bin/aftermath')

interface Ran {
  readonly status: number | null
  readonly output: string
}

/** Runs the installed program until it ends. */
function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: join(folder, 'app'), env: { ...bare, ...variables } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString('utf8')
      })
    }
    child.on('close', (status) => resolve({ status, output }))
  })
}

describe('the package, installed in an empty folder without development packages', () => {
  it('holds the program with its texts and its schema, and neither sources nor tests', () => {
    expect(readdirSync(installed)).toEqual(expect.arrayContaining(['app.yml', 'dist', 'schema']))
    expect(readdirSync(installed)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(src|test|sandbox)$/)]))
    expect(readdirSync(join(installed, 'dist'))).toEqual(['bundle'])
  })

  it('tells of its commands', async () => {
    const { status, output } = await run(['--help'])
    expect(output).toMatch(/^ {2}server\s/m)
    expect(status).toBe(0)
  })

  it('reviews a document', async () => {
    writeFileSync(join(folder, 'app/postmortem.md'), '# A\n\n## Action items\n\n- [ ] Alert us\n')
    const { status, output } = await run(['check', 'postmortem.md'])
    expect(output).toContain('The action item `Alert us` has no owner.')
    expect(status).toBe(0)
  })

  it('keeps what it compiled for a review, and reviews alike by that, by nothing and by what is damaged', async () => {
    const cache = join(folder, 'cache/aftermath')
    mkdirSync(cache, { recursive: true })
    for (const other of ['check.cjs-former', 'server.cjs-kept']) writeFileSync(join(cache, other), 'of another')
    const outputs = [await check(), await check()]
    const [kept = ''] = readdirSync(cache)
    expect(readdirSync(cache)).toEqual([expect.stringMatching(/^check\.cjs-v\d+/), 'server.cjs-kept'])
    writeFileSync(join(cache, kept), 'nonsense')
    outputs.push(await check(), await check())
    writeFileSync(join(folder, 'no-folder'), '')
    outputs.push(await check('no-folder'))
    expect(new Set(outputs).size).toBe(1)
    expect(statSync(join(cache, kept)).size).toBeGreaterThan(1000)

    async function check(cacheHome = 'cache'): Promise<string> {
      const variables = { XDG_CACHE_HOME: join(folder, cacheHome) }
      const { status, output } = await run(['check', 'postmortem.md'], variables)
      expect(status).toBe(0)
      return output
    }
  })

  it('says what is wrong with how it is called, and ends by 2', async () => {
    expect(await run(['check', 'missing.md'])).toMatchObject({
      status: 2,
      output: expect.stringContaining('there is no such file'),
    })
    expect(await run(['chekc'])).toMatchObject({ status: 2, output: expect.stringContaining('unknown command') })
  })

  it('says what the server lacks', async () => {
    const { status, output } = await run(['server'], { NODE_ENV: 'production' })
    expect(output.match(/^ {2}- \w+/gm)).toEqual(['  - APP_ID', '  - PRIVATE_KEY', '  - WEBHOOK_SECRET'])
    expect(status).toBe(1)
  })

  it('examines an installation, and runs the server, which opens a postmortem and ends its passes at a signal', async () => {
    const github = await startSandbox()
    try {
      const examined = await run(['doctor', 'acme/shop'], github.env)
      expect(examined.output).toContain('acme/shop')
      const cache = join(folder, 'server-cache')
      const child = spawn(program, ['server'], {
        cwd: join(folder, 'app'),
        env: { ...bare, ...github.env, PORT: '0', HOST: '127.0.0.1', LOG_FORMAT: 'json', XDG_CACHE_HOME: cache },
      })
      for await (const line of createInterface(child.stdout)) {
        const url = /"url":"(http:[^"]+)".*"listening"|"listening".*"url":"(http:[^"]+)"/.exec(line)
        if (url === null) continue
        const health = await fetch(`${url[1] ?? url[2]}/healthz`)
        expect(health.status).toBe(200)
        github.setWebhookUrl(`${url[1] ?? url[2]}/api/github/webhooks`)
        break
      }
      const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ title: 'Checkout is down', labels: ['incident'] })
      await fetch(`${github.url}/repos/acme/shop/issues`, { method: 'POST', headers, body })
      await github.deliveries.idle()
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
      expect(readdirSync(join(cache, 'aftermath'))).toEqual([expect.stringMatching(/^server\.cjs-v\d+/)])
      expect((await github.dump('acme', 'shop')).pulls).toHaveLength(1)
    } finally {
      await github.close()
    }
  })
})
