import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { aftermath } from './terminal.ts'

let github: Sandbox
let token: Record<string, string>

async function call(method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `token ${github.tokens.ada}`, 'content-type': 'application/json' }
  const answer = await fetch(`${github.url}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
}

const write = (path: string, text: string): Promise<void> =>
  call('PUT', `/repos/acme/shop/contents/${path}`, { message: 'Write', content: Buffer.from(text).toString('base64') })

const documents = 20

/** A repository that never had the app: issues with a label, and documents that name some of them. */
beforeAll(async () => {
  github = await startSandbox()
  token = { GITHUB_TOKEN: github.tokens.ada ?? '', GITHUB_API_URL: github.url }
  for (let number = 1; number <= 50; number += 1) {
    const labels = ['outage', ...(number % 5 === 0 ? ['sev1'] : []), ...(number % 2 === 0 ? ['service:checkout'] : [])]
    await call('POST', '/repos/acme/shop/issues', { title: `Outage ${number}`, body: 'Cards are declined.', labels })
  }
  const day = github.clock.now().slice(0, 10)
  for (let number = 1; number <= documents; number += 1) {
    const items = `## Action items\n\n- [x] Alert on declined cards ${number}\n- Raise the limit of the pool (#${number + 30})\n`
    await write(
      `docs/post-mortems/${day}-outage-${number}.md`,
      `# Outage ${number}\n\nIt is about #${number}.\n\n${items}`,
    )
  }
  await write('docs/post-mortems/README.md', '# Postmortems\n\n- Not one\n')
}, 60_000)
afterAll(() => github.close())

const report = (...args: readonly string[]) => aftermath(token, ['report', 'acme/shop', '--label', 'outage', ...args])

describe('report', () => {
  it('tells of a repository without the app, by label and by the folders called so, within 200 requests, and writes nothing', async () => {
    github.requests.clear()
    const { code, out, err } = await report('--format', 'json')
    const asked = github.requests.list()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(asked.length).toBeLessThanOrEqual(200)
    expect(asked.filter(({ method }) => !['GET', 'HEAD'].includes(method))).toEqual([])
    const { incidents, items, would, figures } = JSON.parse(out)
    expect(incidents).toHaveLength(50)
    expect(items).toHaveLength(2 * documents)
    expect(would.drafts).toHaveLength(50)
    expect(would.issues).toHaveLength(documents)
    expect(JSON.stringify(figures)).toContain('"key":"postmortems-written"')
    expect(
      incidents.filter(({ postmortem }: { postmortem: { state: string } }) => postmortem.state === 'written'),
    ).toHaveLength(documents)
  })

  it.each([
    ['md', /^# Incidents of acme\/shop\n[\s\S]*\*\*Incidents: 50\.\*\*[\s\S]*Postmortems written: 20 of 50 \(40 %\)/],
    ['csv', /^"row","repository","incident"[\s\S]*\n"incident","acme\/shop",1,"Outage 1"/],
    ['html', /^<!doctype html>[\s\S]*<svg[\s\S]*<\/html>\n$/],
  ])('as %s', async (format, shape) => {
    const { code, out } = await report('--format', format)
    expect(code).toBe(0)
    expect(shape.test(out)).toBe(true)
  })

  it('tells of one service, and of documents below one folder', async () => {
    const { out } = await report('--service', 'checkout', '--documents', 'docs/post-mortems/', '--format', 'csv')
    expect(out.match(/\n"incident",/g)).toHaveLength(25)
  })

  it('says where nothing is found what can be asked instead', async () => {
    const { code, err } = await aftermath(token, ['report', 'acme/shop', '--documents', 'nowhere'])
    expect(code).toBe(0)
    expect(err).toContain('There is no issue with the label “incident” in this time')
    expect(err).toContain('there is no document of this time below nowhere')
  })

  it.each([
    { args: ['acme'], says: 'name one, acme/REPOSITORY' },
    { args: ['acme/shop#1'], says: 'write owner/repo' },
    { args: ['acme/shop', '--format', 'pdf'], says: '--format "pdf" is not known: write md, json, csv or html.' },
    { args: ['acme/shop', '--since', 'spring'], says: '--since "spring" is no date' },
    { args: ['acme/shop', '--since', '2026-03-01', '--until', '2026-02-01'], says: '--since is not before --until' },
    { args: ['acme/shop', '--documents', '../secrets'], says: 'is no folder of the repository' },
    { args: ['acme/shop', '--label', 'a,b'], says: 'is no label' },
    { args: [], says: "missing required argument 'owner[/repo]'" },
  ])('$args is wrong usage', async ({ args, says }) => {
    const { code, err } = await aftermath(token, ['report', ...args])
    expect(code).toBe(2)
    expect(err).toContain(says)
  })

  it('exits 1 where GitHub shows no such repository', async () => {
    const { code, err } = await aftermath(token, ['report', 'acme/nowhere'])
    expect(code).toBe(1)
    expect(err).toMatch(/GitHub shows no such thing to this token/)
  })

  it('explains itself', async () => {
    const { code, out } = await aftermath({}, ['report', '--help'])
    expect(code).toBe(0)
    expect(out).toContain('aftermath report kubernetes/test-infra --documents docs/post-mortems')
  })
})
