import { describe, expect, it } from 'vitest'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { anIssue } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

/** The plan in a line a write, as a log would tell it. */
function planned(incident: Incident): readonly string[] {
  return incident.decide().mutations.map(show)
}

function show(mutation: Mutation): string {
  switch (mutation.do) {
    case 'open-postmortem':
      return `open ${mutation.branch} from ${mutation.startFrom === null ? 'itself' : mutation.baseBranch}: ${mutation.document?.path ?? 'no document'}: ${mutation.title}`
    case 'open-item':
      return `open "${mutation.title}" for ${mutation.assignees.join() || 'nobody'} under #${mutation.attachTo}`
    case 'post-status':
      return `${mutation.comment === null ? 'post' : 'edit'} status: ${/Postmortem: .*/.exec(mutation.body)?.[0]}`
    case 'assign':
      return `assign #${mutation.number} to ${mutation.logins.join()}`
    case 'write-file':
      return `write ${mutation.path} on ${mutation.branch}`
    case 'react':
      return `react ${mutation.reaction}`
    case 'create-label':
      return `create label ${mutation.name}`
    case 'add-label':
    case 'remove-label':
      return `${mutation.do} ${mutation.label}`
    case 'remind':
      return `remind #${mutation.number} ${mutation.slot}`
    default:
      return mutation.do
  }
}

const document = '# Postmortem\n\n### Action items\n\n- [ ] Alert us @tia (due 2026-03-20)\n- [x] Roll back\n'
const declared = anIncident().labelledBy('wes')
const drafted = declared.withPull().with({ document })
const mergedPull = {
  state: 'closed',
  draft: false,
  merged: true,
  mergedAt: '2026-03-02T12:00:00Z',
  mergeCommit: 'b'.repeat(40),
} as const
const merged = drafted.withPull(mergedPull)
const marker =
  '<!-- aftermath:v1 item {"repository":1,"incident":1,"pull":2,"ordinal":1,"source":"Alert us \\u0040tia (due 2026-03-20)"} -->'
const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
const item = anIssue({
  number: 3,
  title: 'Alert us',
  body: `${marker}\nAlert us\n\nDue: 2026-03-20`,
  author: app,
  assignees: ['tia'],
})

describe('one plan a phase', () => {
  it('declared', () =>
    expect(planned(declared)).toMatchInlineSnapshot(`
    [
      "open postmortem/incident-1 from main: postmortems/2026-03-02-1-checkout-is-down.md: Postmortem: Checkout is down",
    ]
  `))
  it('drafting', () =>
    expect(planned(drafted)).toMatchInlineSnapshot(`
    [
      "assign #2 to wes",
      "post status: Postmortem: drafting",
    ]
  `))
  it('drafting, closed by people while nobody has written', () =>
    expect(
      planned(
        drafted.with({
          issue: anIssue({ labels: ['incident'], state: 'closed', closedAt: '2026-03-02T11:00:00Z' }),
          document: `---\nstatus: open\n---\n${document}`,
        }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "assign #2 to wes",
        "write postmortems/2026-03-02-1-checkout-is-down.md on postmortem/incident-1",
        "post status: Postmortem: drafting",
      ]
    `))
  it('not needed', () =>
    expect(planned(drafted.withComment('mia', '/postmortem skip nothing'))).toMatchInlineSnapshot(`
      [
        "close-pull",
        "react +1",
        "post status: Postmortem: not needed",
      ]
    `))
  it('reviewing', () =>
    expect(planned(drafted.withPull({ draft: false, assignees: ['wes'] }))).toMatchInlineSnapshot(`
    [
      "post status: Postmortem: reviewing",
    ]
  `))
  it('merged', () =>
    expect(planned(merged)).toMatchInlineSnapshot(`
    [
      "post status: Postmortem: tracking",
      "create label postmortem-action",
      "open "Alert us" for tia under #1",
    ]
  `))
  it('tracking', () =>
    expect(planned(merged.with({ items: [item] }))).toMatchInlineSnapshot(`
    [
      "write postmortems/2026-03-02-1-checkout-is-down.md on main",
      "post status: Postmortem: tracking",
    ]
  `))
  it('reminding', () =>
    expect(planned(merged.with({ items: [item], now: '2026-03-18T09:00:00Z' }))).toMatchInlineSnapshot(`
      [
        "write postmortems/2026-03-02-1-checkout-is-down.md on main",
        "remind #3 2026-03-20/1",
        "post status: Postmortem: tracking",
      ]
    `))
  it('done', () =>
    expect(
      planned(
        merged.with({
          items: [{ ...item, state: 'closed', stateReason: 'completed', closedAt: '2026-03-04T12:00:00Z' }],
        }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "write postmortems/2026-03-02-1-checkout-is-down.md on main",
        "create label postmortem-complete",
        "add-label postmortem-complete",
        "post status: Postmortem: done",
      ]
    `))
  it('stopped', () =>
    expect(planned(drafted.withPull({ state: 'closed', closedAt: '2026-03-02T12:00:00Z' }))).toMatchInlineSnapshot(`
      [
        "post status: Postmortem: stopped",
      ]
    `))

  it('asks the same of the same, and changes nothing in what it was given', () => {
    expect(merged.decide()).toEqual(merged.decide())
  })
})
