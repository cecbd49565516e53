import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../sandbox/server.ts'
import { parseConfiguration } from '../../../src/config/configuration.ts'
import { itemLabels } from '../../../src/config/overrides.ts'
import { aftermath } from '../terminal.ts'

let github: Sandbox
let token: Record<string, string>
let folder: string

async function call(method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
  const answer = await fetch(`${github.url}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
}

const write = (path: string, text: string) =>
  call('PUT', `/repos/acme/shop/contents/${path}`, { message: 'Write', content: Buffer.from(text).toString('base64') })

beforeAll(async () => {
  github = await startSandbox()
  folder = mkdtempSync(join(tmpdir(), 'aftermath-repositories-'))
  token = { GITHUB_TOKEN: github.tokens.ada ?? '', GITHUB_API_URL: github.url }
  const labels = itemLabels(parseConfiguration({ repository: null, owner: null }).configuration)
  for (const title of ['Alert us', 'Raise the limit', 'Call them'])
    await call('POST', '/repos/acme/shop/issues', { title, labels })
  await call('PATCH', '/repos/acme/shop/issues/1', { state: 'closed', state_reason: 'completed' })
  await call('PATCH', '/repos/acme/shop/issues/2', { state: 'closed', state_reason: 'not_planned' })
  const items =
    '- [ ] Alert us ([#1](/acme/shop/issues/1))\n- [ ] Raise the limit #2\n- [ ] Call them #3\n- [ ] Something else\n'
  await write(
    'postmortems/2026-03-02-cards.md',
    `# Cards declined\n\n[The plan](../docs/plan.md), ![graph](graph.png), [gone](gone.md)\n\n## Action items\n\n${items}`,
  )
  await write('postmortems/graph.png', 'PNG')
  await write('docs/plan.md', '# A plan\n')
}, 60_000)
afterAll(async () => {
  await github.close()
  rmSync(folder, { recursive: true })
})

const site = (...args: readonly string[]) => aftermath(token, ['site', ...args])

describe('a site of repositories', () => {
  it('tells what became of each follow-up, reads only, and writes the same twice', async () => {
    github.requests.clear()
    const out = join(folder, 'one')
    expect(await site('acme/shop', '--out', out)).toMatchObject({ code: 0, err: '' })
    expect(github.requests.list().filter(({ method }) => !['GET', 'HEAD'].includes(method))).toEqual([])
    const [name = ''] = readdirSync(join(out, 'postmortems'))
    const page = readFileSync(join(out, 'postmortems', name), 'utf8')
    expect([...page.matchAll(/class="state state-([a-z-]+)"/g)].map(([, state]) => state)).toEqual([
      'done',
      'declined',
      'open',
      'open',
    ])
    expect(page).toMatch(/<a href="[^"]+\/acme\/shop\/issues\/1"[^>]*>#1<\/a>/)
    expect(page).toMatch(/<a href="[^"]+\/acme\/shop\/blob\/main\/docs\/plan\.md"[^>]*>The plan<\/a>/)
    expect(page).toMatch(/<a href="[^"]+\/blob\/main\/postmortems\/graph\.png"[^>]*>Picture: graph<\/a>/)
    expect(page).toContain('<span>gone</span>')
    expect((await site('acme/shop', '--out', out)).out).toContain('none of them changed')
  })

  it('made again after an item was closed, tells of it', async () => {
    const out = join(folder, 'one')
    await call('PATCH', '/repos/acme/shop/issues/3', { state: 'closed', state_reason: 'completed' })
    expect((await site('acme/shop', '--out', out)).out).toMatch(/, [1-9]\d* of them new or changed/)
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('1 of 4 follow-ups open')
  })

  it.each([
    ['a repository that is not there', ['acme/nothing'], 1, /acme\/nothing/],
    ['a folder without documents', ['acme/shop', '--documents', 'src'], 1, /There is no postmortem in acme\/shop/],
    ['a way out', ['acme/shop', '--documents', '../..'], 2, /is no folder of the repository/],
    ['a folder among repositories', ['docs', 'acme/shop'], 2, /docs is a folder: name it alone/],
  ])('says what is wrong: %s', async (_, args, code, sentence) => {
    const ran = await site(...args, '--out', join(folder, 'never'))
    expect(ran.err).toMatch(sentence)
    expect(ran.code).toBe(code)
  })

  it('says what it needs where there are no credentials', async () => {
    const ran = await aftermath({}, ['site', 'acme/shop', '--out', join(folder, 'never')])
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('GITHUB_TOKEN') })
  })
})
