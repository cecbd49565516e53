import type { Step } from './script.ts'

/** What owners and maintainers move: each word is a step. Where GitHub has only a page for it, the sandbox has a control. */
export const moves = {
  /** Gives the repository another name; play on at `story.at({ repo: to })`. */
  renamesRepository: (to: string) =>
    step(`the repository is called ${to} now`, ({ person, repository }) =>
      person('ada').send('PATCH', repository, { name: to }),
    ),
  /** Transfers an issue; it gets the next number there. */
  transfers: (number: number, to: string, from = 'acme/shop') =>
    control(`${from}#${number} is transferred to ${to}`, 'transfer', { from, number, to }),
  /** Removes a collaborator, whom GitHub unassigns from everything there. */
  removesCollaborator: (login: string) =>
    step(`${login} leaves`, ({ person, repository }) =>
      person('ada').send('DELETE', `${repository}/collaborators/${login}`),
    ),
  /** An account has no access any more, though it is still assigned. */
  losesAccess: (login: string) => control(`${login} loses access`, 'lose-access', { repository: 'acme/shop', login }),
  /** What an owner does with the app; `repositories` are full names. */
  changesInstallation: (action: string, ...repositories: readonly string[]) =>
    control(`the installation is told: ${action}`, 'installation', { action, repositories }),
  /** Puts another registration in the app's place: start it with its `slug`. */
  registersAnew: (slug: string) => control(`the app is registered anew as ${slug}`, 'register-anew', { slug }),
  renamesOrganization: (to: string) => control(`the organisation is called ${to} now`, 'rename-organization', { to }),
}

function step(says: string, act: Step['act']): Step {
  return { says, ready: async () => true, act }
}

function control(says: string, path: string, input: object): Step {
  return step(says, ({ person }) => person('ada').send('POST', `/_sandbox/${path}`, input))
}
