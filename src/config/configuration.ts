import type { ConfigurationTexts } from '../domain/repository.ts'
import { type ConfigurationFile, type Mistake, readConfigurationFile } from './configuration-file.ts'
import { toConfiguration, toValues } from './conversion.ts'
import { type ConfigurationKey, configurationKeys, topLevel } from './keys.ts'
import type { ConfigurationProblem } from './problem.ts'
import { type Configuration, configurationSchema } from './schema.ts'

export type { ConfigurationProblem } from './problem.ts'

/** Where the effective value of a key comes from. */
export type ConfigurationSource = 'default' | 'owner' | 'repository'

export interface ConfigurationResult {
  /** Always complete and valid, whatever the files say. */
  readonly configuration: Configuration
  /** The repository's problems first, then the owner's; at most about twenty of each. */
  readonly problems: readonly ConfigurationProblem[]
  /** By dotted key as YAML writes it (`reminders.zone`), every key. */
  readonly sources: Readonly<Record<string, ConfigurationSource>>
}

interface Effective {
  readonly value: unknown
  readonly from: ConfigurationSource
}

/**
 * The configuration of a repository: its own file over its owner's over the defaults, key by key, nested keys one by
 * one. Never throws. A mistake costs only the key that it concerns, which falls back to the next file; broken YAML
 * costs its whole file.
 */
export function parseConfiguration(texts: ConfigurationTexts): ConfigurationResult {
  const repository = texts.repository === null ? null : readConfigurationFile(texts.repository, 'quoted')
  const owner = texts.owner === null ? null : readConfigurationFile(texts.owner, 'unquoted')
  const effective = new Map(configurationKeys.map((key) => [key.name, effectiveValue(key, repository, owner)]))
  const clashes = separateLabels(effective, { repository, owner })
  const problems = [repository, owner].flatMap((file) =>
    (file?.mistakes ?? []).map((mistake) => toProblem(file?.source ?? '', mistake, effective)),
  )
  const value = (key: ConfigurationKey) => effective.get(key.name)?.value
  const values = configurationSchema.parse(
    Object.fromEntries(
      topLevel.map((entry) => [
        entry.name,
        'keys' in entry ? Object.fromEntries(entry.keys.map((key) => [key.path.at(-1), value(key)])) : value(entry),
      ]),
    ),
  )
  return {
    configuration: toConfiguration(values),
    problems: [...problems, ...clashes],
    sources: Object.fromEntries([...effective].map(([name, { from }]) => [name, from])),
  }
}

/** Every key in the order of the documentation, with its value as a file would write it and where that comes from. */
export function effectiveValues(
  result: ConfigurationResult,
): readonly { readonly key: string; readonly value: unknown; readonly source: ConfigurationSource }[] {
  const values = new Map<string, unknown>(Object.entries(toValues(result.configuration)))
  return topLevel.flatMap((entry) => {
    const value = values.get(entry.name)
    const nested = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : [])
    const row = (name: string, shown: unknown) => ({
      key: name,
      value: shown,
      source: result.sources[name] ?? ('default' as const),
    })
    if (!('keys' in entry)) return [row(entry.name, value)]
    return entry.keys.map((key) => row(key.name, nested.get(key.path.at(-1) ?? '')))
  })
}

function effectiveValue(
  key: ConfigurationKey,
  repository: ConfigurationFile | null,
  owner: ConfigurationFile | null,
): Effective {
  const own = repository?.values.get(key.name)
  if (own !== undefined) return { value: own.value, from: 'repository' }
  const shared = owner?.values.get(key.name)
  if (shared !== undefined) return { value: shared.value, from: 'owner' }
  return { value: key.default, from: 'default' }
}

function toProblem(source: string, mistake: Mistake, effective: ReadonlyMap<string, Effective>): ConfigurationProblem {
  const { position, key, message, fallsBack } = mistake
  const instead = fallsBack === null ? undefined : effective.get(fallsBack.name)
  const outcome = instead === undefined ? '' : `; ${showOutcome(instead)}`
  return { source, line: position.line, column: position.column, key, message: `${message}${outcome}` }
}

const distinctLabels = ['incident_label', 'action_items.label', 'complete_label'] as const

/**
 * One label for two purposes would feed on itself: every action-item issue would be an incident. Such a key gets its
 * default, and the defaults differ. Changes `effective`.
 */
function separateLabels(
  effective: Map<string, Effective>,
  files: { readonly repository: ConfigurationFile | null; readonly owner: ConfigurationFile | null },
): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = []
  for (let clash = findClash(effective); clash !== null; clash = findClash(effective)) {
    const { key, other, from } = clash
    const file = files[from]
    const fallback = configurationKeys.find((candidate) => candidate.name === key)?.default
    effective.set(key, { value: fallback, from: 'default' })
    problems.push({
      source: file?.source ?? '',
      ...(file?.values.get(key)?.position ?? { line: 1, column: 1 }),
      key,
      message: `is the same label as ${other}, allowed: a label of its own; ${showOutcome({ value: fallback, from: 'default' })}`,
    })
  }
  return problems
}

function findClash(effective: ReadonlyMap<string, Effective>) {
  for (const [index, first] of distinctLabels.entries()) {
    for (const second of distinctLabels.slice(index + 1)) {
      const [one, other] = [effective.get(first), effective.get(second)]
      if (String(one?.value).toLowerCase() !== String(other?.value).toLowerCase()) continue
      if (other !== undefined && other.from !== 'default') return { key: second, other: first, from: other.from }
      if (one !== undefined && one.from !== 'default') return { key: first, other: second, from: one.from }
    }
  }
  return null
}

/** The owner's value stays unsaid: its file may stand where fewer people see it. */
function showOutcome({ value, from }: Effective): string {
  switch (from) {
    case 'default':
      return `${JSON.stringify(value)} counts instead (default)`
    case 'owner':
      return "the value in the owner's file counts instead"
    case 'repository':
      return `${JSON.stringify(value)} counts instead (from the repository's file)`
  }
}
