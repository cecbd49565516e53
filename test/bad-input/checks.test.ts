import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, type Stage, setStage, writes } from './stage.ts'

afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }
const branch = 'postmortem/incident-1'

/** The runs of the check on a pull request's head. */
async function checks(stage: Stage, number = 2) {
  const { pulls } = await stage.state()
  return pulls.find((pull) => pull.number === number)?.checks ?? []
}

async function item(stage: Stage, line: string): Promise<void> {
  const { path, text } = await stage.document(1)
  await stage.commit({ path, branch, content: text.replace('## 7.', `${line}\n\n## 7.`) })
  await stage.settle()
}

describe('the permission “checks: write”, missing,', () => {
  it.each(['none', 'read'] as const)('with checks: %s costs the check and nothing else', async (permission) => {
    const stage = await setStage({ permissions: { checks: permission } })
    const number = await stage.declare({})
    await item(stage, '- [ ] Alert on declined cards @tia')
    expect(await checks(stage)).toEqual([])
    const status = await stage.status(number)
    expect(status).toContain('Postmortem: drafting')
    const told =
      '- No check reviews this postmortem, because the permission “checks: write” is missing; an owner can grant it'
    expect(status.split(told)).toHaveLength(2)
    expect(stage.logged('error')).toEqual([])
    await stage.merge(2)
    expect(await stage.status(number)).not.toContain('No check reviews')
    expect((await stage.state()).issues.map(({ title }) => title)).toContain('Alert on declined cards')
  })
})

describe('the check', () => {
  it('is on the head that counts after somebody pushed by force', async () => {
    const stage = await setStage()
    await stage.declare({})
    const { data: first } = await stage.as('wes').rest.git.getRef({ ...shop, ref: `heads/${branch}` })
    await item(stage, '- [ ] Improve things')
    expect((await checks(stage))[0]?.annotations.join()).toContain('action-item/unbounded')
    await stage.as('wes').rest.git.updateRef({ ...shop, ref: `heads/${branch}`, sha: first.object.sha, force: true })
    await stage.settle()
    const [check, ...others] = await checks(stage)
    expect(check?.annotations.join()).not.toContain('action-item/unbounded')
    expect(others).toEqual([])
  })

  it('fits what GitHub takes, whatever a document of three hundred items and long names holds', async () => {
    const stage = await setStage()
    await stage.declare({ title: '<b>@everyone</b> | `x` #1 '.repeat(9).trim() })
    const lines = Array.from(
      { length: 300 },
      (_, n) => `- [ ] ${n} \\|*_[x](y)<i>\`| @ghost-${n} (due 2026-02-31) ${'ü🔥'.repeat(60)}`,
    )
    await item(stage, lines.join('\n'))
    const [check] = await checks(stage)
    expect(check).toMatchObject({ status: 'completed', conclusion: 'neutral' })
    expect(check?.annotations).toHaveLength(200)
    expect(check?.summary?.length).toBeLessThan(65_536)
    expect(check?.summary).toContain('Without an issue: 250 more')
    stage.world.sandbox.requests.clear()
    await stage.app.sweep()
    expect(writes(stage)).toEqual([])
  })

  it('is silent about a document whose pull request is closed, or goes nowhere since its base is gone', async () => {
    const stage = await setStage()
    await stage.declare({})
    const wes = stage.as('wes').rest
    const { data: main } = await wes.git.getRef({ ...shop, ref: 'heads/main' })
    await wes.git.createRef({ ...shop, ref: 'refs/heads/release', sha: main.object.sha })
    await wes.pulls.update({ ...shop, pull_number: 2, base: 'release' })
    await stage.settle()
    await stage.as('ada').rest.git.deleteRef({ ...shop, ref: 'heads/release' })
    await stage.settle()
    expect(stage.logged('error')).toEqual([])
    stage.world.sandbox.requests.clear()
    await stage.app.sweep()
    expect(writes(stage)).toEqual([])
  })
})
