import { describe, expect, it } from 'vitest'
import { stripMarkers } from '../../../src/document/markers/markers.ts'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const text = `# Checkout was down

## Action items

- [ ] Alert us @tia (due 2026-03-20)
- [ ] Write a runbook @wes
`

/** Merged on Monday 2 March 2026; #3 is tia's and due on the 20th, #4 is wes's. */
function world(configuration = 'reminders: { escalation: "@acme/sre" }\n'): MergedWorld {
  const made = mergedWorld(text, configuration)
  made.settle()
  return made
}

function issue(made: MergedWorld, number: number) {
  const found = made.issues.find((one) => one.number === number)
  if (found === undefined) throw new Error(`There is no issue ${number}.`)
  return found
}

function dueOf(made: MergedWorld, number = 3) {
  return /^Due: .*$/m.exec(issue(made, number).body)?.[0]
}

function commanded(body: string, login = 'tia', number = 3) {
  const made = world()
  const before = issue(made, number)
  const comment = made.says(number, login, body)
  made.settle()
  return { made, before, after: issue(made, number), reaction: made.reaction(comment), said: made.said(number) }
}

describe('/due', () => {
  it.each([
    ['/due 2026-12-24', '2026-12-24'],
    ['/due tomorrow', '2026-03-03'],
    ['/due next friday', '2026-03-06'],
    ['/due in 2 weeks', '2026-03-16'],
    ['/due 24 Dec', '2026-12-24'],
    ['/due by Friday, please', '2026-03-06'],
    ['/due end of month', '2026-03-31'],
    ['/due today', '2026-03-02'],
  ])('%s makes the line say %s, and changes no other byte', (command, day) => {
    const { made, before, after, reaction, said } = commanded(command)
    expect(dueOf(made)).toBe(`Due: ${day}`)
    expect(reaction).toBe('+1')
    expect(said).toEqual([])
    expect(stripMarkers(after.body).replaceAll('\n', '')).toBe(
      stripMarkers(before.body).replace('2026-03-20', day).replaceAll('\n', ''),
    )
    expect(made.status).toContain(`| ${day} | `)
  })

  it.each([
    ['/due', 'names no date'],
    ['/due soon', '`/due soon` names no date'],
    ['/due 01/12/2026', '`01/12/2026` can be `2026-12-01` or `2026-01-12`'],
    ['/due 2026-02-01', '`2026-02-01` is 2026-02-01, which has passed'],
    ['/due 2206-03-20', 'is more than two years away'],
    ['/due money', 'names no date'],
  ])('%s is answered with what is wrong and what to write instead', (command, sentence) => {
    const { made, before, after, reaction, said } = commanded(command)
    expect(after.body).toBe(before.body)
    expect(reaction).toBe('confused')
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(sentence)
    expect(dueOf(made)).toBe('Due: 2026-03-20')
  })

  it('leaves what people wrote behind the date, and a body without such a line gets one above the rule', () => {
    const made = world()
    made.editIssue(3, ({ body }) => ({
      body: body.replace('Due: 2026-03-20', '**Due:** 2026-03-20 (agreed with finance)\r'),
    }))
    made.editIssue(4, ({ body }) => ({ body: body.replace(/^Due: .*\n/m, '') }))
    made.says(3, 'tia', '/due 2026-04-01')
    made.says(4, 'wes', '/due 2026-04-02')
    made.settle()
    expect(issue(made, 3).body).toContain('**Due:** 2026-04-01 (agreed with finance)\r\n')
    expect(issue(made, 4).body).toContain('\nDue: 2026-04-02\n\n---\n')
  })

  it('counts once, so that an edit of the line afterwards stays', () => {
    const { made } = commanded('/due 2026-04-01')
    made.editIssue(3, ({ body }) => ({ body: body.replace('Due: 2026-04-01', 'Due: 2026-05-05') }))
    made.settle()
    made.loseComment()
    made.settle()
    expect(dueOf(made)).toBe('Due: 2026-05-05')
  })
})

describe('/snooze', () => {
  it('is told in the body with its day and reason, and ends by /snooze off', () => {
    const { made, after, reaction } = commanded('/snooze until 24 Dec: waiting for @vendor <b>')
    expect(after.body).toContain('> ⏸️ **Snoozed** until Thursday, 24 December 2026 by tia: waiting for')
    expect(after.body).not.toContain('@vendor')
    expect(reaction).toBe('+1')
    made.says(3, 'tia', '/snooze off')
    made.settle()
    expect(issue(made, 3).body).not.toContain('Snoozed')
  })

  it('keeps the due date', () => {
    expect(dueOf(commanded('/snooze 3 days').made)).toBe('Due: 2026-03-20')
  })

  it.each([['/snooze'], ['/snooze vendor'], ['/snooze today'], ['/snooze 2026-03-01']])('%s is answered', (command) => {
    const { before, after, reaction, said } = commanded(command)
    expect([after.body, reaction, said.length]).toEqual([before.body, 'confused', 1])
  })
})

describe('/owner', () => {
  it('hands the item over to these and nobody else, without a name to who writes it', () => {
    expect(commanded('/owner @mia').after.assignees).toEqual(['mia'])
    expect(commanded('/owner', 'wes').after.assignees).toEqual(['wes'])
    expect(commanded('/owner @mia @wes').after.assignees).toEqual(['mia', 'wes'])
  })

  it('is refused for who cannot be assigned', () => {
    const { after, said } = commanded('/owner @nobody')
    expect(after.assignees).toEqual(['tia'])
    expect(said[0]).toContain('nobody cannot be assigned here')
  })
})

