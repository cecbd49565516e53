import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Fields, type Visitor, visitor } from './visitor.ts'

const issue = '/acme/shop/issues/1'
const root = '/repos/acme/shop/issues/1'
let here: Visitor

beforeEach(async () => {
  here = await visitor()
})
afterEach(() => here.sandbox.close())

async function done(fields: Fields, as = 'ada', path = issue) {
  const seen = await here.post(path, fields, as)
  expect(seen.status, seen.text).toBe(303)
  return seen.location
}

describe('a form', () => {
  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a page of another port', { 'sec-fetch-site': 'same-site' }],
    ['from another origin', { origin: 'http://elsewhere.example' }],
    ['from nowhere', { origin: 'null' }],
    ['that does not say where it comes from', {}],
  ])('%s changes nothing', async (_, headers) => {
    const seen = await here.post(issue, { do: 'close' }, 'ada', headers)
    expect(seen.status).toBe(403)
    expect(await here.api(root)).toMatchObject({ state: 'open' })
  })

  test('of an older browser, which only names its origin, is carried out', async () => {
    const { status } = await here.post(issue, { do: 'close' }, 'ada', { origin: here.sandbox.url })
    expect(status).toBe(303)
    expect(await here.api(root)).toMatchObject({ state: 'closed' })
  })

  test('that asks for something unknown is refused with a banner', async () => {
    for (const act of ['', 'constructor', 'merge']) {
      const { status, text } = await here.post(issue, { do: act })
      expect([status, text.includes('role="alert"')]).toEqual([422, true])
    }
  })

  test('that the API refuses shows its message and what was typed, and no markup of it', async () => {
    const fields = { form: 'comment', do: 'close', body: '</textarea><script>alert(1)</script>' }
    const { status, text } = await here.post('/acme/shop/pull/1', fields, 'rex')
    expect(status).toBe(422)
    const label = await here.post(issue, { ...fields, do: 'label', label: 'bug' }, 'rex')
    expect(label.text).toMatch(/role="alert".*Must have admin rights to Repository\./)
    expect(label.text).toContain('&lt;/textarea&gt;&lt;script&gt;')
    expect(text + label.text).not.toContain('<script')
  })
})

