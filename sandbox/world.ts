import { randomBytes } from 'node:crypto'
import { storyClock } from './clock.ts'
import type { FullSeed } from './control/seed.ts'
import type { Faults } from './faults/faults.ts'
import { openGit } from './git/git.ts'
import { appKey } from './http/key.ts'
import { meter } from './http/limits.ts'
import { appIdentity } from './installation.ts'
import { openIssue } from './issue-changes.ts'
import { createLabel, ensureLabel } from './labels.ts'
import { accountOf } from './lookup.ts'
import type { RepositoryRole } from './rules/roles.ts'
import { signatureOf } from './shapes/commit.ts'
import { noShipping } from './shipping.ts'
import type { Account, Store, StoredApp, StoredIssue, StoredRepository } from './store.ts'
import { webhooks } from './webhooks/webhooks.ts'

type RepositorySeed = FullSeed['repositories'][number]

/** The state that a seed describes. What the seed makes sends no webhooks: it was there before the app listened. */
export async function createWorld(
  seed: FullSeed,
  options: {
    now: string | undefined
    webhookUrl: string | undefined
    faults: Faults
    firstDeliveryId: bigint
    keyBits: number
  },
): Promise<Store> {
  const ids = { last: seed.idsAbove }
  const nextId = () => {
    ids.last += 1
    return ids.last
  }
  const clock = storyClock(options.now)
  const account = (login: string, type: Account['type'], name: string | null): Account => ({
    id: nextId(),
    login,
    type,
    name,
  })
  const organization = account(seed.organization, 'Organization', seed.organization)
  const app: StoredApp = {
    ...appKey(options.keyBits),
    ...appIdentity(seed.app.slug, seed.app.name, nextId),
    name: seed.app.name,
    installationId: nextId(),
    installedAt: seed.installedAt ?? clock.now(),
    installed: true,
    suspended: undefined,
    via: seed.app.via,
    former: [],
    webhookSecret: randomBytes(20).toString('hex'),
  }
  const people = seed.accounts.map((one) => account(one.login, one.bot ? 'Bot' : 'User', one.name ?? null))
  const accounts = new Map([...people, app.bot].map((one) => [one.login.toLowerCase(), one]))
  const teams = seed.teams.map(({ slug, name, members }) => ({
    id: nextId(),
    slug,
    name: name ?? slug,
    members: members.flatMap((login) => accounts.get(login.toLowerCase()) ?? []),
  }))
  const store: Store = {
    url: '',
    clock,
    accounts,
    organization,
    formerLogins: new Set(),
    repositories: [],
    teams,
    fields: seed.fields.map(({ options, ...field }) => ({
      id: nextId(),
      ...field,
      options: options.map((name) => ({ id: nextId(), name })),
    })),
    issueTypes: seed.issueTypes,
    app,
    tokens: new Map(),
    webhooks: webhooks({
      secret: app.webhookSecret,
      hookId: nextId(),
      appId: () => store.app.id,
      now: clock.now,
      faults: options.faults,
      firstId: options.firstDeliveryId,
    }),
    meter: meter({ now: Date.now, story: clock.now, installationId: () => app.installationId }),
    comments: new Map(),
    issuesById: new Map(),
    ids,
    nextId,
  }
  const given = new Map(seed.accounts.map(({ login, role }) => [login.toLowerCase(), role]))
  for (const one of seed.repositories) store.repositories.push(await plant(store, one, given, people[0]))
  store.webhooks.clear()
  store.webhooks.setUrl(options.webhookUrl)
  return store
}

async function plant(
  store: Store,
  seed: RepositorySeed,
  given: ReadonlyMap<string, RepositoryRole>,
  first: Account | undefined,
): Promise<StoredRepository> {
  const now = store.clock.now()
  const repository: StoredRepository = {
    store,
    id: store.nextId(),
    owner: store.organization,
    name: seed.name,
    formerNames: new Set(),
    visibility: seed.visibility ?? (seed.private ? 'private' : 'public'),
    archived: seed.archived,
    hasIssues: seed.hasIssues,
    description: seed.description ?? null,
    drafts: seed.drafts,
    subIssues: seed.subIssues,
    installed: seed.installed,
    workflowsOpenPulls: seed.workflowsOpenPulls,
    permissions: seed.permissions,
    rules: seed.rules,
    masked: seed.masked,
    pushProtection: seed.pushProtection,
    defaultBranch: 'main',
    roles: new Map(given),
    git: await openGit(),
    issues: new Map(),
    gone: new Map(),
    labels: new Map(),
    checkRuns: [],
    shipping: noShipping(),
    mergeGroups: [],
    createdAt: now,
    pushedAt: now,
    nextNumber: 1,
  }
  // Whoever starts a sandbox needs an account that may do everything, so the first one may.
  if (first) repository.roles.set(first.login.toLowerCase(), 'admin')
  for (const label of seed.labels) createLabel(repository, label)
  if (!seed.empty) await firstCommit(repository, seed.files, first ?? store.organization)
  for (const one of seed.issues) {
    const issue = openIssue(repository, {
      title: one.title,
      body: one.body,
      author: accountOf(store, one.author) ?? store.organization,
      labels: one.labels.map((name) => ensureLabel(repository, name)),
      assignees: one.assignees.flatMap((login) => accountOf(store, login) ?? []),
    })
    if (one.at !== undefined) backdate(issue, storyClock(one.at).now())
  }
  return repository
}

function backdate(issue: StoredIssue, at: string): void {
  issue.createdAt = at
  issue.updatedAt = at
  for (const event of issue.events) event.createdAt = at
}

async function firstCommit(
  repository: StoredRepository,
  files: Readonly<Record<string, string>>,
  by: Account,
): Promise<void> {
  const { git, store } = repository
  const all = Object.keys(files).length > 0 ? files : { 'README.md': `# ${repository.name}\n` }
  let tree: string | undefined
  for (const [path, text] of Object.entries(all))
    tree = await git.withFile(tree, path.split('/'), await git.writeBlob(Buffer.from(text)))
  if (tree === undefined) return
  const author = signatureOf(by, store.clock.now())
  const sha = await git.commit({ tree, parents: [], message: 'Initial commit', author, committer: author })
  git.refs.set(`refs/heads/${repository.defaultBranch}`, sha)
}
