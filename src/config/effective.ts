import type { ConfigurationFile } from './configuration-file.ts'
import type { ConfigurationKey } from './schema/keys.ts'

/** Where the effective value of a key comes from. */
export type ConfigurationSource = 'default' | 'owner' | 'repository'

/** A value that counts. */
export interface Effective {
  readonly value: unknown
  readonly from: ConfigurationSource
}

/** The files of a configuration; `null` for one that there is not. */
export interface Files {
  readonly repository: ConfigurationFile | null
  readonly owner: ConfigurationFile | null
}

/** The value of a key: the repository's before the owner's before the default. */
export function effectiveValue(key: ConfigurationKey, { repository, owner }: Files): Effective {
  const own = repository?.values.get(key.name)
  if (own !== undefined) return { value: own.value, from: 'repository' }
  const shared = owner?.values.get(key.name)
  if (shared !== undefined) return { value: shared.value, from: 'owner' }
  return { value: key.default, from: 'default' }
}

/** What counts instead of a value that does not. The owner's stays unsaid: its file may stand where fewer people see it. */
export function showOutcome({ value, from }: Effective): string {
  switch (from) {
    case 'default':
      return `${JSON.stringify(value)} counts instead (default)`
    case 'owner':
      return "the value in the owner's file counts instead"
    case 'repository':
      return `${JSON.stringify(value)} counts instead (from the repository's file)`
  }
}
