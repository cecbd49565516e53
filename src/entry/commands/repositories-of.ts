import type { RepositoryName } from '../../domain/ref.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import type { Environment } from '../environment.ts'
import { CommandError } from './terminal.ts'

/** The repository that was named, else those of `owner` that the app is installed in. Throws `CommandError` where none can be listed. */
export async function* wantedRepositories(
  owner: string,
  repo: string | null,
  { github, environment }: { readonly github: GitHubAdapter; readonly environment: Environment },
): AsyncIterable<RepositoryName> {
  if (repo !== null) {
    yield { owner, repo }
    return
  }
  if (environment.app === null) {
    throw new CommandError('usage', `A personal token has no installations to list: name one, ${owner}/REPOSITORY.`)
  }
  for await (const name of github.repositories()) {
    if (name.owner.toLowerCase() === owner.toLowerCase()) yield name
  }
}
