import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { aftermath, type Ran } from './terminal.ts'

let github: Sandbox
let token: Record<string, string>

beforeEach(async () => {
  github = await startSandbox()
  token = { GITHUB_TOKEN: github.tokens.ada ?? '', GITHUB_API_URL: github.url }
  const response = await fetch(`${github.url}/repos/acme/shop/issues`, {
    method: 'POST',
    headers: { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Checkout is down', body: 'Cards are declined.' }),
  })
  expect(response.status).toBe(201)
})
afterEach(() => github.close())

const render = (template: string, text?: string, variables = token): Promise<Ran> => {
  const files = text === undefined ? {} : { [template]: text }
  return aftermath(variables, ['render', '--template', template, '--incident', 'acme/shop#1'], 'never', files)
}
const asked = () => github.requests.list().filter(({ actor }) => actor === 'ada')

describe('render', () => {
  it.each(['app', 'token'] as const)('prints the document of a file, with the credentials of the %s', async (kind) => {
    const variables = kind === 'app' ? { ...github.env, WRITE_PACING: 'none' } : token
    const template = '# {{title}} ({{{statusUrl}}})\n\n{{> summary}}\n\n{{> people}}\n'
    const { code, out, err } = await render('x.md', template, variables)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^# Checkout is down \(THE ADDRESS OF THE STATUS COMMENT\)\n\n> Cards are declined\.\n/)
    expect(out).toContain('| ada | declared it |')
  })

  it('prints that of a built-in template, and writes nothing', async () => {
    const before = github.requests.list().length
    const { code, out } = await render('public')
    expect(code).toBe(0)
    expect(out).toContain('## Recovery steps and key learnings')
    const writes = github.requests.list().slice(before)
    expect(writes.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('tells mistakes as a compiler does, without asking GitHub', async () => {
    const before = asked().length
    const ran = await render('docs/x.md', '# {{titel}}\n\n{{> timelin}}\n')
    expect(ran).toEqual({
      code: 1,
      out: '',
      err: 'docs/x.md:1: there is no variable "titel" (did you mean title?)\ndocs/x.md:3: there is no partial "timelin" (did you mean timeline?)\n',
    })
    expect(asked()).toHaveLength(before)
  })

  it('tells what only shows when the document is made', async () => {
    const template = `${'{{#labels}}'.repeat(9)}x${'{{/labels}}'.repeat(9)}`
    const labels = ['a', 'b', 'c', 'd'].map((name) => ({ name }))
    const body = JSON.stringify({ labels: labels.map(({ name }) => name) })
    const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
    await fetch(`${github.url}/repos/acme/shop/issues/1`, { method: 'PATCH', headers, body })
    expect(await render('x.md', template)).toEqual({
      code: 1,
      out: '',
      err: 'x.md: its nested sections repeat too often\n',
    })
  })

  it('knows the default template by both of its names', async () => {
    expect((await render('default')).out).toContain('## 7. What else did we learn?')
  })

  it.each([
    ['publik', 'Did you mean public?'],
    ['nope.md', 'or one of seven-questions, public, book-report.'],
  ])('says what "%s" is not, and what to name instead', async (template, hint) => {
    const { code, err } = await render(template)
    expect(code).toBe(2)
    expect(err).toContain(`"${template}" is neither a file here nor a built-in template. `)
    expect(err).toContain(hint)
  })

  it('says that there is no such issue', async () => {
    const ran = await aftermath(token, ['render', '--template', 'public', '--incident', 'acme/shop#9'])
    expect(ran).toMatchObject({
      code: 1,
      out: '',
      err: 'acme/shop#9: There is no such issue, or the app may not see it.\n',
    })
  })
})