describe('on an issue, a person', () => {
  test('opens it with labels, as that person', async () => {
    const fields = { title: 'Slow', body: 'one\ntwo', label: ['bug', 'later'], do: 'open' }
    expect(await done(fields, 'wes', '/acme/shop/issues/new')).toBe('/acme/shop/issues/2')
    expect(await here.api('/repos/acme/shop/issues/2')).toMatchObject({
      user: { login: 'wes' },
      body: 'one\ntwo',
      labels: [{ name: 'bug' }, { name: 'later' }],
    })
  })

  test('comments, and lands at the comment', async () => {
    expect(await done({ do: 'comment', body: 'Looking.' }, 'rex')).toMatch(/^\/acme\/shop\/issues\/1#issuecomment-\d+$/)
    expect(await here.api(`${root}/comments`)).toMatchObject([{ user: { login: 'rex' }, body: 'Looking.' }])
  })

  test.each([
    ['close', { state: 'closed', state_reason: 'completed' }],
    ['decline', { state: 'closed', state_reason: 'not_planned' }],
  ])('can %s it with a last word, and reopen it', async (act, expected) => {
    await done({ do: act, body: 'Enough.' })
    expect(await here.api(root)).toMatchObject({ ...expected, comments: 1 })
    await done({ do: 'reopen', body: '' })
    expect(await here.api(root)).toMatchObject({ state: 'open', comments: 1 })
  })

  test('labels and unlabels, and leaves alone what others labelled meanwhile', async () => {
    await here.api(`${root}/labels`, 'POST', { labels: ['later'] })
    await done({ do: 'label', 'had-label': ['incident'], label: ['bug'] })
    expect(await here.api(`${root}/labels`)).toMatchObject([{ name: 'later' }, { name: 'bug' }])
  })

  test('assigns and unassigns', async () => {
    await done({ do: 'assign', 'had-assignee': ['wes'], assignee: ['ada'] })
    expect(await here.api(root)).toMatchObject({ assignees: [{ login: 'ada' }] })
  })

  test('renames it', async () => {
    await done({ do: 'retitle', title: ' Orders failed ' })
    expect(await here.api(root)).toMatchObject({ title: 'Orders failed' })
  })

  test('edits its text, but not over somebody else', async () => {
    const before = 'Since 13:30.\n\n- [ ] call\n  - [x] ship'
    await done({ do: 'rewrite', before, body: 'Since 13:31.' })
    expect(await here.api(root)).toMatchObject({ body: 'Since 13:31.' })
    const late = await here.post(issue, { form: 'rewrite-description', do: 'rewrite', before, body: 'Mine' })
    expect(late.text).toMatch(/role="alert".*has changed since you opened it/)
    expect(late.text).toMatch(/<textarea[^>]*>\nMine<\/textarea>/)
    expect(await here.api(root)).toMatchObject({ body: 'Since 13:31.' })
  })

  test('reacts, and takes it back by reacting again', async () => {
    await done({ do: 'react', content: 'heart' }, 'rex')
    expect(await here.api(root)).toMatchObject({ reactions: { heart: 1 } })
    await done({ do: 'react', content: 'heart' }, 'rex')
    expect(await here.api(root)).toMatchObject({ reactions: { heart: 0 } })
  })

  test('edits and deletes a comment', async () => {
    const comment = /issuecomment-(\d+)/.exec((await done({ do: 'comment', body: 'a' })) ?? '')?.[1] ?? ''
    await done({ do: 'rewrite', comment, before: 'a', body: 'b' })
    expect(await here.api(`${root}/comments`)).toMatchObject([{ body: 'b' }])
    await done({ do: 'delete', comment })
    expect(await here.api(`${root}/comments`)).toEqual([])
  })

  test('ticks a box, and not one that says something else by now', async () => {
    await done({ do: 'tick', task: '3:- [ ] call' })
    expect(await here.api(root)).toMatchObject({ body: 'Since 13:30.\n\n- [x] call\n  - [x] ship' })
    const late = await here.post(issue, { do: 'tick', task: '3:- [ ] call' })
    expect(late.text).toContain('This task has changed meanwhile.')
  })
})

describe('on every page', () => {
  test('the first account acts until another is chosen', async () => {
    expect((await here.get(issue, 'nobody')).text).toContain('Acting as </span>ada')
    const chosen = await here.post('/-/account', { login: 'wes', back: issue })
    expect([chosen.status, chosen.location]).toEqual([303, issue])
    expect(chosen.cookie).toBe('acting-as=wes; Path=/; HttpOnly; SameSite=Lax')
    expect((await here.get(issue, 'wes')).text).toContain('Acting as </span>wes')
  })

  test.each(['//elsewhere.example', 'http://elsewhere.example', '/\\elsewhere.example', ''])(
    'a way back to "%s" is none',
    async (back) => {
      expect((await here.post('/-/account', { login: 'wes', back })).location).toBe('/')
    },
  )

  test.each([
    ['an hour', { do: 'hour' }, '2012-08-01T14:30:00Z'],
    ['a day', { do: 'day' }, '2012-08-02T13:30:00Z'],
    ['the next Monday', { do: 'monday' }, '2012-08-06T09:00:00Z'],
    ['a given time', { do: 'set', at: '2012-09-01T08:15' }, '2012-09-01T08:15:00Z'],
  ])('the clock moves on to %s', async (_, fields, expected) => {
    const moved = await here.post('/-/clock', { ...fields, back: issue })
    expect(moved.location).toBe(`${issue}#clock`)
    expect(here.sandbox.clock.now()).toBe(expected)
    expect((await here.get(issue)).text).toContain(`<time datetime="${expected.replace('Z', '.000Z')}"`)
  })

  test.each([
    ['2012-08-06T08:59:00Z', '2012-08-06T09:00:00Z'],
    ['2012-08-06T09:00:00Z', '2012-08-13T09:00:00Z'],
    ['2012-08-05T23:59:00Z', '2012-08-06T09:00:00Z'],
  ])('the Monday after %s is %s', async (now, expected) => {
    here.sandbox.clock.set(now)
    await here.post('/-/clock', { do: 'monday', back: '/' })
    expect(here.sandbox.clock.now()).toBe(expected)
  })

  test('a time that is none leaves the clock and says how to write it', async () => {
    const { status, text } = await here.post('/-/clock', { do: 'set', at: 'tomorrow', back: issue })
    expect(status).toBe(422)
    expect(text).toContain('&quot;tomorrow&quot; is no moment.')
    expect(text).toContain('Orders fail')
    expect(here.sandbox.clock.now()).toBe('2012-08-01T13:30:00Z')
  })
})
