import { Octokit } from '@octokit/rest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Demo, type LineKind, lastLines, playDemo } from '../../demo/play.ts'
import { story } from '../../demo/story.ts'
import { repository } from '../../demo/world.ts'

interface Line {
  readonly text: string
  readonly kind: LineKind
}

/** A whole life of an incident, on a machine that has other things to do. */
const patience = 240_000
const lines: Line[] = []
const moments: string[] = []
let demo: Demo
let github: Octokit

beforeAll(async () => {
  demo = await playDemo({
    say: (text, kind) => lines.push({ text, kind }),
    moment: async (name, url) => {
      moments.push(`${name} ${(await fetch(url)).status}`)
    },
  })
  github = new Octokit({ baseUrl: demo.url })
}, patience)
afterAll(() => demo.close())

const linesBelow = (kind: LineKind) => lines.flatMap((line, index) => (line.kind === kind ? [lines[index + 1]] : []))

describe('the story', () => {
  it('tells every act and every step', () => {
    const steps = story.flatMap((act) => act.steps)
    for (const { title } of story) expect(lines).toContainEqual({ text: title, kind: 'act' })
    for (const { does } of steps) expect(lines.some(({ text }) => text.endsWith(does))).toBe(true)
    expect(steps.length).toBeGreaterThan(30)
  })

  it('shows the page of each step and of each thing that the app did', () => {
    const links = [...linesBelow('step').slice(0, -1), ...linesBelow('app')]
    expect(links.filter((line) => line?.kind !== 'link' || !line.text.startsWith(demo.url))).toEqual([])
  })

  it('links only pages that are there', async () => {
    const links = [...new Set(lines.filter(({ kind }) => kind === 'link').map(({ text }) => text))]
    const answers = await Promise.all(links.map(async (url) => `${url} ${(await fetch(url)).status}`))
    expect(answers.filter((answer) => !answer.endsWith(' 200'))).toEqual([])
    expect(links.length).toBeGreaterThan(8)
  })

  it('stops at the first check and at the document in review for a picture', () => {
    expect(moments).toEqual(['first-check 200', 'in-review 200'])
  })
})

describe('the document', () => {
  const shown = async () => (await fetch(demo.pages.document ?? '')).text()

  it.each([
    ['the partial deployment', /Reached 7 of 8 environments:[\s\S]*?v2012\.8\.0[\s\S]*?smars-8/],
    ['the gap in communication', /Longest gap between updates<\/td><td>28 minutes/],
    [
      'that taking it back made it worse',
      /v2012\.7\.0 to smars-1 … smars-7: succeeded[\s\S]*?10:02[\s\S]*?it is all eight servers/,
    ],
    ['how long it took', /Time to mitigate: 45 minutes/],
    ['the chart, drawn', /Mermaid gantt[\s\S]*?<svg[\s\S]*?Detected[\s\S]*?Mitigated/],
  ])('tells from what GitHub recorded: %s', async (_, words) => expect(await shown()).toMatch(words))

  it('links only pages that are there', async () => {
    const links = [...(await shown()).matchAll(/href="((?:\/|http)[^"#]+)/g)].map(([, link = '']) => link)
    const answers = [...new Set(links)].map(async (link) => `${link} ${(await fetch(new URL(link, demo.url))).status}`)
    expect((await Promise.all(answers)).filter((answer) => !answer.endsWith(' 200'))).toEqual([])
    expect(links.some((link) => link.includes('/deployments/smars-1'))).toBe(true)
  })
})

describe('without a terminal', () => {
  it('names no page to look at, since all of them are about to stop', () => {
    expect(lastLines('They met.', null)).toEqual([
      ['They met.', 'step'],
      ['Run it on a terminal to keep the pages open and look at them.', 'remark'],
    ])
  })
})

describe('what stands on GitHub when it is over', () => {
  it('is closed, all of it', async () => {
    const { data } = await github.issues.listForRepo({ ...repository, state: 'all', per_page: 100 })
    expect(data.filter(({ state }) => state !== 'closed')).toEqual([])
    const items = data.filter(({ labels }) => JSON.stringify(labels).includes('postmortem-action'))
    const reasons = items.map(({ state_reason }) => state_reason).sort()
    expect(reasons).toEqual(['completed', 'completed', 'completed', 'completed', 'not_planned'])
  })

  it('is one merged postmortem and one draft that was not needed', async () => {
    const { data } = await github.pulls.list({ ...repository, state: 'all' })
    expect(data.map(({ number, merged_at, draft }) => ({ number, merged: merged_at !== null, draft }))).toEqual([
      { number: 10, merged: false, draft: true },
      { number: 3, merged: true, draft: false },
      { number: 1, merged: true, draft: false },
    ])
  })

  it('is an incident with its complete label and one comment by the app that says so', async () => {
    const issue = { ...repository, issue_number: 2 }
    const { data: incident } = await github.issues.get(issue)
    expect(JSON.stringify(incident.labels)).toContain('"postmortem-complete"')
    const { data: comments } = await github.issues.listComments(issue)
    const own = comments.filter(({ user }) => user?.type === 'Bot').map(({ body }) => body)
    expect(own).toHaveLength(1)
    expect(own[0]).toContain('Every follow-up is closed: 5 done, 1 declined.')
  })

  it('is five reminders and one escalation on the item that took longest', async () => {
    const { data } = await github.issues.listComments({ ...repository, issue_number: 8 })
    const mentions = data.flatMap(({ user, body }) => (user?.type === 'Bot' ? [/@[\w/-]+/.exec(body ?? '')?.[0]] : []))
    const owner = Array.from({ length: 5 }, () => '@trading-ops')
    expect(mentions).toEqual([...owner, '@knight-capital/technology-leads'])
  })
})
