import type { Seed } from '../sandbox/server.ts'

/** Who plays. Roles and no names: what happened is the question, not who did it. */
export type Role =
  | 'chief-technology-officer'
  | 'incident-commander'
  | 'release-engineer'
  | 'trading-ops'
  | 'vendor-manager'

export const repository = { owner: 'knight-capital', repo: 'order-router' } as const

/** The servers that run it: an environment each. */
export const servers = ['smars-1', 'smars-2', 'smars-3', 'smars-4', 'smars-5', 'smars-6', 'smars-7', 'smars-8'] as const

/** What stands in the repository's own configuration: New York's hours, and who hears when reminders have no effect. */
const configuration = `# The app's settings for this repository. Every key has a default.
timeline:
  look_back: 6 days # a release takes days to reach all servers
action_items:
  due: 24 days # for a line that names no date
reminders:
  zone: America/New_York
  escalation: '@knight-capital/technology-leads'
services:
  smars:
    paths: [src, config]
`

const readme = `# order-router

SMARS, the router that turns our customers' orders into orders on the exchanges. It runs on eight servers.

Incidents are issues with the label \`incident\`; what we learned from them stands in \`postmortems/\`.
`

const codeOwners = `# Who knows what: asked when a change near an incident touches it.
src/retail-liquidity/ @knight-capital/retail-liquidity
config/flags.yml @knight-capital/market-making
`

const flags = `# A flag switches a function on, on every server that knows it.
power_peg: off # switched off in 2003
`

/** The change of that summer: it reuses the flag of a function that has been off for nine years. */
export const change = {
  branch: 'retail-liquidity',
  title: 'Take part in the Retail Liquidity Program',
  files: {
    'src/retail-liquidity/orders.txt': 'Orders of retail customers go to the program first.\n',
    'config/flags.yml': flags.replace('power_peg: off # switched off in 2003', 'retail_liquidity: on # was power_peg'),
  },
} as const

/** One organisation, one repository, four roles, and the app installed since spring 2012. */
export const seed: Seed = {
  organization: repository.owner,
  accounts: [
    { login: 'chief-technology-officer', role: 'admin' },
    { login: 'incident-commander', role: 'maintain' },
    { login: 'release-engineer', role: 'write' },
    { login: 'trading-ops', role: 'write' },
    { login: 'vendor-manager', role: 'none' },
  ],
  teams: [
    { slug: 'technology-leads', members: ['chief-technology-officer'] },
    { slug: 'retail-liquidity', members: ['release-engineer'] },
    { slug: 'market-making', members: ['trading-ops'] },
  ],
  repositories: [
    {
      name: repository.repo,
      description: 'SMARS, the order router',
      files: {
        'README.md': readme,
        '.github/postmortem.yml': configuration,
        '.github/CODEOWNERS': codeOwners,
        'config/flags.yml': flags,
      },
      labels: [
        { name: 'incident', color: 'd73a4a', description: 'Something is going wrong for customers or markets' },
        { name: 'service:smars', color: '0a7d8c', description: 'The order router' },
        { name: 'sev1', color: 'b60205', description: 'Everybody helps' },
      ],
    },
  ],
  installedAt: '2012-04-02T13:00:00Z',
}