describe('/decline', () => {
  it('closes as not planned and keeps why, and counts as declined', () => {
    const { made, after, reaction, said } = commanded('/decline the service is retired')
    expect([after.state, after.stateReason, reaction, said]).toEqual(['closed', 'not_planned', '+1', []])
    expect(after.body).toContain('> ➖ **Declined** by tia on Monday, 2 March 2026: the service is retired')
    expect(made.status).toContain('declined')
    expect(made.status).not.toContain('closed by a bot')
  })

  it('asks for the reason where there is none, and closes nothing', () => {
    const { after, said } = commanded('/decline')
    expect(after.state).toBe('open')
    expect(said[0]).toContain('`/decline` needs a reason in the same line')
  })

  it('is done once: who reopens the issue has decided', () => {
    const { made } = commanded('/decline the service is retired')
    made.editIssue(3, () => ({ state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null }))
    made.settle()
    made.loseComment()
    made.settle()
    expect(issue(made, 3).state).toBe('open')
  })
})

describe('/done', () => {
  it('closes as completed, and keeps what shows it', () => {
    const { made, after, reaction } = commanded('/done https://github.com/acme/shop/pull/12')
    expect([after.state, after.stateReason, reaction]).toEqual(['closed', 'completed', '+1'])
    expect(after.body).toContain(
      '> ✅ **Done**, says tia on Monday, 2 March 2026: https://github.com/acme/shop/pull/12',
    )
    expect(made.status).toContain('✅ done')
  })
})

describe('commands on an item', () => {
  it('are listed by /help, without those about the incident', () => {
    const { said } = commanded('/help')
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('| `/decline <reason>` |')
    expect(said[0]).not.toContain('/severity')
  })

  it('about the incident are sent there', () => {
    expect(commanded('/severity sev1').said[0]).toContain('Write it on the incident or on the pull request')
  })

  it('count for an assignee without a role, and for the triage role without being assigned', () => {
    const made = world()
    made.editIssue(3, () => ({ assignees: ['rex'] }))
    made.says(3, 'rex', '/due 2026-04-01')
    made.settle()
    expect(dueOf(made)).toBe('Due: 2026-04-01')
    expect(dueOf(commanded('/due 2026-04-01', 'wes').made)).toBe('Due: 2026-04-01')
  })

  it('of strangers get one polite answer and change nothing', () => {
    const made = world()
    const before = issue(made, 3).body
    for (const body of ['/due 2026-04-01', '/decline no', '/help']) {
      made.says(3, 'rex', body)
      made.settle()
    }
    expect(made.said(3)).toEqual([expect.stringContaining('Thank you, rex. `/due` needs the triage role or more here')])
    expect(issue(made, 3).body).toBe(before)
  })

  it('are carried out in their order, and one that is wrong costs only itself', () => {
    const { made, after, reaction, said } = commanded('/due tomorrow\n/snooze nonsense\n/due 2026-04-01')
    expect(dueOf(made)).toBe('Due: 2026-04-01')
    expect([after.state, reaction, said.length]).toEqual(['open', 'confused', 1])
  })

  it('are answered where a process was killed between the edit and the answer, and not carried out twice', () => {
    for (let writes = 0; writes < 4; writes += 1) {
      const made = world()
      const comment = made.says(3, 'tia', '/due 2026-04-01\n/due nonsense')
      made.interrupted(writes)
      made.settle()
      expect([dueOf(made), made.reaction(comment), made.said(3).length]).toEqual(['Due: 2026-04-01', 'confused', 1])
    }
  })

  it('of edited comments and of others’ talk do nothing, and nobody makes the app write by writing on', () => {
    const made = world()
    made.says(3, 'tia', 'I would /decline this.')
    const before = made.status
    made.settle()
    expect(made.status).toBe(before)
    expect(issue(made, 3).state).toBe('open')
  })
})

describe('the third postponement', () => {
  it('is told above once, whichever commands they were', () => {
    const made = world()
    for (const body of ['/due 2026-04-01', '/snooze 2026-04-20', '/due 2026-05-01', '/due 2026-06-01']) {
      made.says(3, 'tia', body)
      made.settle()
    }
    expect(made.said(3)).toEqual([expect.stringContaining('@acme/sre: this follow-up was put off for the third time')])
  })

  it('is none where it is brought forward', () => {
    const made = world()
    for (const day of ['2026-03-19', '2026-03-18', '2026-03-17', '2026-03-16']) made.says(3, 'tia', `/due ${day}`)
    made.settle()
    expect(made.said(3)).toEqual([])
  })
})

describe('closed as not planned', () => {
  const close = (made: MergedWorld, more: object = {}) =>
    made.editIssue(3, () => ({
      state: 'closed',
      stateReason: 'not_planned',
      closedAt: '2026-03-02T12:00:00Z',
      closedBy: { login: 'tia', bot: false, appId: null },
      ...more,
    }))

  it('without a reason, whoever did it is asked once', () => {
    const made = world()
    close(made)
    made.settle()
    made.at('2026-03-05T12:00:00Z')
    made.settle()
    expect(made.said(3)).toEqual([expect.stringContaining('@tia: this follow-up was closed as not planned')])
  })

  it('with a word to it nobody is asked', () => {
    const made = world()
    made.says(3, 'tia', 'The service goes away.')
    close(made)
    made.settle()
    expect(made.said(3)).toEqual([])
  })

  it('weeks ago nobody is asked', () => {
    const made = world()
    made.at('2026-03-20T12:00:00Z')
    close(made)
    made.settle()
    expect(made.said(3)).toEqual([])
  })

  it('afterwards takes a reason by /decline', () => {
    const made = world()
    close(made)
    made.settle()
    made.says(3, 'tia', '/decline it is retired')
    made.settle()
    expect(issue(made, 3).body).toContain('**Declined** by tia')
    expect(made.said(3)).toHaveLength(1)
  })
})
