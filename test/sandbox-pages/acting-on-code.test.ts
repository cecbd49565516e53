import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { taskLines, taskValue, tick } from '../../sandbox/pages/markdown/tasks.ts'
import { type Visitor, visitor } from './visitor.ts'

const root = '/repos/acme/shop'
const content = z.object({ sha: z.string(), content: z.string() })
let here: Visitor

beforeEach(async () => {
  here = await visitor()
})
afterEach(() => here.sandbox.close())

async function file(path: string, ref = 'main') {
  const found = content.parse(await here.api(`${root}/contents/${path}?ref=${ref}`))
  return { sha: found.sha, text: Buffer.from(found.content, 'base64').toString() }
}

describe('a file', () => {
  test('is committed as the person who edited it', async () => {
    const { sha } = await file('README.md')
    const fields = { do: 'commit', sha, text: '# Shop\nNew.\n', message: 'Say what is new' }
    const { location } = await here.post('/acme/shop/edit/main/README.md', fields, 'wes')
    expect(location).toBe('/acme/shop/blob/main/README.md')
    expect((await file('README.md')).text).toBe('# Shop\nNew.\n')
    expect(await here.api(`${root}/commits?per_page=1`)).toMatchObject([
      { author: { login: 'wes' }, commit: { message: 'Say what is new' } },
    ])
  })

  test('keeps the line breaks that it had', async () => {
    const { sha } = await file('windows.md')
    await here.post('/acme/shop/edit/main/windows.md', { do: 'commit', sha, text: 'one\n2\n', message: '' })
    expect((await file('windows.md')).text).toBe('one\r\n2\r\n')
  })

  test('that was not changed makes no commit', async () => {
    const { sha, text } = await file('README.md')
    const before = await here.api(`${root}/commits`)
    expect((await here.post('/acme/shop/edit/main/README.md', { do: 'commit', sha, text })).status).toBe(303)
    expect(await here.api(`${root}/commits`)).toEqual(before)
  })

  test('that somebody else changed meanwhile is not written over, and no text is lost', async () => {
    const { sha } = await file('README.md')
    const address = '/acme/shop/edit/main/README.md'
    await here.post(address, { do: 'commit', sha, text: 'theirs\n' }, 'wes')
    const late = await here.post(address, { form: 'edit', do: 'commit', sha, text: 'mine\n', message: 'My words' })
    expect(late.status).toBe(422)
    expect(late.text).toMatch(/role="alert".*README\.md does not match/)
    expect(late.text).toContain('>\nmine\n</textarea>')
    expect(late.text).toContain('value="My words"')
    expect(late.text).toContain('Nothing is lost')
    expect((await file('README.md')).text).toBe('theirs\n')
  })

  test('that is no text is not offered for editing', async () => {
    expect((await here.get('/acme/shop/edit/main/logo.bin')).text).toContain('This file is no text in UTF-8')
  })

  test('is refused to people who may not write', async () => {
    const { sha, text } = await file('README.md')
    const { status } = await here.post('/acme/shop/edit/main/README.md', { do: 'commit', sha, text: 'x' }, 'rex')
    expect(status).toBe(422)
    expect((await file('README.md')).text).toBe(text)
  })

  test('has boxes that tick with a commit', async () => {
    const address = '/acme/shop/blob/main/README.md'
    expect((await here.get(address)).text).toContain('aria-checked="false" aria-label="count"')
    const { location } = await here.post(address, { do: 'tick', task: '3:- [ ] count' }, 'wes')
    expect(location).toBe(`${address}#tasks-document-3`)
    expect((await file('README.md')).text).toBe('# Shop\n\n- [x] count\n- [x] pay\n')
    expect(await here.api(`${root}/commits?per_page=1`)).toMatchObject([
      { author: { login: 'wes' }, commit: { message: 'Tick "count"' } },
    ])
  })
})

