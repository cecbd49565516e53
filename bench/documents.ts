/** What a document of a given size consists of. The kinds after `postmortem` are what somebody unfriendly might write. */
export const documentKinds = [
  'postmortem',
  'only items',
  'one long line',
  'open brackets',
  'open emphasis',
  'nested lists',
  'tables',
  'html comments',
  'backticks',
] as const

export type DocumentKind = (typeof documentKinds)[number]

const head = `---
title: Checkout is down
incident: 1
severity: sev2
status: done
started: 2026-03-02T08:01:00Z
detected: 2026-03-02T08:14:00Z
mitigated: 2026-03-02T08:40:00Z
resolved: 2026-03-02T09:10:00Z
authors: [wes]
---

# Postmortem: Checkout is down

`

const items = Array.from(
  { length: 40 },
  (_, index) => `- [ ] Alert on declined cards of provider ${index + 1} @tia (due 2026-06-30) [P1]\n  With a page.\n`,
).join('')

/** The longest action-items section that is read is a little longer. */
const longSection = 78_000

/**
 * A Markdown document of `bytes` bytes (ASCII), with 40 action items at least. What is unfriendly fills the action-items
 * section, which is parsed in full, as far as a section may go, and the rest of the document.
 */
export function documentOf(kind: DocumentKind, bytes: number): string {
  const before = `${head}## 3. How exactly did it happen?\n\n`
  const section = `\n## 6. Which actions will prevent it?\n\n### Action items\n\n${items}\n`
  const more = kind === 'postmortem' ? '' : filled(kind, Math.min(longSection - items.length, bytes / 4))
  return `${before}${filled(kind, bytes - before.length - section.length - more.length)}${section}${more}`
}

function filled(kind: DocumentKind, length: number): string {
  const unit = unitOf(kind)
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
}

function unitOf(kind: DocumentKind): string {
  switch (kind) {
    case 'postmortem':
      return paragraphs
    case 'only items':
      return `- [ ] Write the runbook for *declined* cards, see \`checkout.ts\` and [the plan](https://acme.example/p) @wes [P2]\n`
    case 'one long line':
      return 'The cards of one provider were declined, and then those of another. '
    case 'open brackets':
      return '[a](b '
    case 'open emphasis':
      return '*a **b _c '
    case 'nested lists':
      return `${Array.from({ length: 30 }, (_, depth) => `${'  '.repeat(depth)}- [ ] Step ${depth}`).join('\n')}\n`
    case 'tables':
      return '| time | who | what |\n| --- | --- | --- |\n| 08:01 | on call | Cards are declined |\n\n'
    case 'html comments':
      return `- [ ] Look <!-- at the\n  cards --> again\n`
    case 'backticks':
      return '`a ``b ```c '
  }
}

'  It names who to call, `what` to **look** at first, and <!-- not --> how to [roll back](https://acme.example/r).\n'.repeat(
  9,
)

const paragraphs = `At 08:01 UTC the new version of \`checkout\` reached 7 of 8 servers. The eighth **kept the old one**, and its flag had
another meaning there ([change 812](https://github.example/acme/shop/pull/812)). Nobody was paged.

- 08:01 The rollout ends.
- 08:14 A customer writes that cards are declined.
  1. Support asks in the channel.
  2. The channel is quiet.

| time | what |
| --- | --- |
| 08:01 | The rollout ends |
| 08:14 | A customer writes |

> We looked at the wrong dashboard first.

\`\`\`log
08:01:12 checkout-8 WARN flag 7 is on
08:01:13 checkout-8 ERROR declined
\`\`\`

`
