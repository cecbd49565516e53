import { afterEach, describe, expect, it } from 'vitest'
import { later, person } from './stage/script.ts'
import { present } from './stage/stage.ts'
import { type Story, tell } from './stage/story.ts'

const wes = person('wes')
const mia = person('mia')
const tia = person('tia')

let story: Story
afterEach(() => story.close())

const odd = 'Tabs\there, trailing space \r\n\r\n\u202Eodd\u202C <!-- mine --> {{mustache}} — `code` ~~~\n\n\n\n* * *\n'

describe('what people wrote', () => {
  it('stands byte for byte after every pass and sweep', async () => {
    story = await tell()
    await story.play(
      wes.opens('Checkout is down', { body: odd }),
      wes.writes(`- [ ] Alert on declined cards @tia (due 2026-03-20)\n\n${odd}`),
      mia.says(`I was there. ${odd}`),
      mia.says(`Looks good. ${odd}`, 'the pull request'),
      wes.setsPull({ title: `Our   postmortem `, body: odd }),
      wes.renames(1, 'Checkout was down'),
      wes.marksReady(),
    )
    const draft = present(await story.document('postmortem/incident-1'), 'document').text
    await story.play(mia.merges(), tia.renames(3, '  Alert   us'), later({ minutes: 5 }))
    const item = (await story.issueState(3)).body ?? ''
    await story.play(tia.rewrites(3, `Before\r\n${item}\r\nDue: 2026-04-01\n${odd}`), tia.says(odd, 3))
    const written = (await story.issueState(3)).body
    await story.days(60)
    await story.play(tia.closes(3))

    const state = await story.state()
    const [incident, followUp] = state.issues
    expect(incident).toMatchObject({ title: 'Checkout was down', body: odd })
    expect(incident?.comments.filter(({ author }) => author === 'mia').map(({ body }) => body)).toEqual([
      `I was there. ${odd}`,
    ])
    expect(state.pulls[0]).toMatchObject({ title: 'Our   postmortem ', body: odd })
    expect(state.pulls[0]?.comments.map(({ body }) => body)).toEqual([`Looks good. ${odd}`])
    expect(followUp?.body).toBe(written)
    expect(followUp?.title).toBe('  Alert   us')
    expect(followUp?.comments.filter(({ author }) => author === 'tia').map(({ body }) => body)).toEqual([odd])
    const merged = present(await story.document('main'), 'document').text
    expect(merged.replace(/ \(\[#3\]\([^)]*\)\)/, '')).toBe(draft)
  })

  it('meets no conflict in an editor that was opened before the incident closed', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), wes.writes('A first sentence.'))
    const opened = present(await story.document('postmortem/incident-1'), 'document')
    await story.play(wes.closes(1), wes.labels(1, 'sev1'), mia.assigns(1, 'mia'))
    await story.days(3)
    await story.save('wes', opened, `${opened.text}\nTyped meanwhile.\n`)
    expect(present(await story.document('postmortem/incident-1'), 'document').text).toContain('Typed meanwhile.')
  })

  it('is waited for: closing refreshes the facts only while nobody has committed, or when asked to', async () => {
    story = await tell()
    await story.play(wes.opens('Checkout is down'), later({ hours: 2 }), wes.closes(1))
    const fresh = present(await story.document('postmortem/incident-1'), 'document').text
    expect(fresh).toContain('status: resolved')
    expect(fresh).toContain('resolved: 2026-03-02T14:00:00Z')

    await story.play(wes.reopens(1), wes.writes('Ours.'))
    const ours = present(await story.document('postmortem/incident-1'), 'document').text
    await story.play(later({ hours: 1 }), wes.closes(1))
    expect(present(await story.document('postmortem/incident-1'), 'document').text).toBe(ours)

    await story.play(later({ minutes: 1 }), mia.says('/postmortem refresh'))
    expect(present(await story.document('postmortem/incident-1'), 'document').text).toContain('Ours.')
  })
})
