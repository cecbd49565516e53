import { aComment, aFile, anIssue, aPull, bot, commander, shop } from './fake-api.ts'

const engineer = { login: 'release-engineer', type: 'User' }
const ops = { login: 'trading-ops', type: 'User' }
const incident = { name: 'incident', color: 'b60205', description: 'Something is failing' }
const action = { name: 'postmortem-action', color: 'c5def5', description: 'Prevents it from happening again' }
const complete = { name: 'postmortem-complete', color: '0e8a16', description: 'All follow-ups are closed' }
const sha = (letter: string) => letter.repeat(40)
const path = 'postmortems/2012-08-01-1-orders-in-154-stocks.md'

const postmortem = `---
title: "Orders in 154 stocks that nobody placed"
incident: 1
severity: SEV1
status: reviewing
started: 2012-08-01T13:30:00Z
mitigated: 2012-08-01T14:15:00Z
authors: [incident-commander, release-engineer]
---

<!-- Say what happened in three sentences. -->

# Orders in 154 stocks that nobody placed

> [!IMPORTANT]
> Four million executions in 45 minutes; a pre-tax loss of 440 million dollars.

New code for the order router **SMARS** reached seven of eight servers. It reused a flag that had once switched on
an old function, \`Power Peg\`, and on the eighth server that old code was still there. See #1.

## How exactly did it happen?

| time (UTC) | what |
| --- | --- |
| 12:01 | the first of 97 e-mails says "Power Peg disabled" |
| 13:30 | the market opens |
| 14:15 | the router is stopped |

\`\`\`mermaid
gantt
  title 1 August 2012
  dateFormat HH:mm
  axisFormat %H:%M
  section Signals
  97 e-mails nobody was to act on :a1, 12:01, 13:30
  section Failure
  Orders in 154 stocks :crit, a2, 13:30, 14:15
  New code taken back :a3, 13:55, 14:15
\`\`\`

## What went well?

- The router could be stopped in one place.

## Action items

- [x] Stop the router from one place @trading-ops
- [ ] Refuse to start when servers run different versions @release-engineer (due 2012-08-15) [P1]
  - the check belongs into the deployment, see [SMARS](../docs/smars.md)
- [ ] Send "disabled" e-mails to a channel that pages somebody @trading-ops (due 2012-08-10)
`

const patch = (text: string) => {
  const lines = text.replace(/\n$/, '').split('\n')
  return `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join('\n')}`
}

const status = `**Postmortem** · tracking · [Orders in 154 stocks](http://127.0.0.1:4000/acme/shop/pull/2), written by incident-commander

| Action item | Owner | Due | State |
| --- | --- | --- | --- |
| http://127.0.0.1:4000/acme/shop/issues/3 Refuse mixed versions | release-engineer | 2012-08-15 | open |
| #4 Page somebody | trading-ops | 2012-08-10 | ✅ done |
| #5 Delete Power Peg | release-engineer | | 🚫 declined |

<sub>Aftermath keeps this comment up to date.</sub>
<!-- aftermath:v1 {"x":1} -->`

