import { expect, it } from 'vitest'
import type { Method, Who } from './everyone.ts'
import { base64, recorded } from './setting.ts'
import { evaluate } from './verdict.ts'

interface Row {
  readonly who: Who
  readonly asks: readonly [Method, string]
  readonly body?: object | string
  readonly status: number
}

const zero = '0'.repeat(40)
const content = { message: 'x', content: base64('x') }

/** In this order: some rows need what an earlier one has made. */
const rows: readonly Row[] = [
  { who: 'nobody', asks: ['POST', '/repos/acme/shop/issues'], body: { title: 'x' }, status: 401 },
  { who: 'ada', asks: ['GET', '/app'], status: 401 },
  { who: 'jwt', asks: ['GET', '/app/installations/1'], status: 404 },
  { who: 'ada', asks: ['GET', '/repos/acme/nowhere'], status: 404 },
  { who: 'stranger', asks: ['GET', '/repos/acme/secret'], status: 404 },
  { who: 'app', asks: ['GET', '/user'], status: 403 },
  { who: 'ada', asks: ['GET', '/installation/repositories'], status: 403 },
  { who: 'app', asks: ['POST', '/repos/acme/partial/issues'], body: { title: 'x' }, status: 403 },
  { who: 'app', asks: ['PUT', '/repos/acme/partial/contents/a'], body: content, status: 403 },
  { who: 'app', asks: ['POST', '/repos/acme/closed/issues'], body: { title: 'x' }, status: 403 },
  { who: 'app', asks: ['POST', '/repos/acme/quiet/issues'], body: { title: 'x' }, status: 410 },
  { who: 'app', asks: ['GET', '/repos/acme/quiet/issues'], status: 410 },
  { who: 'app', asks: ['GET', '/repos/acme/empty/git/ref/heads/main'], status: 409 },
  { who: 'app', asks: ['PUT', '/repos/acme/guarded/contents/a'], body: content, status: 409 },
  { who: 'app', asks: ['GET', '/repos/acme/plain/issues/1/sub_issues'], status: 404 },
  { who: 'ada', asks: ['POST', '/repos/acme/shop/issues'], body: '{', status: 400 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/issues'], body: { title: '' }, status: 422 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/issues'], body: { title: 'x'.repeat(257) }, status: 422 },
  {
    who: 'app',
    asks: ['POST', '/repos/acme/shop/issues'],
    body: { title: 'x', body: 'x'.repeat(65_537) },
    status: 422,
  },
  { who: 'app', asks: ['POST', '/repos/acme/shop/issues'], body: { title: 'x', assignees: ['stranger'] }, status: 422 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/issues/99'], status: 404 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/assignees/stranger'], status: 404 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/collaborators/ghost/permission'], status: 404 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/issues'], body: { title: 'One' }, status: 201 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/issues/1/comments'], body: { body: ' ' }, status: 422 },
  { who: 'app', asks: ['PATCH', '/repos/acme/shop/issues/comments/1'], body: { body: 'x' }, status: 404 },
  { who: 'app', asks: ['DELETE', '/repos/acme/shop/issues/1/labels/bug'], status: 404 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/issues/1/sub_issues'], body: { sub_issue_id: 1 }, status: 404 },
  { who: 'rex', asks: ['PATCH', '/repos/acme/shop/issues/1'], body: { title: 'x' }, status: 403 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/labels'], body: { name: 'BUG' }, status: 422 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/labels/none'], status: 404 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/git/refs'], body: { ref: 'refs/heads/main', sha: zero }, status: 422 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/git/ref/heads/none'], status: 404 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/commits/none'], status: 422 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/compare/main...none'], status: 404 },
  { who: 'app', asks: ['GET', '/repos/acme/shop/contents/none?ref=main'], status: 404 },
  { who: 'app', asks: ['PUT', '/repos/acme/shop/contents/README.md'], body: content, status: 422 },
  { who: 'app', asks: ['PUT', '/repos/acme/shop/contents/README.md'], body: { ...content, sha: zero }, status: 409 },
  {
    who: 'app',
    asks: ['POST', '/repos/acme/shop/pulls'],
    body: { title: 'x', head: 'none', base: 'main' },
    status: 422,
  },
  {
    who: 'app',
    asks: ['POST', '/repos/acme/shop/pulls'],
    body: { title: 'x', head: 'main', base: 'main' },
    status: 422,
  },
  { who: 'app', asks: ['GET', '/repos/acme/shop/pulls/1'], status: 404 },
  { who: 'app', asks: ['POST', '/repos/acme/shop/check-runs'], body: { name: 'x', head_sha: zero }, status: 422 },
  { who: 'ada', asks: ['POST', '/repos/acme/shop/check-runs'], body: { name: 'x', head_sha: zero }, status: 403 },
]

it('what GitHub refuses, the sandbox refuses in the form that GitHub describes', async () => {
  const { sandbox, recording, everyone } = await recorded()
  for (const { who, asks, body, status } of rows) {
    const answer = await everyone.ask(who, ...asks, body)
    expect.soft(answer.status, `${who} ${asks.join(' ')}`).toBe(status)
  }
  // Moved and deleted: told by redirects and 410.
  await everyone.ask('ada', 'PATCH', '/repos/acme/shop', { name: 'store' })
  await sandbox.fetch(
    new Request(`${sandbox.url}/_sandbox/delete-issue`, {
      method: 'POST',
      body: JSON.stringify({ repository: 'acme/store', number: 1 }),
    }),
  )
  expect((await everyone.ask('app', 'GET', '/repos/acme/shop/issues/1')).status).toBe(301)
  expect((await everyone.ask('app', 'GET', '/repos/acme/store/issues/1')).status).toBe(410)
  expect(evaluate(recording, 'refusals').mismatches).toEqual([])
})
