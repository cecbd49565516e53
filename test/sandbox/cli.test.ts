import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = `${root}dist/sandbox/main.js`

beforeAll(() => {
  if (!existsSync(main)) execFileSync('npm', ['run', '-s', 'build'], { cwd: root })
})

const printed = z.strictObject({
  url: z.url(),
  tokens: z.record(z.string(), z.string()),
  env: z.strictObject({
    APP_ID: z.string(),
    PRIVATE_KEY: z.string().regex(/^-----BEGIN RSA PRIVATE KEY-----\\n/),
    WEBHOOK_SECRET: z.string(),
    GITHUB_API_URL: z.url(),
  }),
})

test('with --json it prints one line that is all one needs, serves, and ends on SIGTERM with 0', async () => {
  const child = spawn(process.execPath, [main, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk]: unknown[] = await once(child.stdout, 'data')
  const text = String(chunk)
  expect(text.trimEnd()).not.toContain('\n')
  const { url, tokens, env } = printed.parse(JSON.parse(text))
  expect(env.GITHUB_API_URL).toBe(url)
  const answer = await fetch(`${url}/user`, { headers: { authorization: `token ${tokens.ada}` } })
  expect(await answer.json()).toMatchObject({ login: 'ada' })
  child.kill('SIGTERM')
  const [code]: unknown[] = await once(child, 'exit')
  expect(code).toBe(0)
})

test('for people it starts with the page of the repository and a first step, and keeps the key short', async () => {
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk]: unknown[] = await once(child.stdout, 'data')
  const text = String(chunk)
  const [page = '', , , step] = text.split('\n')
  expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/acme\/shop$/)
  expect((await fetch(page)).status).toBe(200)
  expect(step).toContain(`/repos/acme/shop/issues -d`)
  expect(text).toContain('PRIVATE_KEY="…"\n')
  expect(text).not.toContain('BEGIN RSA')
  child.kill('SIGTERM')
  await once(child, 'exit')
})

test.each([
  [['--bogus'], "Unknown option '--bogus'"],
  [['--port', 'x'], '--port "x" is not a port'],
  [['--seed', 'does-not-exist.yml'], 'does-not-exist.yml'],
])('refuses %s with a sentence and exit code 2', (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain(sentence)
})

test('it does not start in production', () => {
  const env = { ...process.env, NODE_ENV: 'production' }
  const { status, stderr } = spawnSync(process.execPath, [main], { env, encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('does not start in production')
})
