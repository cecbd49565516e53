import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { person } from './stage/script.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')

let story: Story
afterEach(() => story.close())

const configuration = `publish:
  repository: acme/site
  directory: incidents
  approvers: [mia]
  contact: Write to support@acme.com.
  customers: [Initech]
`
const labels = ['incident']
const seed = {
  repositories: [
    {
      name: 'shop',
      labels,
      private: true,
      files: { 'README.md': '# Shop\n', '.github/postmortem.yml': configuration },
    },
    { name: 'site', files: { 'README.md': '# Site\n' } },
  ],
}

const items = '- [ ] Rehearse the failover @tia (due 2026-06-30)\n- [ ] Call Initech @tia (due 2026-06-30)'

/** A merged postmortem in a private repository. */
async function merged(): Promise<Story> {
  story = await tell({ network: 'none', seed })
  await story.play(wes.opens('Checkout is down for Initech'), wes.writes(items), wes.marksReady(), mia.merges())
  return story.at({ repo: 'site' })
}

const listed = z.array(z.object({ filename: z.string() }))
const contents = z.object({ sha: z.string(), content: z.string() })
const there = '/repos/acme/site'

/** The document that a pull request of the other repository adds, as it stands on a branch. */
async function documentOf(number: number, branch: string) {
  const reader = story.person('mia')
  const [file] = await reader.read(`${there}/pulls/${number}/files`, listed)
  const path = file?.filename ?? ''
  const { sha, content } = await reader.read(`${there}/contents/${path}?ref=${branch}`, contents)
  return { path, sha, text: Buffer.from(content, 'base64').toString() }
}

/** Somebody commits this text in the place of the document there. */
async function commits(branch: string, { path, sha }: { readonly path: string; readonly sha: string }, text: string) {
  const content = Buffer.from(text).toString('base64')
  await story.person('mia').send('PUT', `${there}/contents/${path}`, { message: 'Say it', content, branch, sha })
}

/** The internal postmortem says something else now. */
async function saysInside(from: string, to: string) {
  const document = await story.document('main')
  const path = document?.path ?? ''
  const { sha } = await story.person('mia').read(`${story.repository}/contents/${path}?ref=main`, contents)
  const content = Buffer.from((document?.text ?? '').replace(from, to)).toString('base64')
  const body = { message: 'Put it right', content, branch: 'main', sha }
  await story.person('mia').send('PUT', `${story.repository}/contents/${path}`, body)
}

async function answers(): Promise<readonly string[]> {
  return (await story.issueState(1)).comments
    .filter(({ author, body }) => author === 'aftermath[bot]' && /publish|draft|approved/i.test(body))
    .map(({ body }) => body.replace(/<!--.*?-->\s*/g, '').trim())
}

describe('/postmortem publish', () => {
  it('offers the document for everybody in another repository, once an approver says so, and tells nothing else there', async () => {
    const site = await merged()
    await story.play(wes.says('/postmortem publish'))
    expect((await site.state()).pulls).toEqual([])
    expect((await answers()).at(-1)).toContain('counts from mia')
    await story.play(mia.says('/postmortem publish'))
    const { pulls } = await site.state()
    expect(pulls).toMatchObject([{ draft: true, state: 'open', base: 'main' }])
    const { path, text } = await documentOf(1, pulls[0]?.head ?? '')
    expect(path).toMatch(/^incidents\/\d{4}-\d\d-\d\d-published\.md$/)
    expect(pulls[0]?.title).toMatch(/^Postmortem of \d{4}-\d\d-\d\d$/)
    expect(text).toContain('## Statement of purpose')
    expect(text).toContain('- [ ] Rehearse the failover (by 2026-06-30)')
    expect(text).toContain('Write to support@acme.com.')
    expect(JSON.stringify([pulls, path, text])).not.toMatch(/initech|acme\/shop|\bwes\b|\bmia\b|\btia\b/i)
    expect((await answers()).at(-1)).toContain('A draft pull request in acme/site offers the document for everybody.')
    story.writes()
    await story.sweep()
    expect(story.writes()).toEqual([])
  })

  it('brings the draft up to date until somebody works on it, and later offers what has changed as a dated correction', async () => {
    const site = await merged()
    await story.play(mia.says('/postmortem publish'))
    const branch = (await site.state()).pulls[0]?.head ?? ''
    await saysInside('- [ ] Rehearse the failover', '- [x] Rehearse the failover')
    await story.play(mia.says('/postmortem publish'))
    const renewed = await documentOf(1, branch)
    expect(renewed.text).toContain('- [x] Rehearse the failover')
    await commits(branch, renewed, '# Checkout was down\n\nWe are sorry.\n\n- [x] Rehearse the failover\n')
    await saysInside('Rehearse the failover', 'Rehearse the failover twice')
    await story.play(mia.says('/postmortem publish'))
    expect((await documentOf(1, branch)).text).toContain('We are sorry.')
    expect((await answers()).at(-1)).toContain('People have worked on')

    const { node_id: id } = await story.person('mia').read(`${there}/pulls/1`, z.object({ node_id: z.string() }))
    const ready =
      'mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }'
    await story.person('mia').send('POST', '/graphql', { query: ready, variables: { id } })
    await story.person('mia').send('PUT', `${there}/pulls/1/merge`)
    await story.play(mia.says('/postmortem publish'))
    const { pulls } = await site.state()
    expect(pulls.map(({ state }) => state)).toEqual(['closed', 'open'])
    const corrected = await documentOf(2, pulls[1]?.head ?? '')
    expect(corrected.path).toBe(renewed.path)
    expect(corrected.text).toMatch(
      /^# Checkout was down\n\nWe are sorry\.\n\n- \[x\] Rehearse the failover\n\n## Correction of \d{4}-\d\d-\d\d\n\n<!-- .*? -->\n\n(?:- .*\n)*- \[x\] Rehearse the failover twice\n/,
    )
  })

  it('is done once, whatever of its answers is lost', async () => {
    const site = await merged()
    for (const path of ['/site/git/refs$', '/site/contents/', '/site/pulls$'])
      story.sandbox.faults.add({
        request: { path, access: 'write' },
        effect: { kind: 'fail', when: 'after' },
        times: 1,
      })
    await story.play(mia.says('/postmortem publish'))
    await story.world.wait('2026-03-02T13:00:00Z')
    const { pulls } = await site.state()
    expect(pulls.length).toBe(1)
    expect((await documentOf(1, pulls[0]?.head ?? '')).text).toContain('Rehearse the failover')
  })
})
