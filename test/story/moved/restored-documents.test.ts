import { afterEach, describe, expect, it } from 'vitest'
import { person, type Step } from '../stage/script.ts'
import { present } from '../stage/stage.ts'
import { type Story, tell } from '../stage/story.ts'

const [wes, mia] = [person('wes'), person('mia')]

let story: Story
afterEach(() => story.close())

const alert = '- [ ] Alert on declined cards @tia'
const runbook = '- [ ] Write the runbook'

/** A merged postmortem, #2, with two items, #3 and #4; the links stand in the document when `links` says so. */
async function merged(links: 'links' | 'no links'): Promise<void> {
  story = await tell(links === 'no links' ? { configuration: 'write_back: off\n' } : {})
  await story.play(wes.opens('Checkout is down'), wes.writes(`${alert}\n${runbook}`), wes.marksReady(), mia.merges())
}

/** Somebody merges a pull request from a branch of their own that changes files: `null` deletes one. */
function changesByPull(branch: string, files: Readonly<Record<string, string | null>>): Step {
  return {
    says: `mia merges ${branch}`,
    ready: async () => true,
    async act({ person: as, repository, state }) {
      const { read, send } = as('mia')
      const { z } = await import('zod')
      const { object } = await read(
        `${repository}/git/ref/heads/main`,
        z.object({ object: z.object({ sha: z.string() }) }),
      )
      await send('POST', `${repository}/git/refs`, { ref: `refs/heads/${branch}`, sha: object.sha })
      for (const [path, text] of Object.entries(files)) {
        const known = await read(`${repository}/contents/${path}?ref=${branch}`, z.object({ sha: z.string() })).catch(
          () => null,
        )
        const sha = known === null ? {} : { sha: known.sha }
        const change = { branch, message: `Change ${path}`, ...sha }
        if (text === null) await send('DELETE', `${repository}/contents/${path}`, change)
        else
          await send('PUT', `${repository}/contents/${path}`, {
            ...change,
            content: Buffer.from(text).toString('base64'),
          })
      }
      await send('POST', `${repository}/pulls`, { title: branch, head: branch, base: 'main' })
      const number = Math.max(...(await state()).pulls.map((pull) => pull.number))
      await send('PUT', `${repository}/pulls/${number}/merge`)
    },
  }
}

const merges = (number: number): Step => ({
  says: `mia merges #${number}`,
  ready: async () => true,
  act: ({ person: as, repository }) => as('mia').send('PUT', `${repository}/pulls/${number}/merge`),
})

/** The app's issues, and those that it shows and reminds of. */
async function followed() {
  const { issues, pulls } = await story.state()
  const opened = issues.filter(({ labels }) => labels.includes('postmortem-action'))
  return {
    opened: opened.map(({ number, title, state }) => `#${number} ${title}: ${state}`),
    attached: issues[0]?.sub_issues,
    shown: [...(await story.status()).matchAll(/^\| \[(#\d+)\]/gm)].map(([, number]) => number),
    said: pulls.flatMap(({ comments }) => comments.map(({ body }) => body)),
  }
}

const asBefore = {
  opened: ['#3 Alert on declined cards: open', '#4 Write the runbook: open'],
  attached: [3, 4],
  shown: ['#3', '#4'],
  said: [],
}

describe.each(['links', 'no links'] as const)('a merged document, with %s in it, that people', (links) => {
  it('delete by a pull request and restore by another keeps its issues', async () => {
    await merged(links)
    const { path, text } = present(await story.document('main'), 'document')
    await story.play(changesByPull('revert-2', { [path]: null }))
    expect(await story.status()).toContain('is no longer on `main`')
    expect(await followed()).toEqual(asBefore)
    await story.play(wes.proposes('restored', { [path]: text }))
    const restored = (await story.state()).pulls.find(({ head }) => head === 'restored')
    expect(restored?.checks[0]?.summary).not.toContain('| acme/shop |')
    await story.play(merges(restored?.number ?? 0))
    await story.days(1)
    expect(await followed()).toEqual(asBefore)
    expect(await story.status()).not.toContain('is no longer on `main`')
  })

  it('rename by a pull request keeps its issues, and a line that they add there gets one', async () => {
    await merged(links)
    const { path, text } = present(await story.document('main'), 'document')
    const renamed = 'postmortems/2026-03-02-1-cards-declined.md'
    await story.play(changesByPull('rename', { [path]: null, [renamed]: text }))
    await story.days(1)
    expect(await followed()).toEqual(asBefore)
    const more = text.replace('## 7.', '- [ ] Add a probe\n\n## 7.')
    await story.play(changesByPull('more', { [renamed]: more }))
    await story.days(1)
    expect((await followed()).opened).toEqual([...asBefore.opened, `#${links === 'links' ? 7 : 7} Add a probe: open`])
  })

  it('split in two keeps its issues', async () => {
    await merged(links)
    const { path, text } = present(await story.document('main'), 'document')
    const [line = ''] = /^- \[ \] Write the runbook.*$/m.exec(text) ?? []
    const second = `---\nincident: 1\n---\n# Checkout was down, part two\n\n## Action items\n\n${line}\n`
    await story.play(
      changesByPull('split', { [path]: text.replace(`${line}\n`, ''), 'postmortems/part-two.md': second }),
    )
    await story.days(1)
    expect(await followed()).toEqual(asBefore)
  })

  it('split in two, and add to, gets an issue for what is new alone', async () => {
    await merged(links)
    const { path, text } = present(await story.document('main'), 'document')
    const [line = ''] = /^- \[ \] Write the runbook.*$/m.exec(text) ?? []
    const second = `---\nincident: 1\n---\n# Part two\n\n## Action items\n\n${line}\n- [ ] Add a probe\n`
    await story.play(
      changesByPull('split', { [path]: text.replace(`${line}\n`, ''), 'postmortems/part-two.md': second }),
    )
    await story.days(1)
    expect((await followed()).opened).toEqual([...asBefore.opened, '#6 Add a probe: open'])
  })

  it('sort anew keeps its issues', async () => {
    await merged(links)
    const { path, text } = present(await story.document('main'), 'document')
    const [first = '', second = ''] = text.match(/^- \[ \] (?:Alert|Write).*$/gm) ?? []
    const sorted = text.replace(first, 'FIRST').replace(second, first).replace('FIRST', second)
    await story.play(changesByPull('sort', { [path]: sorted }))
    await story.days(1)
    expect(await followed()).toEqual(asBefore)
  })
})
