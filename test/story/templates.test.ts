import { afterEach, describe, expect, it } from 'vitest'
import { person } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, shop, tell } from './stage/story.ts'

const wes = person('wes')

let story: Story
afterEach(() => story.close())

type Seen = 'public' | 'internal' | 'private'
type Files = Readonly<Record<string, string>>

/** A story whose repository and whose owner's `.github` repository have these files. */
const tellWith = (files: Files, owners: Files = {}, owner: Seen = 'public', here: Seen = 'public'): Promise<Story> =>
  tell({
    seed: {
      repositories: [
        {
          ...shop,
          labels: ['incident', 'sev1', 'sev2'],
          files: { 'README.md': '# Shop\n', ...files },
          visibility: here,
        },
        { name: '.github', visibility: owner, files: { 'README.md': '# Shared\n', ...owners } },
      ],
    },
  })

const configuration = '.github/postmortem.yml'
const own = (words: string): string =>
  `# ${words}: {{title}}\n\n{{> people}}\n\n## Action items\n\n{{> action-items}}\n`

async function firstLine(): Promise<string> {
  const { text } = present(await story.document('postmortem/incident-1'), 'document')
  return text.split('\n').find((line) => line.startsWith('# ')) ?? ''
}

describe('a template of one’s own', () => {
  it('comes from the repository, and what its action items ask for is done', async () => {
    story = await tellWith({ [configuration]: 'template: docs/own.md\n', 'docs/own.md': own('Ours') })
    await story.play(wes.opens('Checkout is down'))
    expect(await firstLine()).toBe('# Ours: Checkout is down')
    expect(await story.status()).not.toContain('cannot be used')
    const item = (text: string) => `${text}\n- [ ] Alert on declined cards @wes\n`
    await story.play(wes.edits('draft', 'adds an item', item), wes.marksReady(), person('mia').merges())
    expect(await story.issueState('Alert on declined cards')).toMatchObject({ state: 'open' })
  })

  it('comes from the owner’s repository, named by the configuration there', async () => {
    const shared = { [configuration]: 'template: docs/shared.md\n', 'docs/shared.md': own('Shared') }
    story = await tellWith({}, shared)
    await story.play(wes.opens('Checkout is down'))
    expect(await firstLine()).toBe('# Shared: Checkout is down')
  })

  it.each([
    ['private', 'public'],
    ['private', 'internal'],
    ['internal', 'public'],
  ] as const)('stays where it is when fewer people see it: %s, and here %s', async (owner, here) => {
    const files = { [configuration]: 'template: docs/shared.md\n' }
    story = await tellWith(files, { 'docs/shared.md': own('Secret') }, owner, here)
    await story.play(wes.opens('Checkout is down'))
    expect(await firstLine()).toBe('# Postmortem: Checkout is down')
    expect(await story.status()).toContain('it stands in acme/.github, which fewer people see than this repository')
  })

  it('is chosen by the severity', async () => {
    const byLabel = 'template: { sev1: docs/large.md, default: docs/small.md }\n'
    story = await tellWith({ [configuration]: byLabel, 'docs/large.md': own('Large'), 'docs/small.md': own('Small') })
    await story.play(wes.opens('Checkout is down', { labels: ['incident', 'sev1'] }))
    expect(await firstLine()).toBe('# Large: Checkout is down')
  })

  it('gives way to the default one while it has a mistake, which the status comment tells', async () => {
    story = await tellWith({ [configuration]: 'template: docs/own.md\n', 'docs/own.md': '# {{titel}}\n' })
    await story.play(wes.opens('Checkout is down'))
    expect(await firstLine()).toBe('# Postmortem: Checkout is down')
    expect(await story.status()).toContain(
      'The template docs/own.md cannot be used: line 1: there is no variable "titel" (did you mean title?).',
    )
  })
})
