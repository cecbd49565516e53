import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnvFile, writeEnvFile } from '../../src/entry/env-file.ts'
import { readPackageFile } from '../../src/entry/package-root.ts'
import { type RunningServer, startServer } from '../../src/entry/server.ts'
import { environment, keptLog, privateKey } from './parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'aftermath-'))
const log = keptLog()
let server: RunningServer

beforeAll(async () => {
  server = await startServer({ ...environment, app: null }, { log })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const page = async (headers: Record<string, string> = {}) => (await fetch(`${server.url}/probot`, { headers })).text()

function manifestOf(html: string): Record<string, unknown> {
  const value = /id="manifest" value='(.*?)' >/s.exec(html)?.[1] ?? ''
  return JSON.parse(value.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))))
}

describe('without credentials', () => {
  it('the server leads to the set-up page and says so', async () => {
    const answer = await fetch(server.url, { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('/probot')
    expect(await page()).toContain('https://github.com/settings/apps/new')
    expect(log.lines[0]).toContain('no credentials yet: open this address to register the app')
  })

  it('the page registers what app.yml says, with the path where the server listens', async () => {
    const manifest = manifestOf(await page())
    const file = load(readPackageFile('app.yml'))
    expect(manifest).toMatchObject({
      name: 'Aftermath',
      default_permissions: { issues: 'write', contents: 'write', merge_queues: 'read' },
      hook_attributes: { url: `${server.url}/api/github/webhooks`, active: true },
      redirect_url: `${server.url}/probot/setup`,
    })
    expect(manifest.default_events).toEqual(
      file && typeof file === 'object' && 'default_events' in file && file.default_events,
    )
  })

  it('the page knows the address by which a tunnel or proxy brought it, and is not fooled by quotes in it', async () => {
    const outside = { 'x-forwarded-host': "post'mortems.example", 'x-forwarded-proto': 'https' }
    const html = await page(outside)
    expect(html).not.toContain("post'mortems")
    const manifest = manifestOf(html)
    expect(manifest.hook_attributes).toMatchObject({ url: "https://post'mortems.example/api/github/webhooks" })
  })

  it('deliveries are not taken', async () => {
    expect((await fetch(server.webhookUrl, { method: 'POST', body: '{}' })).status).toBeGreaterThanOrEqual(400)
    expect(server.app).toBeNull()
  })
})

describe('the .env file', () => {
  it('keeps what it held, takes a key with line breaks, and is for its owner only', () => {
    const path = join(folder, '.env')
    writeFileSync(path, 'PORT=4000\nNAME="two words"\n')
    writeEnvFile(path, { APP_ID: '7', PRIVATE_KEY: `"${privateKey}"` })
    expect(readEnvFile(path)).toEqual({ PORT: '4000', NAME: 'two words', APP_ID: '7', PRIVATE_KEY: privateKey })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5)
  })

  it('may be absent', () => {
    expect(readEnvFile(join(folder, 'none'))).toEqual({})
  })
})

describe('app.yml', () => {
  it('asks for exactly the permissions and events that the app needs from its first release on', () => {
    expect(load(readPackageFile('app.yml'))).toMatchObject({
      default_permissions: {
        metadata: 'read',
        issues: 'write',
        pull_requests: 'write',
        contents: 'write',
        checks: 'write',
        members: 'read',
        deployments: 'read',
        actions: 'read',
        merge_queues: 'read',
      },
      default_events: [
        'issues',
        'issue_comment',
        'pull_request',
        'pull_request_review',
        'push',
        'check_run',
        'merge_group',
        'deployment_status',
        'release',
        'sub_issues',
      ],
    })
  })
})
