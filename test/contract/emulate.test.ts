import { once } from 'node:events'
import { createServer } from 'node:net'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGitHub, type GitHubAdapter } from '../../src/github/app.ts'
import type { Session } from '../../src/reconcile/ports.ts'
import { silentLog } from '../github/answers.ts'

const appId = 12345
const name = { owner: 'acme', repo: 'shop' }

let emulator: Emulator
let github: GitHubAdapter
let session: Session

/** The emulator cannot look for one itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/**
 * Only where the emulator behaves as GitHub does: a label that exists it refuses in words of its own, and it has no
 * sub-issues. A GitHub by somebody else's hand: what our sandbox understands differently shows here.
 */
describe('the adapter against the public emulator', () => {
  beforeAll(async () => {
    const permissions = { metadata: 'read', issues: 'write', contents: 'write', pull_requests: 'write' }
    const installations = [{ installation_id: 100, account: 'acme', repository_selection: 'all' }]
    emulator = await createEmulator({
      service: 'github',
      port: await freePort(),
      seed: {
        github: {
          users: [{ login: 'ada' }],
          orgs: [{ login: 'acme', members: [{ login: 'ada', role: 'admin' }] }],
          repos: [{ owner: 'acme', name: 'shop', auto_init: true }],
          apps: [{ app_id: appId, slug: 'aftermath', name: 'Aftermath', permissions, events: [], installations }],
        },
      },
    })
    const privateKey = emulator.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value ?? ''
    github = createGitHub({
      baseUrl: emulator.url.replace('localhost', '127.0.0.1'),
      credentials: { kind: 'app', appId, privateKey: () => privateKey },
      trustedApps: [],
      log: silentLog,
      pacing: 'none',
      version: '0.0.0',
    })
    session = await github.open(name)
  })
  afterAll(async () => {
    await github.close()
    await emulator.close()
  })

  it('is let in where it is installed, and nowhere else', async () => {
    expect(await session.reader.repository({ ask: 'repository' })).toMatchObject({ defaultBranch: 'main' })
    await expect(github.open({ owner: 'acme', repo: 'nowhere' })).rejects.toMatchObject({
      fault: { kind: 'refused', reason: 'not-installed' },
    })
  })

  it('makes a branch once, and a file whose sha it has to know', async () => {
    const { reader, writer } = session
    const branch = 'postmortem/incident-1'
    const path = 'postmortems/2026 #1 ü.md'
    const base = await reader.branch({ ask: 'branch', name: 'main' })
    const made = { name: branch, sha: base?.sha ?? '' }
    await writer.createBranch(made)
    await expect(writer.createBranch(made)).rejects.toMatchObject({ fault: { kind: 'exists' } })
    await writer.writeFile({ branch, path, text: 'Größe\n', message: 'Add', sha: null })
    await expect(writer.writeFile({ branch, path, text: 'x', message: 'Again', sha: null })).rejects.toMatchObject({
      fault: { kind: 'stale' },
    })
    expect(await reader.file({ ask: 'file', path, at: branch })).toMatchObject({ found: true, text: 'Größe\n' })
    expect(await reader.file({ ask: 'file', path, at: 'main' })).toEqual({ found: false, reason: 'missing' })
    expect(await reader.branch({ ask: 'branch', name: 'nowhere' })).toBeNull()
    expect(await reader.branches({ ask: 'branches', prefix: 'postmortem/' })).toMatchObject([{ name: branch }])
  })

  it('labels, and comments under its own name', async () => {
    const { reader, writer } = session
    const label = 'postmortem-action'
    expect(await reader.label({ ask: 'label', name: label })).toBe(false)
    await writer.createLabel({ name: label, colour: '#aabbcc', description: 'An action item' })
    expect(await reader.label({ ask: 'label', name: label })).toBe(true)
    const issue = await writer.createIssue({ title: 'Down', body: 'b', labels: [label], assignees: [] })
    expect(issue).toMatchObject({ labels: [label], author: { login: 'aftermath[bot]', bot: true } })
    await writer.removeLabel(issue.number, label)
    await writer.removeLabel(issue.number, label)
    await writer.addLabel(issue.number, label)
    expect(await reader.openItems({ ask: 'openItems', label })).toMatchObject([{ number: issue.number }])
    const comment = await writer.createComment(issue.number, 'One')
    await writer.editComment(comment.id, 'Two')
    expect(await reader.comments({ ask: 'comments', number: issue.number })).toMatchObject([
      { id: comment.id, body: 'Two', author: { login: 'aftermath[bot]' } },
    ])
    await writer.removeComment(comment.id)
    await writer.removeComment(comment.id)
    expect(await reader.issue({ ask: 'issue', number: 9999 })).toEqual({ found: false, reason: 'missing' })
  })
})
