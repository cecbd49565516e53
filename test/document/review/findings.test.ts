import { describe, expect, test } from 'vitest'
import { findings, linesOf } from './findings.ts'

describe('a placeholder', () => {
  test.each([
    'TBD',
    'Impact: TODO',
    'Cost: ???',
    'Owner: <name>',
    'Reported by <your name here>',
    'It came from {source}.',
    'It came from {{ source }}.',
    '[insert date]',
    '### 2X:XX somebody saw it',
    '- 12:?? The deployment ends',
    'Date: YYYY-MM-DD',
    'At HH:MM the queue grew.',
    'An upgrade broke it [Robin to fill in the details].',
    '1. Test every merge [link to the issue]',
    'The cost is still TODO',
    '- TODO: ask the vendor',
  ])('is found: %s', (line) => {
    expect(linesOf(`# Down\n${line}`, 'placeholder/left')).toEqual([2])
  })

  test.each([
    'The ToDo app was down.',
    'See <https://x.example> and <robin@x.example>.',
    'A line<br>break and <details>.',
    'Set `<name>`, see `{{ x }}`.',
    'Really??',
    'At 12:05 it ended.',
    '[add a test](https://x.example)',
    'TODO-42 was merged.',
    "import { Layout } from './layout'",
    '[link to the chart](https://x.example)',
    '<!-- TBD -->',
    '{% include alert.html text=title %}',
    'See [the page]({{ site.url }}/status) of {{ page.title | escape }}.',
    '{{< figure src="queue.png" >}}',
    '{{ url_for("status") }} shows it.',
    'El campo se escribe en TODOS los caminos.',
    'hacé grep de TODOS los usos',
    'A new TODO list came of it.',
    '```\nTBD\n```',
  ])('is none: %s', (line) => {
    expect(linesOf(`# Down\n\n${line}`, 'placeholder/left')).toEqual([])
  })

  test('is none where it is the state of an action item', () => {
    const table = '| Action | Status |\n| --- | --- |\n| Alert on full disks | TODO |\n| TODO | TODO |\n'
    expect(linesOf(`## Action items\n\n${table}`, 'placeholder/left')).toEqual([6])
  })

  test('is no answer', () => {
    const answer = (text: string) => findings(`## What went well\n\n${text}\n`, 'question/unanswered').length
    expect(answer('The rollback took four minutes.')).toBe(answer('TBD') - 1)
    for (const text of [
      '???',
      'n/a',
      '<what went well>',
      '_What worked as it should?_',
      'To be written.',
      '- [ ] TODO',
    ])
      expect(answer(text)).toBe(answer('TBD'))
  })
})

describe('a line of the template that is left', () => {
  test.each(['_Describe the impact._', '*What went well?*', 'List of things that went well. For example,'])(
    'is found: %s',
    (line) => expect(linesOf(`# Down\n\n${line}`, 'prompt/left')).toEqual([3]),
  )

  test.each(['_We were lucky._', '*Important*: the queue grew.', 'What went well is the rollback.'])(
    'is none: %s',
    (line) => expect(linesOf(`# Down\n\n${line}`, 'prompt/left')).toEqual([]),
  )

  test.each([
    '*Who responded, and what was in the way?*\n\nRobin responded.',
    '_List any tasks that came of it_\n\n- [ ] Alert on full disks @robin (due 2030-01-31)',
    '*Describe how people were affected during the\nincident*\n\nNobody could pay.',
  ])('is none above its answer: %s', (text) => {
    expect(linesOf(`# Down\n\n## Response\n\n${text}\n`, 'prompt/left')).toEqual([])
  })

  test('is known by the template, and answers nothing', () => {
    const template = '## What went well\n\nTell us about the good things here.\n'
    expect(findings(template, 'prompt/left', { template })).toMatchObject([{ line: 3 }])
    expect(findings(template, 'question/unanswered', { template }).map(({ line }) => line)).toContain(1)
    expect(findings(template, 'prompt/left')).toEqual([])
  })
})

