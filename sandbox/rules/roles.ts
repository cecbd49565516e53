export const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const
export type RepositoryRole = (typeof roles)[number]

/** Whether `role` may do what `needed` may do. */
export function atLeast(role: RepositoryRole, needed: RepositoryRole): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** The `permission` word of the collaborators API, which folds maintain into write and triage into read. */
export function coarse(role: RepositoryRole): 'admin' | 'write' | 'read' | 'none' {
  if (role === 'maintain') return 'write'
  if (role === 'triage') return 'read'
  return role
}

/** The five flags that repositories and collaborators carry. */
export function flags(role: RepositoryRole) {
  return {
    admin: atLeast(role, 'admin'),
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: atLeast(role, 'read'),
  }
}

/** The role behind a word of the API (`pull`, `push`) or a role's own name; nothing for another word. */
export function roleNamed(word: string): RepositoryRole | undefined {
  if (word === 'pull') return 'read'
  if (word === 'push') return 'write'
  return roles.find((role) => role === word)
}

export type Level = 'read' | 'write'
export type Permissions = Readonly<Record<string, Level>>

/** What the app's manifest asks for. */
export const appPermissions: Permissions = {
  metadata: 'read',
  issues: 'write',
  pull_requests: 'write',
  contents: 'write',
  checks: 'write',
  members: 'read',
  deployments: 'read',
  actions: 'read',
  merge_queues: 'read',
  issue_fields: 'read',
}

/** The events that the app's manifest subscribes to. */
export const appEvents = [
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_review',
  'push',
  'check_run',
  'merge_group',
  'deployment_status',
  'release',
  'sub_issues',
] as const

/** Whether `granted` covers `name` at `level`. */
export function coversLevel(granted: Permissions, name: string, level: Level): boolean {
  const has = granted[name]
  return has === 'write' || has === level
}
