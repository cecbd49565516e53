import { z } from 'zod'
import { configurationPath, isMisnamedConfiguration } from '../../domain/configuration-path.ts'
import type { IssueField } from '../../domain/issue.ts'
import { parseFullName, type RepositoryName } from '../../domain/ref.ts'
import type { ConfigurationText, ConfigurationTexts, Repository } from '../../domain/repository.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { encodeSegment, repositoryKey, repositoryPath } from '../requests/paths.ts'
import { toRepository, wireRepository } from '../wire/wire-repository.ts'
import { readContents } from './read-files.ts'

/** The repository as it is called now, which may differ from the name that the session was opened with. */
export async function readRepository({ name, calls, shared }: SessionContext): Promise<Repository> {
  const key = repositoryKey(name)
  const repository = await shared.repositories.get(key, async () => {
    const { data } = await calls.read({
      path: repositoryPath(name),
      schema: wireRepository,
      what: `read the repository ${name.owner}/${name.repo}`,
    })
    return toRepository(data)
  })
  // A former name may lead somewhere else tomorrow, or back: what it led to is not remembered.
  if (repositoryKey({ owner: repository.owner, repo: repository.name }) !== key) shared.repositories.forget(key)
  return repository
}

type RepositoryTopics =
  | 'repository'
  | 'repositoryById'
  | 'serviceRepository'
  | 'itemRepository'
  | 'issueFields'
  | 'configuration'
  | 'misnamedConfiguration'
  | 'installation'

/** The repository and its configuration, at most a minute old and shared by all sessions, and when the app came. */
export function repositoryTopics(context: SessionContext): Pick<Reader, RepositoryTopics> {
  const { name, shared } = context
  return {
    repository: () => readRepository(context),
    repositoryById: ({ id }) => context.elsewhere.find(`/repositories/${id}`),
    itemRepository: async ({ name: written }) => {
      const there = parseFullName(written)
      return there && (await context.elsewhere.ofAccount(name.owner, there))
    },
    issueFields: () => readIssueFields(context),
    serviceRepository: async ({ name: written }) => {
      const there = parseFullName(written)
      return there && (await context.elsewhere.look(there))
    },
    configuration: () => shared.configurations.get(repositoryKey(name), () => readTexts(context)),
    misnamedConfiguration: () => readMisnamed(context),
    installation: async () => context.installation,
  }
}

const wireField = z.object({
  id: z.number(),
  name: z.string(),
  data_type: z.string(),
  options: z.array(z.object({ name: z.string() })).nullish(),
})

/** https://docs.github.com/en/rest/orgs/issue-fields; `null` for an account without them, and without the permission. */
async function readIssueFields({ name, calls }: SessionContext): Promise<readonly IssueField[] | null> {
  const path = `/orgs/${encodeSegment(name.owner)}/issue-fields`
  try {
    const { data } = await calls.read({ path, schema: z.array(wireField), what: 'read the issue fields' })
    return data.map(({ id, name: called, data_type, options }) => {
      return { id, name: called, type: data_type, options: (options ?? []).map((option) => option.name) }
    })
  } catch (error) {
    if (refusedWith(error, 403, 404, 410)) return null
    throw error
  }
}

async function readTexts(context: SessionContext): Promise<ConfigurationTexts> {
  const { name, calls } = context
  const [repository, owner] = await Promise.all([
    readText(calls, name),
    name.repo.toLowerCase() === '.github' ? null : readOwnerText(context),
  ])
  return { repository, owner }
}

/** Without a token of its own for the owner's `.github` repository, the session's still reads a public one. */
async function readOwnerText(context: SessionContext): Promise<ConfigurationText | null> {
  const calls = (await context.ownerCalls()) ?? context.calls
  return readText(calls, { owner: context.name.owner, repo: '.github' })
}

/** Where the file may not be read, the app goes by the defaults, as where there is none. */
async function readText(calls: Calls, name: RepositoryName): Promise<ConfigurationText | null> {
  const what = `read ${configurationPath} of ${name.owner}/${name.repo}`
  try {
    const file = await readContents({ calls, name, path: configurationPath, ref: null, what })
    if (file.kind === 'missing') return null
    const source = `${name.owner}/${name.repo}/${configurationPath}`
    // Bytes that are no text become visible as errors of the YAML, not as silence.
    return file.kind === 'file' ? { source, text: new TextDecoder().decode(file.bytes) } : { source, unread: file.kind }
  } catch (error) {
    if (refusedWith(error, 403, 404, 409, 451)) return null
    throw error
  }
}

const folder = z.union([z.array(z.object({ type: z.string(), path: z.string() })), z.unknown()])
const root = z.object({ tree: z.array(z.object({ type: z.string().nullish(), path: z.string().nullish() })) })

/** The folder of the configuration is looked into first: what stands there is its nearest kin. */
async function readMisnamed(context: SessionContext): Promise<string | null> {
  const { name, calls } = context
  const base = repositoryPath(name)
  const { defaultBranch } = await readRepository(context)
  const what = 'list the files beside the configuration'
  const [near, far] = await Promise.all([
    orNothing(async () => {
      const { data } = await calls.read({ path: `${base}/contents/.github`, schema: folder, what })
      return Array.isArray(data) ? data : []
    }),
    orNothing(async () => {
      return (await calls.read({ path: `${base}/git/trees/${encodeSegment(defaultBranch)}`, schema: root, what })).data
        .tree
    }),
  ])
  const files = [...near, ...far].filter(({ type }) => type === 'file' || type === 'blob')
  return files.flatMap(({ path }) => path ?? []).find(isMisnamedConfiguration) ?? null
}

async function orNothing<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await read()
  } catch (error) {
    if (refusedWith(error, 403, 404, 409, 451)) return []
    throw error
  }
}
