import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDescription } from './description.ts'
import type { Method, Who } from './everyone.ts'
import { base64, recorded } from './setting.ts'
import { evaluate } from './verdict.ts'

const shop = '/repos/acme/shop'

describe('the sandbox against the description that GitHub publishes', () => {
  it('fits in every operation in use, asked with success', async () => {
    const { sandbox, recording, everyone } = await recorded()
    const ok = async (who: Who, method: Method, path: string, body?: object) => {
      const answer = await everyone.ask(who, method, path, body)
      expect.soft(answer.status, `${method} ${path} ${JSON.stringify(answer.json)}`).toBeLessThan(300)
      return answer.json
    }
    const number = async (who: Who, path: string, body: object) =>
      z.object({ number: z.number() }).parse(await ok(who, 'POST', path, body)).number
    const gets = async (who: Who, prefix: string, ...paths: readonly string[]) => {
      for (const path of paths) await ok(who, 'GET', prefix + path)
    }

    const [installation] = z.array(z.object({ id: z.number() })).parse(await ok('jwt', 'GET', '/app/installations'))
    await gets('jwt', '/app', '', `/installations/${installation?.id}`, '/hook/config', '/hook/deliveries')
    await ok('jwt', 'PATCH', '/app/hook/config', { content_type: 'json' })
    await gets('jwt', '', `${shop}/installation`, '/orgs/acme/installation', '/users/acme/installation')
    const narrow = { repositories: ['shop'], permissions: { issues: 'write' } }
    await ok('jwt', 'POST', `/app/installations/${installation?.id}/access_tokens`, narrow)
    await ok('nobody', 'POST', '/app-manifests/code/conversions')
    await gets('app', '', '/installation/repositories?per_page=2&page=2', '/rate_limit', '/meta')
    await gets('ada', '', '/user', '/user/repos', '/users/wes', '/users/acme/repos', '/orgs/acme', '/orgs/acme/repos')
    await gets('ada', '/orgs/acme/teams/payments', '', '/members')
    await gets('ada', shop, '', '/assignees', '/assignees/wes', '/collaborators', '/collaborators/wes')
    await gets('app', shop, '', '/collaborators/rex/permission', '/rules/branches/main', '/readme')
    await gets('app', '/repos/acme/guarded', '/rules/branches/main', '/branches/main', '/branches')
    await ok('ada', 'PATCH', shop, { description: 'Sells things', has_issues: true })
    await ok('ada', 'PUT', `${shop}/collaborators/rex`, { permission: 'triage' })
    await ok('ada', 'DELETE', `${shop}/collaborators/stranger`)

    // Labels, issues, comments.
    await ok('app', 'POST', `${shop}/labels`, { name: 'incident', color: 'd73a4a', description: 'Broken' })
    await ok('ada', 'POST', `${shop}/labels`, { name: 'old' })
    await ok('ada', 'PATCH', `${shop}/labels/old`, { new_name: 'older', color: 'ffffff' })
    await ok('ada', 'DELETE', `${shop}/labels/older`)
    await gets('app', shop, '/labels', '/labels/incident')
    const opened = { title: 'Down', body: 'Cards', labels: ['incident'], assignees: ['wes'] }
    const one = await number('ada', `${shop}/issues`, opened)
    const two = await number('app', `${shop}/issues`, { title: 'Fix' })
    const issue = `${shop}/issues/${one}`
    await ok('app', 'PATCH', issue, { title: 'Down!', body: null, labels: ['bug'], assignees: [] })
    await ok('app', 'PATCH', issue, { state: 'closed', state_reason: 'not_planned' })
    await ok('ada', 'PATCH', issue, { state: 'open' })
    await ok('app', 'POST', `${issue}/labels`, { labels: ['incident'] })
    await ok('ada', 'PUT', `${issue}/labels`, { labels: ['incident', 'bug'] })
    await ok('app', 'DELETE', `${issue}/labels/bug`)
    await ok('app', 'POST', `${issue}/assignees`, { assignees: ['wes', 'stranger'] })
    await ok('app', 'DELETE', `${issue}/assignees`, { assignees: ['wes'] })
    const fix = await everyone.id('app', 'GET', `${shop}/issues/${two}`)
    await ok('app', 'POST', `${issue}/sub_issues`, { sub_issue_id: fix })
    await gets('app', issue, '/sub_issues', '/labels')
    await ok('app', 'GET', `${shop}/issues/${two}/parent`)
    await ok('app', 'DELETE', `${issue}/sub_issue`, { sub_issue_id: fix })
    const comment = `${shop}/issues/comments/${await everyone.id('app', 'POST', `${issue}/comments`, { body: 'One' })}`
    await ok('app', 'PATCH', comment, { body: 'Two' })
    await ok('app', 'PUT', `${comment}/pin`)
    await ok('app', 'DELETE', `${comment}/pin`)
    await gets(
      'app',
      '',
      comment,
      `${issue}/comments?per_page=100`,
      `${shop}/issues/comments?since=2026-01-01T00:00:00Z`,
    )
    for (const subject of [comment, issue]) {
      const reaction = await everyone.id('app', 'POST', `${subject}/reactions`, { content: 'eyes' })
      await ok('app', 'POST', `${subject}/reactions`, { content: 'eyes' })
      await gets('app', subject, '', '/reactions')
      await ok('app', 'DELETE', `${subject}/reactions/${reaction}`)
    }
    await ok('ada', 'PUT', `${issue}/lock`)
    await ok('ada', 'DELETE', `${issue}/lock`)
    await ok('ada', 'DELETE', comment)
    await gets(
      'app',
      `${shop}/issues`,
      '?state=all&labels=incident&sort=updated&direction=asc&since=2026-01-01T00:00:00Z',
    )

    // Branches, files, pull requests.
    const head = z.object({ object: z.object({ sha: z.string() }) })
    const { object } = head.parse(await ok('app', 'GET', `${shop}/git/ref/heads/main`))
    await ok('app', 'POST', `${shop}/git/refs`, { ref: 'refs/heads/postmortem/a', sha: object.sha })
    const branch = 'postmortem/a'
    const file = z.object({ content: z.object({ sha: z.string() }), commit: z.object({ sha: z.string() }) })
    const put = async (who: Who, more: object) =>
      file.parse(await ok(who, 'PUT', `${shop}/contents/postmortems/a%20b.md`, { branch, message: 'Write', ...more }))
    const first = await put('app', { content: base64('# One\n') })
    const pullNumber = await number('app', `${shop}/pulls`, {
      title: 'P',
      body: '',
      head: branch,
      base: 'main',
      draft: true,
    })
    const second = await put('wes', { content: base64('# Two\n'), sha: first.content.sha })
    await ok('ada', 'PUT', `${shop}/contents/b.md`, { branch, message: 'Add', content: base64('b') })
    const b = z.object({ sha: z.string() }).parse(await ok('app', 'GET', `${shop}/contents/b.md?ref=${branch}`))
    await ok('ada', 'DELETE', `${shop}/contents/b.md`, { branch, message: 'Remove', sha: b.sha })
    await gets('app', shop, `/contents/postmortems?ref=${branch}`, '/contents/', '/commits', `/commits/${branch}`)
    await gets(
      'app',
      shop,
      `/git/matching-refs/heads/postmortem/`,
      `/compare/main...${branch}`,
      `/commits/${branch}/status`,
    )
    const treeSha = z.object({ tree: z.object({ sha: z.string() }) })
    const tree = treeSha.parse(await ok('app', 'GET', `${shop}/git/commits/${second.commit.sha}`)).tree.sha
    await gets('app', `${shop}/git`, `/blobs/${second.content.sha}`, `/trees/${tree}?recursive=1`)
    const pull = `${shop}/pulls/${pullNumber}`
    await gets('app', pull, '', '/files', '/commits', '/reviews', '/requested_reviewers')
    await ok('app', 'GET', `${shop}/pulls?state=all&head=acme:${branch}&sort=created&direction=desc`)
    await ok('app', 'PATCH', pull, { title: 'Postmortem', body: 'For', state: 'closed' })
    await ok('app', 'PATCH', pull, { state: 'open' })
    await ok('app', 'POST', `${pull}/requested_reviewers`, { reviewers: ['mia'], team_reviewers: ['payments'] })
    await ok('ada', 'DELETE', `${pull}/requested_reviewers`, { reviewers: ['mia'] })
    await ok('app', 'POST', `${shop}/issues/${pullNumber}/labels`, { labels: ['bug'] })
    await ok('app', 'POST', `${shop}/issues/${pullNumber}/assignees`, { assignees: ['wes'] })
    await ok('app', 'POST', `${shop}/issues/${pullNumber}/comments`, { body: 'Ready?' })
    await ok('mia', 'POST', `${pull}/reviews`, { event: 'REQUEST_CHANGES', body: 'No' })
    await ok('mia', 'POST', `${pull}/reviews`, { event: 'APPROVE' })

    // Checks.
    const { sha } = second.commit
    const output = { title: 'T', summary: 'S', annotations: [annotation] }
    const run = await everyone.id('app', 'POST', `${shop}/check-runs`, { name: 'review', head_sha: sha, output })
    await ok('app', 'PATCH', `${shop}/check-runs/${run}`, { status: 'completed', conclusion: 'neutral' })
    await gets('app', `${shop}/check-runs/${run}`, '', '/annotations')
    await ok('app', 'GET', `${shop}/commits/${sha}/check-runs`)

    // What brought changes to people.
    const deployment = `${shop}/deployments/${await everyone.id('ada', 'POST', `${shop}/deployments`, { ref: 'main' })}`
    await ok('ada', 'POST', `${deployment}/statuses`, { state: 'success', description: 'Done' })
    await gets('app', '', `${shop}/deployments?per_page=100`, deployment, `${deployment}/statuses`)
    await ok('ada', 'POST', `${shop}/releases`, { tag_name: 'v1', name: 'One' })
    const failed = { repository: 'acme/shop', name: 'ci', title: 'Pay later' }
    const workflow = z.object({ id: z.number() }).parse(await ok('nobody', 'POST', '/_sandbox/workflow-run', failed))
    const range = 'created=2026-01-01T00:00:00Z..2027-01-01T00:00:00Z'
    await gets('app', shop, '/releases/latest', '/releases/tags/v1', `/actions/runs/${workflow.id}`)
    await ok('app', 'GET', '/orgs/acme/issue-fields')
    await gets('app', shop, '/actions/workflows/ci.yml/runs?status=success&per_page=1')
    await gets('app', shop, '/releases', `/actions/runs?branch=main&status=failure&${range}`)

    const draft = z.object({ node_id: z.string() }).parse(await ok('app', 'GET', pull)).node_id
    await ok('ada', 'POST', '/graphql', { query: readyMutation, variables: { id: draft } })
    await ok('mia', 'PUT', `${pull}/merge`, { merge_method: 'squash' })
    await gets('app', pull, '', '/merge')
    await gets('app', `${shop}/issues`, `/${pullNumber}/timeline`, `/${one}/timeline`, `/${one}/events`)
    await ok('ada', 'PATCH', `${shop}/git/refs/heads/${branch}`, { sha: object.sha, force: true })
    await ok('app', 'DELETE', `${shop}/git/refs/heads/${branch}`)
    await ok('ada', 'DELETE', `${issue}/labels`)

    await sandbox.deliveries.idle()
    const [delivery] = z.array(z.object({ id: z.number() })).parse(await ok('jwt', 'GET', '/app/hook/deliveries'))
    await ok('jwt', 'GET', `/app/hook/deliveries/${delivery?.id}`)
    await ok('jwt', 'POST', `/app/hook/deliveries/${delivery?.id}/attempts`)

    const { mismatches, succeeded } = evaluate(recording, 'every operation')
    expect(mismatches).toEqual([])
    const known = readDescription().operations.map(({ method, path }) => `${method} ${path}`)
    expect(known.filter((name) => !succeeded.has(name))).toEqual([])
  })
})

const annotation = {
  path: 'postmortems/a b.md',
  start_line: 1,
  end_line: 1,
  annotation_level: 'warning',
  message: 'An answer is missing.',
}
const readyMutation =
  'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'
