/**
 * What the roles write. The facts are those of the public record of 1 August 2012; Knight Capital published no
 * postmortem, so answers and action items are imagined, and the document says so.
 */

export const incidentTitle = 'SMARS sends orders that nobody asked for'

export const incidentBody = `The market opened at 9:30 ET. Since then SMARS, our order router, has been sending orders that no customer asked for.

New code for it went out before the open. We do not know yet whether that has to do with it.`

/** What the roles write while it lasts. */
export const during = {
  lead: '/lead',
  update: `/started 09:30
/detected 09:31
/update SMARS sends orders that nobody asked for. Release engineering looks at what changed this week.`,
  worse: 'Since the new code is gone it is all eight servers, and more orders than before.',
  stopped: `/mitigated 10:15
/timeline 09:30 The market opens, and SMARS begins to send orders that nobody asked for
/timeline 08:01 The first of 97 internal e-mails that say "Power Peg disabled"; nobody was to act on them

The router is stopped. Taking the new code back from the seven servers that had it made things worse.`,
} as const

export const summary = `> [!NOTE]
> Knight Capital never published a postmortem. The facts here are from the public record; the answers and the action items are imagined, to show what one could have said.

New code for the order router SMARS reached 7 of 8 servers. It reused a flag that had once switched on an old function, Power Peg, and on the eighth server that old code was still there. From the open at 9:30 ET it sent orders without a customer behind them. Taking the new code back made it worse. It was stopped at 10:15.

| In 45 minutes | |
| --- | --- |
| Executions | 4 million, in 154 stocks |
| Shares | 397 million |
| Prices moved | of 148 companies, some by 1,200 % |
| Loss before tax | 440 million dollars; 75 % of the equity value is gone |`

export type Question = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The answers, each by the role that stood closest to it. */
export const answers = {
  1: `- **Release engineering** put the new code on the servers, and took it back.
- **Trading operations** saw orders and positions that did not fit together.
- **Incident command** brought both together and decided to stop the router.

The knowledge of those who had built Power Peg would have helped: that the flag was theirs, and what it did. Nothing led us to them, since neither the flag nor the release named them.`,

  2: `During the incident, yes. Before it, no: from 8:01 ET our systems sent 97 internal e-mails that said "Power Peg disabled". They were no alerts: nobody was to act on them, so nobody did, for an hour and a half before the open.

A message that should change what people do has to reach somebody whose task it is.`,

  3: `Each step made sense to those who took it, with what the system showed them.

- The deployments below say 7 of 8. Nobody saw them side by side: each server was its own task, and each task was done.
- At the open the reused flag switches on Power Peg on the eighth server, a function made to move prices in a test environment.
- From 9:58 on the new code looks like the cause, so it is taken back from the seven servers that had it. Their old code knows the flag too: now all eight run Power Peg.`,

  4: `- The incident was declared a minute after the open, and everybody who was needed came.
- Seven of eight servers ran the new code as it was meant to.
- We kept the orders and the e-mails, so this could be written.`,

  5: `- A release could end with 7 of 8 servers and look finished.
- A flag could be used again while code that still listened to it was on a server.
- A function for a test environment could run in the market.
- Nothing limited what the router could send in a minute, and nobody had ever rehearsed stopping it: it took 45 minutes.
- Taking code back was our only known way to safety. Here it led away from it.`,

  6: 'Few, and each can be closed. The first makes this very failure impossible; the others make its kind cheaper.',

  7: `Code that nobody runs is not gone: it waits for a flag. And who tells nothing leaves the story to others. We published no postmortem, so what the world knows of this morning was written by a regulator.`,
} as const satisfies Readonly<Record<Question, string>>

/** The same as first written, before the review: a sentence about a person instead of the one about the release. */
export const firstDraft = {
  aboutAPerson: '- The engineer should have noticed that the eighth server was missing.',
  aboutTheSystem: '- A release could end with 7 of 8 servers and look finished.',
} as const

/** The action items by a short name. `title` is what becomes the title of the issue. */
export const items = {
  delete: {
    title: 'Delete Power Peg and its flag',
    line: '- [ ] Delete Power Peg and its flag @release-engineer (due 2012-08-10) [P0]',
  },
  compare: {
    title: 'Refuse orders when server versions differ',
    line: `- [ ] Refuse orders when server versions differ @release-engineer (due 2012-08-17) [P1]
  - compare before the open, and after every release
  - one differs: none of them starts
  - one does not answer: it counts as different`,
  },
  rehearse: {
    title: 'Rehearse stopping all trading in one minute',
    line: `- [ ] Rehearse stopping all trading in one minute [P2]
  - [ ] by hand, at the desk
  - [ ] by a limit on what the router may send in a minute`,
  },
  supplier: {
    title: 'Keep a second router of another maker',
    line: '- [ ] Keep a second router of another maker @vendor-manager (due 2012-09-14) [P3]',
  },
  flag: {
    title: 'Switch the reused flag off everywhere',
    line: '- [x] Switch the reused flag off everywhere @release-engineer [P0]',
  },
  page: {
    title: 'Page on-call for warnings before the open',
    line: '- [ ] Page on-call for warnings before the open @trading-ops (due 2012-08-15) [P1]',
  },
} as const

export type Item = keyof typeof items

/** What the app makes a line of, whatever else stands in the document. */
export const command = '/action Page on-call for warnings before the open @trading-ops 2012-08-15 [P1]'

/** What people list themselves, in this order. */
export const checklist = Object.values(items)
  .filter((item) => item !== items.page)
  .map(({ line }) => line)
  .join('\n')
