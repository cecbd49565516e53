import { describe, expect, it } from 'vitest'
import { aftermath } from './terminal.ts'

const configuration = `publish:
  repository: acme/site
  internal: ["*.corp.acme.com"]
  customers: [Initech]
`
const internal =
  '# Cards failed\n\n## Action items\n\n- [ ] Rehearse the failover @robin-k\n- [ ] Call Initech @robin-k\n'

const run = (args: readonly string[], files: Readonly<Record<string, string>>) =>
  aftermath({}, ['publish', ...args], 'never', { '.github/postmortem.yml': configuration, ...files })

describe('publish', () => {
  it('prints the document for everybody, and says on the side what it left out', async () => {
    const { code, out, err } = await run(['in.md'], { 'in.md': internal })
    expect(code).toBe(0)
    expect(out).toContain('- [ ] Rehearse the failover\n')
    expect(out).not.toMatch(/Initech|robin/)
    expect(err).toBe('Left out: This names a customer: `Initech`. [customer]\n')
  })

  it('says where a document leaks, why, and what instead', async () => {
    const text = '# Cards failed\n\nAt 14:05 UTC db-7.corp.acme.com was full.\n\nWe will rehearse the failover.\n'
    const { code, out } = await run(['--check', 'out.md'], { 'out.md': text })
    expect(code).toBe(1)
    expect(out).toBe(`out.md:3: leak: This is a name within our network: \`db-7.corp.acme.com\`. [host]
  = Say what it is for, such as "the primary database".
out.md:5: leak: This is a promise that nothing is tracked for: \`We will rehearse the failover.\`. [promise]
  = Track it, and link its issue where readers see it; or say only what is done.
out.md: 2 leaks
`)
  })

  it('knows the people and the action items of the internal document that it came from', async () => {
    const text = '# Cards failed\n\nrobin-k was quick. We will rehearse the failover.\n'
    const files = { 'out.md': text, 'in.md': internal }
    const { out } = await run(['--check', 'out.md', '--from', 'in.md'], files)
    expect([...out.matchAll(/\[([a-z-]+)\]$/gm)].map(([, kind]) => kind)).toEqual(['person'])
  })

  it('is content with a document that says nothing it should not', async () => {
    const { code, out } = await run(['--check', 'out.md'], { 'out.md': '# Cards failed\n\nThey work again.\n' })
    expect({ code, out }).toEqual({ code: 0, out: 'out.md: nothing found\n' })
  })

  it.each([
    ['no file', ['gone.md'], 'gone.md: there is no such file.'],
    ['an empty file', ['empty.md'], 'empty.md: there is nothing in it.'],
    ['a check that writes', ['--check', 'in.md', '--out', 'x.md'], '--check writes nothing: leave --out away.'],
    ['an internal document twice', ['in.md', '--from', 'in.md'], '--from is for --check'],
    ['a file that is there', ['in.md', '--out', 'empty.md'], 'empty.md is there already.'],
  ])('says what is wrong: %s', async (_, args, sentence) => {
    const { code, err } = await run(args, { 'in.md': internal, 'empty.md': ' \n' })
    expect(code).not.toBe(0)
    expect(err).toContain(sentence)
  })
})
