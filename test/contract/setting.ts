import { onTestFinished } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { type Everyone, everyoneIn } from './everyone.ts'
import { type Recording, record } from './recording.ts'

const roles = { ada: 'admin', mia: 'maintain', wes: 'write', rex: 'read', stranger: 'none' } as const

/** Repositories in which GitHub refuses something each, beside an ordinary one. */
const repositories = [
  { name: 'shop', files: { 'README.md': '# Shop\n', 'src/a.ts': 'let a = 1\n' }, labels: ['bug'] },
  { name: 'guarded', rules: [{ branch: 'main', requirePullRequest: true as const }] },
  { name: 'queued', rules: [{ branch: 'main', mergeQueue: true }] },
  { name: 'quiet', hasIssues: false },
  { name: 'empty', empty: true },
  { name: 'secret', private: true },
  { name: 'plain', drafts: false, subIssues: false, issues: [{ title: 'One', author: 'ada' }] },
  { name: 'closed', archived: true, issues: [{ title: 'One', author: 'ada' }] },
  {
    name: 'partial',
    permissions: { issues: 'read' as const, contents: 'none' as const },
    issues: [{ title: 'One', author: 'ada' }],
  },
]

export interface Setting {
  readonly sandbox: Sandbox
  readonly recording: Recording
  readonly everyone: Everyone
}

/** A recorded sandbox that lives as long as the test. */
export async function recorded(): Promise<Setting> {
  const accounts = Object.entries(roles).map(([login, role]) => ({ login, role }))
  const sandbox = await startSandbox({
    now: '2026-03-02T12:00:00Z',
    // Nobody listens there: the log of deliveries fills all the same.
    webhookUrl: 'http://127.0.0.1:9/',
    seed: { accounts, teams: [{ slug: 'payments', members: ['mia'] }], repositories },
  })
  onTestFinished(() => sandbox.close())
  const recording = record(sandbox)
  return { sandbox, recording, everyone: await everyoneIn(sandbox) }
}

/** Base64 of a text, as the contents API wants it. */
export function base64(value: string): string {
  return Buffer.from(value).toString('base64')
}
