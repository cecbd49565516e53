import type { StoredLabel, StoredRepository } from './store.ts'

/** The label of that name, in any letter case. */
export function labelNamed(repository: StoredRepository, name: string): StoredLabel | undefined {
  return repository.labels.get(name.toLowerCase())
}

/** The label of that name, made on first use as GitHub does when an issue asks for it. */
export function ensureLabel(repository: StoredRepository, name: string): StoredLabel {
  return labelNamed(repository, name) ?? createLabel(repository, { name })
}

/** A new label; the colour is hex without `#`. */
export function createLabel(
  repository: StoredRepository,
  label: { name: string; color?: string | undefined; description?: string | null | undefined },
): StoredLabel {
  const made: StoredLabel = {
    id: repository.store.nextId(),
    name: label.name,
    color: (label.color ?? 'ededed').toLowerCase(),
    description: label.description ?? null,
  }
  repository.labels.set(made.name.toLowerCase(), made)
  return made
}