describe('an action item', () => {
  const item = (text: string) => `## Action items\n\n- [ ] ${text}\n`

  test.each([
    'Improve monitoring',
    'Investigate the root cause',
    'Be more careful with deployments',
    'Consider a canary',
    'We should look into the retries',
    'Discuss with the vendor',
  ])('has no bounded outcome: %s', (text) => {
    expect(linesOf(item(text), 'action-item/unbounded')).toEqual([3])
  })

  test.each([
    'Alert when the queue is older than 10 minutes',
    'Investigate the retries and write a proposal',
    'Improve the alert so that it pages within 5 minutes',
    'Add a test of the rollback',
    'Review access of all 12 service accounts',
    'Document how to restore the backup',
    'Enhance staging to mirror production',
    'Monitor the first run after the deployment',
    'Investigate why the retries pile up',
    'Consider whether the queue needs a second consumer',
    'Evaluate canary deployments',
    'Review the other queries for the same order',
  ])('has one: %s', (text) => {
    expect(linesOf(item(text), 'action-item/unbounded')).toEqual([])
  })

  test.each([
    ['action-item/no-owner', 'Add an alert', 1],
    ['action-item/no-owner', 'Add an alert @robin', 0],
    ['action-item/no-owner', 'Add an alert @acme/sre', 0],
    ['action-item/no-date', 'Add an alert', 1],
    ['action-item/no-date', 'Add an alert (due 2026-12-01)', 0],
    ['action-item/bad-date', 'Add an alert (due 2026-13-01)', 1],
    ['action-item/past', 'Add an alert (due 2026-11-22)', 1],
    ['action-item/past', 'Add an alert (due 2026-11-23)', 0],
  ])('%s: %s', (rule, text, count) => {
    expect(linesOf(item(text), rule)).toHaveLength(count)
  })

  test.each([
    ['an issue that is followed', '- [ ] #12'],
    ['an address that is followed', '- [ ] https://github.com/acme/shop/issues/12'],
    ['a ticket in a column', '| Action | Ticket |\n| --- | --- |\n| Add an alert | #12 |'],
  ])('is not asked for what its issue has: %s', (_why, text) => {
    for (const rule of ['no-owner', 'no-date'])
      expect(linesOf(`## Action items\n\n${text}\n`, `action-item/${rule}`)).toEqual([])
  })

  test.each(['ICL to build the new binary', 'Hypha + ICL: Write a post about it', 'Hypha: Test the rollback'])(
    'is not said to have no owner where it may name one: %s',
    (text) => {
      expect(linesOf(item(text), 'action-item/no-owner')).toEqual([])
      expect(linesOf(item(text), 'action-item/no-owner', { require: ['owners'] })).toEqual([3])
    },
  )

  test.each(['Monitoring: Add an alert', 'Alert on failed renewals', 'Need to alert on failed renewals'])(
    'is said to have no owner where it names a part of the work: %s',
    (text) => expect(linesOf(item(text.replace('Need', 'We need')), 'action-item/no-owner')).toEqual([3]),
  )

  test('of a checklist is a step to go through each time, and not asked for anything', () => {
    const steps = ['Verify the variables', 'List the secrets', 'Test the keys', 'Monitor things']
    const text = `## Prevention\n\n### Deployment checklist\n\n${steps.map((step) => `- [ ] ${step}\n`).join('')}\n## Action items\n\n- [ ] Add an alert\n- [ ] Add a test\n`
    expect(linesOf(text, 'action-item/no-owner')).toEqual([12, 13])
    expect(linesOf(text, 'action-item/no-date')).toEqual([12, 13])
    for (const rule of ['unbounded', 'too-many']) expect(linesOf(text, `action-item/${rule}`)).toEqual([])
    expect(findings(text, 'action-item/no-owner', { require: ['owners'] })).toMatchObject([
      { line: 5, also: [6, 7, 8, 12, 13] },
    ])
  })

  test('that is done is left alone', () => {
    const text = '## Action items\n\n- [x] Improve monitoring (due 2020-01-01)\n'
    for (const rule of ['unbounded', 'past', 'no-owner']) expect(linesOf(text, `action-item/${rule}`)).toEqual([])
  })

  test('is one of too many from the sixth on', () => {
    const items = (count: number) => `## Action items\n\n${'- [ ] Add an alert\n'.repeat(count)}`
    expect(linesOf(items(5), 'action-item/too-many')).toEqual([])
    expect(findings(items(6), 'action-item/too-many')).toMatchObject([{ line: 8, severity: 'notice' }])
  })
})

