import { describe, expect, it } from 'vitest'
import type { Annotation, CheckRun } from '../../src/domain/check.ts'
import type { PostCheck } from '../../src/domain/mutation.ts'
import type { CheckStep } from '../../src/reconcile/ports.ts'
import { type CheckWriter, postCheck } from '../../src/reconcile/post-check.ts'
import { withRecentWrites } from '../../src/reconcile/recent-overlay.ts'
import { createRecentWrites } from '../../src/reconcile/recent-writes.ts'

const repository = { owner: 'acme', repo: 'shop' }
const head = 'a'.repeat(40)

function annotations(count: number): readonly Annotation[] {
  return Array.from({ length: count }, (_, index) => {
    const line = index + 1
    return { path: 'a.md', line, endLine: line, level: 'notice', title: `${line}`, message: 'Here.', suggestion: null }
  })
}

const wanted = (count: number, begun: PostCheck['begun'] = null): PostCheck => ({
  do: 'post-check',
  name: 'Postmortem',
  head,
  externalId: 'pull 2 40 1',
  conclusion: 'neutral',
  title: 'T',
  summary: 'S',
  annotations: annotations(count),
  button: null,
  begun,
})

/** GitHub with one run: `steps` tells what each request brought, and `cut` at which of them the connection broke. */
function aGitHub(cut = Number.POSITIVE_INFINITY) {
  const steps: string[] = []
  let run: CheckRun = { id: 9, appId: 7, externalId: '', completed: false, annotations: 0 }
  const take = async (step: CheckStep, how: string): Promise<CheckRun> => {
    run = { ...run, annotations: run.annotations + step.annotations.length, completed: step.conclusion !== null }
    const lines = step.annotations.map(({ line }) => line)
    steps.push(`${how} ${lines.at(0) ?? 'no'}-${lines.at(-1) ?? 'ne'} ${step.conclusion ?? 'goes on'}`)
    if (steps.length === cut) throw new Error('cut')
    return run
  }
  const writer: CheckWriter = {
    createCheck: (step) => take(step, 'create'),
    updateCheck: (id, step) => take(step, `update ${id}`),
  }
  return { steps, writer, run: () => run }
}

describe('a check', () => {
  it.each([
    [0, ['create no-ne neutral']],
    [50, ['create 1-50 neutral']],
    [51, ['create 1-50 goes on', 'update 9 51-51 neutral']],
    [200, ['create 1-50 goes on', 'update 9 51-100 goes on', 'update 9 101-150 goes on', 'update 9 151-200 neutral']],
  ])('with %i annotations is posted in steps of 50, and concluded by the last', async (count, expected) => {
    const github = aGitHub()
    await postCheck(wanted(count), { repository, writer: github.writer, recent: createRecentWrites(() => 0) })
    expect(github.steps).toEqual(expected)
  })

  it.each([1, 2, 3])('goes on from what stands there when the answer to request %i is lost', async (cut) => {
    const github = aGitHub(cut)
    const ground = { repository, writer: github.writer, recent: createRecentWrites(() => 0) }
    await expect(postCheck(wanted(120), ground)).rejects.toThrow('cut')
    const { id, annotations: standing, completed } = github.run()
    if (!completed) await postCheck(wanted(120, { id, annotations: standing }), ground)
    expect(github.run()).toMatchObject({ annotations: 120, completed: true })
    expect(github.steps).toHaveLength(3)
  })

  it('is remembered for reads that lag behind, with what was added last', async () => {
    const github = aGitHub()
    const recent = createRecentWrites(() => 0)
    await postCheck(wanted(120), { repository, writer: github.writer, recent })
    const question = { ask: 'checkRuns', head, name: 'Postmortem' } as const
    const made = await recent.in(repository)
    expect(withRecentWrites<'checkRuns'>(question, [], made)).toEqual([github.run()])
    const old = { ...github.run(), annotations: 50, completed: false }
    expect(withRecentWrites<'checkRuns'>(question, [old], made)).toEqual([github.run()])
    expect(withRecentWrites<'checkRuns'>({ ...question, head: 'other' }, [], made)).toEqual([])
  })
})
