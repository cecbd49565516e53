import type { Seed } from '../sandbox/server.ts'

/** Who plays. Roles and no names: what happened is the question, not who did it. */
export type Role = 'chief-technology-officer' | 'incident-commander' | 'release-engineer' | 'trading-ops'

export const repository = { owner: 'knight-capital', repo: 'order-router' } as const

/** What stands in the repository's own configuration: New York's hours, and who hears when reminders have no effect. */
const configuration = `# The app's settings for this repository. Every key has a default.
reminders:
  zone: America/New_York
  escalation: '@knight-capital/technology-leads'
`

const readme = `# order-router

SMARS, the router that turns our customers' orders into orders on the exchanges. It runs on eight servers.

Incidents are issues with the label \`incident\`; what we learned from them stands in \`postmortems/\`.
`

/** One organisation, one repository, four roles, and the app installed since spring 2012. */
export const seed: Seed = {
  organization: repository.owner,
  accounts: [
    { login: 'chief-technology-officer', role: 'admin' },
    { login: 'incident-commander', role: 'maintain' },
    { login: 'release-engineer', role: 'write' },
    { login: 'trading-ops', role: 'write' },
  ],
  teams: [{ slug: 'technology-leads', members: ['chief-technology-officer'] }],
  repositories: [
    {
      name: repository.repo,
      description: 'SMARS, the order router',
      files: { 'README.md': readme, '.github/postmortem.yml': configuration },
      labels: [
        { name: 'incident', color: 'd73a4a', description: 'Something is going wrong for customers or markets' },
        { name: 'sev1', color: 'b60205', description: 'Everybody helps' },
      ],
    },
  ],
  installedAt: '2012-04-02T13:00:00Z',
}
