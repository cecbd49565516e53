import { afterEach, describe, expect, it } from 'vitest'
import { closeStages, expectCalm, type Stage, setStage, tamper } from './stage.ts'

afterEach(closeStages)

const shop = { owner: 'acme', repo: 'shop' }
const branch = 'postmortem/incident-1'

/** A person makes the branch of an incident that is yet to come. */
async function makeBranch(stage: Stage): Promise<void> {
  const { git } = stage.as('wes').rest
  const { data } = await git.getRef({ ...shop, ref: 'heads/main' })
  await git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: data.object.sha })
}

describe('a branch of that name made by hand', () => {
  it('without commits of its own is adopted', async () => {
    const stage = await setStage()
    await makeBranch(stage)
    const number = await stage.declare({})
    expect((await stage.document(number)).path).toBe('postmortems/2026-03-02-1-checkout-is-down.md')
    expect(await stage.status(number)).toContain('### 📝 Postmortem: drafting')
    await expectCalm(stage, { number })
  })

  it('with other work and no document is left alone, and the status comment asks', async () => {
    const stage = await setStage()
    await makeBranch(stage)
    await stage.commit({ path: 'src/fix.ts', content: 'export {}\n', branch })
    const number = await stage.declare({})
    expect(await stage.status(number)).toMatchInlineSnapshot(`
      "### ✋ Postmortem: waiting for a document

      The postmortem belongs on the branch \`postmortem/incident-1\`, but that branch holds other work and no document in \`postmortems/\`, so the app leaves it alone. Add a document there, or rename the branch, and the app goes on by itself."
    `)
    const state = await stage.state()
    expect(state.pulls).toEqual([])
    expect(Object.keys(state.branches[branch] ?? {})).toEqual(['README.md', 'src/fix.ts'])
    await expectCalm(stage, { number })
  })

  it('with other work goes on by itself once the document is added', async () => {
    const stage = await setStage()
    await makeBranch(stage)
    await stage.commit({ path: 'src/fix.ts', content: 'export {}\n', branch })
    const number = await stage.declare({})
    await stage.commit({ path: 'postmortems/mine.md', content: '# Mine\n', branch })
    await stage.settle()
    expect(await stage.status(number)).toContain('### 📝 Postmortem: drafting')
    expect((await stage.state()).pulls).toHaveLength(1)
    await expectCalm(stage, { number })
  })

  it('with a document is adopted, and the document stays byte for byte', async () => {
    const stage = await setStage()
    await makeBranch(stage)
    await stage.commit({ path: 'postmortems/mine.md', content: '# Mine\r\n\n\ttabs\n', branch })
    const number = await stage.declare({})
    expect(await stage.status(number)).toContain('postmortems/mine.md')
    const { pulls, branches } = await stage.state()
    expect(pulls.map(({ title }) => title)).toEqual(['Postmortem: Checkout is down'])
    expect(pulls[0]?.body).toContain('`postmortems/mine.md`')
    expect(branches[branch]?.['postmortems/mine.md']).toBe('# Mine\r\n\n\ttabs\n')
    await expectCalm(stage, { number })
  })

  it('with a pull request of its own is taken as the postmortem', async () => {
    const stage = await setStage()
    await makeBranch(stage)
    await stage.commit({ path: 'src/fix.ts', content: 'export {}\n', branch })
    await stage.as('wes').rest.issues.create({ ...shop, title: 'Checkout is down', body: 'x' })
    await stage.as('wes').rest.pulls.create({ ...shop, title: 'A fix', head: branch, base: 'main' })
    await stage.as('wes').rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['incident'] })
    await stage.settle()
    expect(await stage.status(1)).toMatchInlineSnapshot(`
      "### 🔎 Postmortem: reviewing

      It is ready for review. When it merges into \`main\`, its unchecked action items become issues.

      - Pull request: [#2](https://github.example/acme/shop/pull/2) A fix
      - Who writes it: wes

      #### Please have a look

      - Pull request #2 adds no document in \`postmortems/\`. Merging it opens no issues. Add one on its branch if it is wanted: a document that people removed is not restored."
    `)
    await expectCalm(stage, { number: 1 })
  })

  it('in a fork is somebody else’s', async () => {
    const stage = await setStage()
    const from = /\/pulls\?head=acme/
    tamper(from, (body) => {
      if (!Array.isArray(body)) throw new Error('Not a list.')
      const [own] = body
      const fork = { ...own, number: 77, title: 'Mine now', head: { ...own?.head, repo: { id: 4242 } } }
      return own === undefined ? [] : [fork, ...body]
    })
    const number = await stage.declare({})
    const status = await stage.status(number)
    expect(status).toContain('[#2]')
    expect(status).not.toContain('#77')
    await expectCalm(stage, { number })
  })
})
