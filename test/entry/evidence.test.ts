import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { aftermath } from './terminal.ts'

let github: Sandbox
let token: Record<string, string>

async function call(method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
  const answer = await fetch(`${github.url}/repos/acme/shop${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
}

const day = '2026-03-02'

beforeAll(async () => {
  github = await startSandbox({ now: `${day}T12:00:00Z` })
  token = { GITHUB_TOKEN: github.tokens.ada ?? '', GITHUB_API_URL: github.url }
  const app = { ...github.env, WRITE_PACING: 'none' }
  await call('POST', '/issues', { title: 'Checkout is down', labels: ['incident', 'sev1'] })
  await call('POST', '/issues', { title: 'A drill', labels: ['incident'] })
  await aftermath(app, ['reconcile', 'acme/shop#1'])
  await call('POST', '/issues/2/comments', { body: '/postmortem skip we rehearsed it' })
  await aftermath(app, ['reconcile', 'acme/shop#2'])
}, 60_000)
afterAll(() => github.close())

const evidence = (...args: readonly string[]) =>
  aftermath(token, ['evidence', 'acme/shop', '--since', day, '--until', '2026-03-20', ...args])

describe('evidence', () => {
  it('tells what is missing, with the reason that stands there', async () => {
    const { code, out, err } = await evidence('--format', 'json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { exceptions, digest } = JSON.parse(out)
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const told = exceptions.map((row: Record<string, { text: string }>) => `${row.what?.text}: ${row.reason?.text}`)
    expect(told).toEqual([
      'postmortem late, not merged: no reason stands there',
      'no postmortem: not begun: we rehearsed it',
    ])
  })

  it.each(['html', 'csv', 'json'])(
    'gives the same %s again after other things were pushed and opened',
    async (format) => {
      const before = await evidence('--format', format)
      github.clock.set('2026-04-02T12:00:00Z')
      await call('PUT', `/contents/other-${format}.md`, {
        message: 'Other',
        content: Buffer.from('x').toString('base64'),
      })
      await call('POST', '/issues', { title: 'Later', labels: ['incident'] })
      expect((await evidence('--format', format)).out).toBe(before.out)
    },
  )

  it.each([
    { args: ['acme/shop', '--since', day], says: "required option '--until <date>' not specified" },
    { args: ['acme/shop', '--since', day, '--until', '2026-03-01'], says: '--since is not before --until' },
    { args: ['acme/shop', '--since', day, '--until', '2999-01-01'], says: 'lies in the future' },
    {
      args: ['acme/shop', '--since', day, '--until', '2026-03-20', '--format', 'md'],
      says: 'write html, csv or json.',
    },
  ])('$args is wrong usage', async ({ args, says }) => {
    const { code, err } = await aftermath(token, ['evidence', ...args])
    expect(code).toBe(2)
    expect(err).toContain(says)
  })
})