describe('a timeline', () => {
  const entries = (...lines: readonly string[]) => `## Timeline\n\n${lines.join('\n')}\n`

  test.each([
    ['in order', ['- 10:02 a', '- 10:14 b']],
    ['past midnight', ['- 23:50 a', '- 00:10 b']],
    ['of several days', ['- 2026-03-02 23:50 a', '- 2026-03-03 00:10 b']],
    ['of days in words', ['- Mar 2, 18:00 a', '- Mar 3, 09:00 b', '- 10:00 c']],
    ['with headings for days', ['### May 12', '- 20:15 a', '### May 13', '- 14:30 b']],
    ['that runs backwards', ['- 12:00 c', '- 11:00 b', '- 10:00 a']],
    ['in the afternoon', ['- 11:50 AM a', '- 12:10 PM b', '- 1:05 PM c']],
    ['with spans', ['- 10:00-12:00 a', '- 11:00 b']],
    ['in the afternoon of twelve hours', ['- 11:50 a', '- 12:10 b', '- 1:05 c', '- 2:30 d']],
    ['of twelve hours that says the half once', ['- 11:50 am a', '- 12:10 b', '- 1:05 c', '- 2:30 pm d']],
    [
      'with a wrapped line that begins with a day',
      ['- 2026-05-17 10:02 the block that was restored on', '  2026-05-16 was gone', '- 2026-05-17 10:14 b'],
    ],
    ['that runs backwards past midnight', ['- 00:10 c', '- 23:50 b', '- 23:40 a']],
    ['of two zones', ['- 10:02 UTC a', '- 11:14 CET b', '- 10:20 UTC c']],
    ['of American days', ['07-29-2023 11:51 am - a', '07-30-2023 2:42 am - b']],
    ['with times that end in a colon', ['- 10:02: a', '- 10:14: b']],
  ])('%s is in order', (_what, lines) => {
    expect(linesOf(entries(...lines), 'timeline/out-of-order')).toEqual([])
  })

  test.each([
    ['a time', ['- 10:02 a', '- 10:41 b', '- 10:14 c'], [5]],
    ['a time in a table', ['| when | what |', '| --- | --- |', '| 10:41 | a |', '| 10:14 | b |', '| 10:50 | c |'], [6]],
    ['a day', ['- 2026-03-02 10:00 a', '- 2026-03-01 11:00 b', '- 2026-03-02 12:00 c'], [4]],
    ['a time after midnight', ['- 23:50 a', '- 00:10 b', '- 00:05 c'], [5]],
    ['a time with a dot', ['14.37 a', '14.39 b', '14.38 c', '14.44 d'], [5]],
    ['a time of one zone', ['- 10:02 UTC a', '- 10:30 GMT b', '- 10:20 UTC c'], [5]],
    ['a morning on a clock of twelve hours', ['- 10:02 a', '- 10:41 b', '- 9:55 c', '- 10:50 d'], [5]],
    [
      'a day without times',
      ['| 2021-06-16 | a |', '| 2021-12-01 | b |', '| 2021-01-28 | c |', '| 2022-01-02 | d |'],
      [5],
    ],
    ['a heading', ['### 10:41', 'a', '### 10:14', 'b', '### 10:50', 'c'], [5]],
  ])('%s is out of order', (_what, lines, found) => {
    expect(linesOf(entries(...lines), 'timeline/out-of-order')).toEqual(found)
  })

  test('is missed where what happened is told without times', () => {
    const text = (time: string) => `## What happened\n\nThe disk was full ${time} and the database stopped.\n`
    expect(linesOf(text(''), 'timeline/missing')).toEqual([1])
    expect(linesOf(text('at 10:02'), 'timeline/missing')).toEqual([])
    for (const time of ['0457 the alert', '- Feb-07-2022 the alert\n- Feb-08-2022 the fix', '5pm'])
      expect(linesOf(text(`\n\n${time}\n`), 'timeline/missing')).toEqual([])
    expect(linesOf(text('\n\n```\nMar 21 21:26:21 host app[47]: error\n```\n'), 'timeline/missing')).toEqual([])
    expect(
      linesOf(entries('- 2021-12-01 the first report', '- 2022-03-25 it is confirmed'), 'timeline/missing'),
    ).toEqual([])
  })
})

describe('a duration', () => {
  const events = '- First detected 2026-03-02 10:02\n- Resolved 2026-03-02 12:07\n'

  test.each([
    ['Time to resolve: 2h 5m', 0],
    ['Time to resolve: about 2 hours', 0],
    ['**Time to resolve**: 0h 22m', 1],
    ['Duration: 45 minutes', 1],
    ['Time to detection: 5 minutes', 0],
    ['Time to recovery: N/A', 0],
  ])('%s', (text, count) => {
    expect(linesOf(`${events}\n${text}\n`, 'duration/contradicts')).toHaveLength(count)
  })

  test('is compared to the front matter, too', () => {
    const text = '---\nstarted: 2026-03-02T10:00:00Z\nresolved: 2026-03-02T12:00:00Z\n---\n\nDuration: 3 hours\n'
    expect(findings(text, 'duration/contradicts')[0]?.message).toContain('`2 h 0 min`')
  })
})

describe('front matter', () => {
  test('has times that contradict, or do not, in the zone of those without one', () => {
    const text = '---\nstarted: 2026-03-02 10:30\nmitigated: 2026-03-02T10:00:00Z\n---\n'
    expect(linesOf(text, 'front-matter/times')).toEqual([3])
    expect(linesOf(text, 'front-matter/times', { zone: 'Europe/Zurich' })).toEqual([])
  })

  test.each([
    ['front-matter/missing', '# Down\n\n## 6. Which actions will prevent it?\n', [1]],
    ['front-matter/missing', '# Down\n\n## Action items\n', []],
    ['front-matter/invalid', '---\ntitle: Down\nincident: soon\n---\n', [3]],
    ['front-matter/times', '---\nstarted: 2026-03-02T10:00:00Z\nresolved: 2026-03-02T09:00:00Z\n---\n', [3]],
    ['front-matter/times', '---\nstarted: 2026-03-02T10:00:00Z\nresolved: 2026-03-02T11:00:00Z\n---\n', []],
    ['front-matter/incident', '---\nincident: 12\nincidents: [12, 15]\n---\n', []],
  ])('%s', (rule, text, lines) => {
    expect(linesOf(text, rule)).toEqual(lines)
  })
})