const subs = [
  anIssue(3, {
    title: 'Refuse to start when servers run different versions',
    labels: [action],
    assignees: [engineer],
    user: bot,
  }),
  anIssue(4, {
    title: 'Send "disabled" e-mails to a channel that pages somebody',
    state: 'closed',
    state_reason: 'completed',
    closed_at: '2012-08-09T09:00:00Z',
    labels: [action],
    assignees: [ops],
    user: bot,
  }),
  anIssue(5, {
    title: 'Delete the old Power Peg code',
    state: 'closed',
    state_reason: 'not_planned',
    closed_at: '2012-08-11T09:00:00Z',
    labels: [action],
    assignees: [engineer],
    user: bot,
  }),
]
const one = anIssue(1, {
  title: 'Orders in 154 stocks that nobody placed',
  labels: [incident, complete],
  assignees: [commander],
  comments: 3,
  body: '### What is failing\n\nThe order router sends orders that no customer placed. @trading-ops sees 97 e-mails that say `Power Peg disabled`.\n\n### Since when\n\n13:30 UTC',
  reactions: { '+1': 2, eyes: 1 },
})
const comments = [
  aComment(11, { user: bot, body: status, created_at: '2012-08-01T13:41:00Z', updated_at: '2012-08-09T09:00:00Z' }),
  aComment(12, {
    user: ops,
    body: 'Stopped the router at 14:15. Taking the new code back made it **worse**, since the flag stayed on.\n\n<details><summary>Numbers</summary>\n\n397 million shares\n\n</details>',
    created_at: '2012-08-01T14:20:00Z',
    updated_at: '2012-08-01T14:20:00Z',
    reactions: { heart: 1 },
  }),
  aComment(13, {
    user: engineer,
    body: 'Wrong window, sorry.',
    created_at: '2012-08-01T14:25:00Z',
    minimized: { reason: 'OFF_TOPIC' },
  }),
]
const events = [
  { event: 'labeled', created_at: '2012-08-01T13:40:00Z', actor: commander, label: incident },
  { event: 'assigned', created_at: '2012-08-01T13:40:10Z', actor: commander, assignee: commander },
  { event: 'sub_issue_added', created_at: '2012-08-03T09:00:00Z', actor: bot },
  { event: 'labeled', created_at: '2012-08-11T09:00:30Z', actor: bot, label: complete },
]
const aCommit = (letter: string, author: unknown, message: string, date: string) => ({
  sha: sha(letter),
  commit: { message, author: { name: 'x', date }, committer: { name: 'x', date } },
  author,
  parents: [{ sha: sha('0') }],
})
const log = [
  aCommit('c', bot, 'Open the postmortem of #1', '2012-08-01T13:40:30Z'),
  aCommit('d', commander, 'Answer how it happened', '2012-08-02T10:00:00Z'),
]
const changed = [{ filename: path, status: 'added', additions: 60, deletions: 0, patch: patch(postmortem) }]
const two = aPull(2, {
  title: 'Postmortem: Orders in 154 stocks that nobody placed',
  user: bot,
  draft: true,
  assignees: [commander],
  comments: 1,
  head: { ref: 'postmortem/incident-1', sha: sha('d') },
  body:
    'Postmortem for #1.\n\n1. Answer the questions in [the document](http://127.0.0.1:4000/acme/shop/blob/postmortem/incident-1/' +
    path +
    ')\n2. Mark this as ready for review\n3. Merge: each unchecked action item becomes an issue',
})
const readme =
  '# shop\n\nThe **order router** of acme. See [SMARS](docs/smars.md).\n\n> [!TIP]\n> Label an issue `incident` when something fails.\n\n```sh\nnpm ci && npm test\n```\n'
const root = [
  aFile('README.md', readme),
  { name: 'postmortems', path: 'postmortems', type: 'dir' },
  { name: 'docs', path: 'docs', type: 'dir' },
  { name: 'router.ts', path: 'router.ts', type: 'file', size: 1200 },
]

/** One incident with its postmortem, as the API would answer for it. */
export const story = {
  ...shop({
    '/issues': [one, ...subs, { ...two, pull_request: {} }],
    '/pulls': [two],
    '/branches': [{}, {}],
    '/commits': log,
    '/contents': root,
    '/contents/README.md': aFile('README.md', readme),
    '/contents/router.ts': aFile(
      'router.ts',
      'export function route(order: Order) {\n  if (order.flag) return smars(order)\n}\n',
    ),
    [`/contents/${path}`]: aFile(path, postmortem),
    '/issues/1': one,
    '/issues/1/comments': comments,
    '/issues/1/events': events,
    '/issues/1/sub_issues': subs,
    '/issues/3': subs[0],
    '/issues/3/parent': one,
    '/issues/2': { ...two, pull_request: {} },
    '/issues/2/comments': [
      aComment(21, {
        user: engineer,
        body: 'Was the eighth server ever in the list of targets?',
        created_at: '2012-08-02T11:00:00Z',
        updated_at: '2012-08-02T11:00:00Z',
      }),
    ],
    '/issues/2/events': [
      { event: 'review_requested', created_at: '2012-08-02T10:30:00Z', actor: commander, requested_reviewer: engineer },
    ],
    '/pulls/2': two,
    '/pulls/2/files': changed,
    '/pulls/2/commits': log,
    '/pulls/2/reviews': [
      {
        id: 5,
        state: 'APPROVED',
        body: 'Blameless and complete.',
        user: engineer,
        submitted_at: '2012-08-03T08:00:00Z',
      },
    ],
    [`/commits/${sha('d')}`]: {
      ...log[1],
      files: [
        {
          filename: path,
          status: 'modified',
          additions: 1,
          deletions: 1,
          patch: '@@ -1,2 +1,2 @@\n ---\n-title: "x"\n+title: "Orders"',
        },
      ],
    },
  }),
  '/user/repos': [
    {
      name: 'shop',
      full_name: 'acme/shop',
      description: 'The order router',
      private: true,
      default_branch: 'main',
      pushed_at: '2012-08-01T13:30:00Z',
    },
  ],
}