describe('on a pull request, a person', () => {
  const page = '/acme/shop/pull/2'
  const pull = `${root}/pulls/2`

  beforeEach(async () => {
    const main = z.object({ object: z.object({ sha: z.string() }) }).parse(await here.api(`${root}/git/ref/heads/main`))
    await here.api(`${root}/git/refs`, 'POST', { ref: 'refs/heads/fix/it', sha: main.object.sha })
    const { sha } = await file('README.md')
    await here.post('/acme/shop/edit/fix/it/README.md', { do: 'commit', sha, text: '- [ ] act\n' }, 'wes')
    await here.api(`${root}/pulls`, 'POST', { title: 'Fix', head: 'fix/it', base: 'main', draft: true })
  })

  test('marks it ready and turns it back into a draft', async () => {
    await here.post(page, { do: 'ready' })
    expect(await here.api(pull)).toMatchObject({ draft: false })
    await here.post(page, { do: 'draft' })
    expect(await here.api(pull)).toMatchObject({ draft: true })
    expect((await here.post(page, { do: 'ready' }, 'rex')).text).toContain('role="alert"')
  })

  test('ticks a box of its document on its branch', async () => {
    const fields = { form: 'tasks-0', path: 'README.md', do: 'tick', task: '1:- [ ] act' }
    expect((await here.post(`${page}/files`, fields, 'wes')).location).toBe(`${page}/files#tasks-0-1`)
    expect((await file('README.md', 'fix/it')).text).toBe('- [x] act\n')
  })

  test('approves it, but not their own', async () => {
    const own = await here.post(page, { do: 'approve', review: '' })
    expect(own.text).toMatch(/role="alert".*Can not approve your own pull request/)
    await here.post(page, { do: 'approve', review: 'Good.' }, 'wes')
    expect(await here.api(`${pull}/reviews`)).toMatchObject([
      { state: 'APPROVED', body: 'Good.', user: { login: 'wes' } },
    ])
  })

  test('merges the commits that were shown, and no others', async () => {
    await here.post(page, { do: 'ready' })
    const seen = z.object({ head: z.object({ sha: z.string() }) }).parse(await here.api(pull)).head.sha
    await here.post(`${page}/files`, { form: 't', path: 'README.md', do: 'tick', task: '1:- [ ] act' }, 'wes')
    expect((await here.post(page, { do: 'merge', sha: seen })).text).toMatch(/role="alert".*Head branch was modified/)
    const now = z.object({ head: z.object({ sha: z.string() }) }).parse(await here.api(pull)).head.sha
    expect((await here.post(page, { do: 'merge', sha: now })).status).toBe(303)
    expect(await here.api(pull)).toMatchObject({ merged: true })
  })

  test('closes and reopens it', async () => {
    await here.post(page, { do: 'close', body: 'Not now.' })
    expect(await here.api(pull)).toMatchObject({ state: 'closed', merged: false })
    await here.post(page, { do: 'reopen', body: '' })
    expect(await here.api(pull)).toMatchObject({ state: 'open' })
  })
})

describe('a task', () => {
  test.each([
    ['in a list', 'a\n\n- [ ] b\n* [x] c\n', [3, 4]],
    ['in a numbered list and below another', '1. [ ] a\n   - [ ] b\n', [1, 2]],
    ['in a quote', '> - [ ] a\n', [1]],
    ['after front matter', '---\na: 1\n---\n- [ ] b\n', [4]],
    ['with foreign line breaks', 'a\r\n\r\n- [ ] b\r\n', [3]],
    ['but not in code or a comment', '```\n- [ ] a\n```\n\n<!--\n- [ ] b\n-->\n', []],
  ])('is found %s, and ticking changes its box alone, back and forth', (_, text, lines) => {
    const found = taskLines(text)
    expect(found.map(({ line }) => line)).toEqual(lines)
    for (const task of found) {
      expect(taskValue.parse(taskValue.render(task))).toEqual(task)
      const ticked = tick(text, task) ?? ''
      expect([...ticked].filter((letter, at) => letter !== text[at])).toHaveLength(1)
      const back = taskLines(ticked).find(({ line }) => line === task.line)
      expect(back && tick(ticked, back)).toBe(text)
    }
  })

  test('that moved or says something else is left alone', () => {
    expect(tick('x\n- [ ] a\n', { line: 1, text: '- [ ] a' })).toBeUndefined()
    expect(tick('no box\n', { line: 1, text: 'no box' })).toBeUndefined()
  })
})
