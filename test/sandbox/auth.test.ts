import { createSign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { asApp, asJwt, running, shop, tell } from './setting.ts'

function jwt(privateKey: string, claims: object, alg = 'RS256'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`
}

const seconds = () => Math.floor(Date.now() / 1000)

describe('a JWT', () => {
  const rows: readonly [string, (id: string) => object, string?][] = [
    ['of the app is accepted', (id) => ({ iss: id, exp: seconds() + 300 })],
    ['of another app is refused', () => ({ iss: '1', exp: seconds() + 300 })],
    ['of the past is refused', (id) => ({ iss: id, exp: seconds() - 1 })],
    ['for more than ten minutes is refused', (id) => ({ iss: id, exp: seconds() + 900 })],
    ['of another algorithm is refused', (id) => ({ iss: id, exp: seconds() + 300 }), 'none'],
  ]
  test.each(rows)('%s', async (name, claims, alg) => {
    const sandbox = await running()
    const token = jwt(sandbox.env.PRIVATE_KEY, claims(sandbox.env.APP_ID), alg)
    const { status } = await tell(sandbox, token, ['GET', '/app'])
    expect(status).toBe(name.endsWith('accepted') ? 200 : 401)
  })

  test('with a changed payload is refused', async () => {
    const sandbox = await running()
    const [head, , signature] = jwt(sandbox.env.PRIVATE_KEY, { iss: '0', exp: 0 }).split('.')
    const payload = Buffer.from(JSON.stringify({ iss: sandbox.env.APP_ID, exp: seconds() + 300 })).toString('base64url')
    expect((await tell(sandbox, `${head}.${payload}.${signature}`, ['GET', '/app'])).status).toBe(401)
  })
})

test('an unknown token is 401 Bad credentials, everywhere', async () => {
  const sandbox = await running()
  for (const path of ['/user', '/repos/acme/shop', '/rate_limit'])
    expect(await tell(sandbox, 'ghp_nobody', ['GET', path])).toMatchObject({ status: 401, message: 'Bad credentials' })
})

test('an installation token covers the repositories and permissions that it was asked for', async () => {
  const sandbox = await running({ seed: { repositories: [{ name: 'shop' }, { name: 'other', private: true }] } })
  const narrow = await asApp(sandbox, { repositories: ['shop'], permissions: { issues: 'read' } })
  await narrow.rest.issues.listForRepo({ ...shop })
  await expect(narrow.rest.issues.listForRepo({ owner: 'acme', repo: 'other' })).rejects.toMatchObject({ status: 404 })
  await expect(narrow.rest.issues.create({ ...shop, title: 'x' })).rejects.toMatchObject({ status: 403 })
  const { data } = await narrow.rest.apps.listReposAccessibleToInstallation()
  expect(data.repositories.map(({ name }) => name)).toEqual(['shop'])
})

test('a token cannot ask for what its owner has not granted', async () => {
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', permissions: { checks: 'none' } }] } })
  const refused = asApp(sandbox, { repositories: ['shop'], permissions: { checks: 'write' } })
  await expect(refused).rejects.toMatchObject({ status: 422 })
})

test('the app finds its installation by repository and owner, and not where it is not installed', async () => {
  const sandbox = await running({ seed: { repositories: [{ name: 'shop' }, { name: 'foreign', installed: false }] } })
  const app = asJwt(sandbox)
  const { data: byRepository } = await app.rest.apps.getRepoInstallation(shop)
  const { data: byOwner } = await app.rest.apps.getOrgInstallation({ org: 'acme' })
  expect(byRepository.id).toBe(byOwner.id)
  await expect(app.rest.apps.getRepoInstallation({ owner: 'acme', repo: 'foreign' })).rejects.toMatchObject({
    status: 404,
  })
})
