import { expect, test } from 'vitest'
import { as, asApp, running, shop } from './setting.ts'

test('a login is the same in any case, and shows as its owner writes it', async () => {
  const sandbox = await running()
  const ada = as(sandbox, 'ada')
  expect((await ada.rest.users.getByUsername({ username: 'WES' })).data.login).toBe('wes')
  const { data } = await ada.rest.issues.create({ ...shop, title: 'x', assignees: ['WES'] })
  expect(data.assignees?.map(({ login }) => login)).toEqual(['wes'])
  expect((await ada.rest.issues.listForRepo({ ...shop, assignee: 'Wes' })).data).toHaveLength(1)
  expect((await ada.rest.issues.listForRepo({ owner: 'ACME', repo: 'Shop' })).data).toHaveLength(1)
})

test('a parent takes a hundred sub-issues, closed ones included, and no more', async () => {
  const issues = Array.from({ length: 102 }, (_, index) => ({ title: `${index}`, author: 'ada' }))
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', issues }] } })
  const app = await asApp(sandbox)
  await as(sandbox, 'ada').rest.issues.update({ ...shop, issue_number: 2, state: 'closed' })
  const attach = async (child: number) => {
    const { data } = await app.rest.issues.get({ ...shop, issue_number: child })
    return app.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
      ...shop,
      issue_number: 1,
      sub_issue_id: data.id,
    })
  }
  for (let child = 2; child <= 101; child += 1) expect((await attach(child)).status).toBe(201)
  await expect(attach(102)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('100 sub-issues') })
})
