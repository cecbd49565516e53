import { describe, expect, test } from 'vitest'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { effectiveValues } from '../../src/config/effective-values.ts'

function merge(repository: string | null, owner: string | null) {
  return parseConfiguration({
    repository: repository === null ? null : { source: 'acme/shop/.github/postmortem.yml', text: repository },
    owner: owner === null ? null : { source: 'acme/.github/.github/postmortem.yml', text: owner },
  })
}

describe('merging', () => {
  test("prefers the repository's value, then the owner's, then the default", () => {
    const result = merge('mode: observe', 'mode: act\ntemplate: public')
    expect(result.configuration).toMatchObject({
      mode: 'observe',
      template: { byLabel: [], otherwise: 'public' },
      directory: 'postmortems',
    })
    expect(result.sources).toMatchObject({ mode: 'repository', template: 'owner', directory: 'default' })
  })

  test('merges nested keys one by one', () => {
    const result = merge('reminders: { hour: 7 }', 'reminders: { zone: Europe/Zurich, hour: 11 }')
    expect(result.configuration.reminders).toMatchObject({ zone: 'Europe/Zurich', hour: 7, limit: 5 })
    expect(result.sources).toMatchObject({
      'reminders.zone': 'owner',
      'reminders.hour': 'repository',
      'reminders.limit': 'default',
    })
  })

  test('counts a list as one value', () => {
    expect(merge('severity_labels: [p1]', 'severity_labels: [p1, p2]').configuration.severityLabels).toEqual(['p1'])
  })

  test('lets null in the repository take back what the owner set', () => {
    const result = merge('base_branch: null', 'base_branch: develop')
    expect(result.configuration.baseBranch).toBeNull()
    expect(result.sources.base_branch).toBe('repository')
  })

  test("keeps the owner's section when the repository's is empty", () => {
    expect(merge('reminders:', 'reminders: { hour: 7 }').configuration.reminders.hour).toBe(7)
  })

  test("falls back to the owner's value where the repository's is wrong, and says so", () => {
    const result = merge('reminders: { hour: 99 }', 'reminders: { hour: 7 }')
    expect(result.configuration.reminders.hour).toBe(7)
    expect(result.sources['reminders.hour']).toBe('owner')
    expect(result.problems.map((problem) => problem.message)).toEqual([
      "99 does not fit, allowed: a whole number from 0 to 23; the value in the owner's file counts instead",
    ])
  })

  test('falls back to the default where both are wrong, with a problem for each file', () => {
    const result = merge('mode: x', '\nmode: y')
    expect(result.configuration.mode).toBe('act')
    expect(result.problems.map(({ source, line }) => [source, line])).toEqual([
      ['acme/shop/.github/postmortem.yml', 1],
      ['acme/.github/.github/postmortem.yml', 2],
    ])
  })

  test("says of an owner's mistake that the repository's value counts", () => {
    expect(merge('mode: observe', 'mode: y').problems[0]?.message).toContain(
      '"observe" counts instead (from the repository\'s file)',
    )
  })

  test("keeps the owner's file when the repository's is broken", () => {
    const result = merge('mode: [', 'mode: observe\nenabled: false')
    expect(result.configuration).toMatchObject({ mode: 'observe', enabled: false })
    expect(result.problems).toHaveLength(1)
  })

  test("keeps the repository's file when the owner's is broken", () => {
    const result = merge('mode: observe', '{')
    expect(result.configuration.mode).toBe('observe')
    expect(result.problems.map((problem) => problem.source)).toEqual(['acme/.github/.github/postmortem.yml'])
  })

  test('separates labels that two files made the same', () => {
    const result = merge('incident_label: outage', 'complete_label: OUTAGE')
    expect(result.configuration).toMatchObject({ incidentLabel: 'outage', completeLabel: 'postmortem-complete' })
    expect(result.problems).toEqual([
      {
        source: 'acme/.github/.github/postmortem.yml',
        line: 1,
        column: 17,
        key: 'complete_label',
        message:
          'is the same label as incident_label, allowed: a label of its own; "postmortem-complete" counts instead (default)',
      },
    ])
    expect(result.sources.complete_label).toBe('default')
  })
})

describe('effective values', () => {
  test('are listed for every key under its YAML name, as a file would write them', () => {
    const rows = effectiveValues(merge('start: { within: 36 hours }', 'reminders: { escalation: acme/sre }'))
    expect(rows.map((row) => `${row.key} ${JSON.stringify(row.value)} ${row.source}`)).toMatchInlineSnapshot(`
      [
        "enabled true default",
        "mode "act" default",
        "incident_label "incident" default",
        "start.within "36 hours" repository",
        "directory "postmortems" default",
        "base_branch null default",
        "template "seven-questions" default",
        "write_back "commit" default",
        "action_items.label "postmortem-action" default",
        "action_items.max 50 default",
        "action_items.due "30 days" default",
        "action_items.fields {"due":null,"priority":null} default",
        "action_items.type null default",
        "action_items.people {} default",
        "complete_label "postmortem-complete" default",
        "timeline.look_back "1 day" default",
        "timeline.quote "members" default",
        "reminders.enabled true default",
        "reminders.zone "UTC" default",
        "reminders.hour 9 default",
        "reminders.holidays [] default",
        "reminders.before 2 default",
        "reminders.repeat 7 default",
        "reminders.undated 14 default",
        "reminders.limit 5 default",
        "reminders.escalation "@acme/sre" owner",
        "review.require [] default",
        "review.reviewers [] default",
        "review.headings {} default",
        "publish.repository null default",
        "publish.directory "incidents" default",
        "publish.approvers [] default",
        "publish.contact null default",
        "publish.internal [] default",
        "publish.customers [] default",
        "severity_labels ["sev1","sev2","sev3","sev4"] default",
        "required_for "all" default",
        "deadlines ["3 days","5 business days","10 business days"] default",
        "services {} default",
        "overrides [] default",
      ]
    `)
  })

  test('name the same keys as the sources', () => {
    const result = merge(null, null)
    expect(effectiveValues(result).map((row) => row.key)).toEqual(Object.keys(result.sources))
  })
})
