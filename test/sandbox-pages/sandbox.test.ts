import { afterEach, expect, test } from 'vitest'
import { pages } from '../../sandbox/pages/index.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'

let sandbox: Sandbox | undefined

afterEach(async () => {
  await sandbox?.close()
  sandbox = undefined
})

const files = {
  'README.md': '# Shop\n\nSee [the rules](docs/rules.md).\n',
  'docs/rules.md': '---\nowner: ada\n---\n# Rules\n',
}
const issue = {
  title: 'Orders fail',
  body: 'Since 13:30, see @wes.',
  author: 'ada',
  labels: ['incident'],
  assignees: ['wes'],
}

async function started() {
  sandbox = await startSandbox({
    now: '2012-08-01T13:30:00Z',
    seed: {
      accounts: [
        { login: 'ada', role: 'admin' },
        { login: 'wes', role: 'write' },
      ],
      repositories: [{ name: 'shop', description: 'Sells things', files, labels: ['incident'], issues: [issue] }],
    },
  })
  const { url, tokens, fetch, clock } = sandbox
  const token = tokens.ada ?? ''
  const app = pages({ fetch, tokens, clock, webUrl: url })
  const call = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `token ${token}`, 'content-type': 'application/json' }
    const response = await fetch(new Request(`${url}${path}`, { method, headers, body: JSON.stringify(body) }))
    const answer: unknown = await response.json()
    expect(response.status, JSON.stringify(answer)).toBeLessThan(300)
    return answer
  }
  const page = async (path: string) => {
    const response = await app.request(path)
    expect(response.status, path).toBe(200)
    return response.text()
  }
  return { call, page }
}

function text(answer: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    answer,
  )
  return String(found)
}

test('the front pages show what the sandbox was seeded with', async () => {
  const { page } = await started()
  expect(await page('/')).toContain('href="/acme/shop">acme/shop</a>')
  expect(await page('/acme')).toContain('Sells things')
  expect(await page('/acme/shop')).toContain('href="/acme/shop/blob/main/docs/rules.md"')
  expect(await page('/acme/shop/tree/main/docs')).toContain('>rules.md</a>')
  expect(await page('/acme/shop/blob/main/docs/rules.md')).toContain('<th scope="row">owner</th><td>ada</td>')
  expect(await page('/acme/shop/issues')).toContain('Orders fail')
  expect(await page('/wes')).toContain('<title>wes</title>')
})

test('an issue shows what happened to it', async () => {
  const { call, page } = await started()
  await call('POST', '/repos/acme/shop/issues/1/comments', { body: 'Looking into **it**.' })
  await call('PATCH', '/repos/acme/shop/issues/1', { state: 'closed', state_reason: 'not_planned' })
  const shown = await page('/acme/shop/issues/1')
  expect(shown).toContain('Looking into <strong>it</strong>.')
  expect(shown).toContain('Closed as not planned</span>')
  expect(shown).toMatch(/ada<\/a> closed this as not planned/)
  expect(shown).toContain('href="/acme/shop/issues?state=all&amp;labels=incident"')
})

test('a pull request shows its branch, its commits and its document', async () => {
  const { call, page } = await started()
  const main = await call('GET', '/repos/acme/shop/git/ref/heads/main', undefined)
  const branch = 'postmortem/incident-1'
  await call('POST', '/repos/acme/shop/git/refs', { ref: `refs/heads/${branch}`, sha: text(main, 'object', 'sha') })
  const content = Buffer.from('---\nincident: 1\n---\n- [ ] Act @wes\n').toString('base64')
  const put = { message: 'Open the postmortem', content, branch }
  const written = await call('PUT', '/repos/acme/shop/contents/postmortems/1.md', put)
  await call('POST', '/repos/acme/shop/pulls', { title: 'Postmortem', head: branch, base: 'main', draft: true })

  expect(await page('/acme/shop/pulls')).toContain('href="/acme/shop/pull/2">Postmortem</a>')
  expect(await page('/acme/shop/pull/2')).toMatch(/Draft<\/span>[\s\S]*Open the postmortem[\s\S]*Still a draft\./)
  const changed = await page('/acme/shop/pull/2/files')
  expect(changed).toContain('<th scope="row">incident</th><td>1</td>')
  expect(changed).toContain('+ - [ ] Act @wes')
  expect(await page(`/acme/shop/blob/${branch}/postmortems/1.md`)).toContain('<li class="task">')
  expect(await page(`/acme/shop/commit/${text(written, 'commit', 'sha')}`)).toContain('+ - [ ] Act @wes')
})
