import type { ConfigurationTexts } from '../domain/repository.ts'
import { remembered } from '../text/markdown/remembered.ts'
import { type Mapping, valueAt, withValue } from '../text/yaml/nesting.ts'
import { readConfigurationFile } from './configuration-file.ts'
import { toRules, toService } from './conversion.ts'
import { type ConfigurationSource, type Effective, effectiveValue, showOutcome } from './effective.ts'
import { separateLabels, separateOverrides } from './labels.ts'
import type { ConfigurationProblem } from './problem.ts'
import type { Mistake } from './read/mistakes.ts'
import { type ConfigurationKey, configurationKeys, ruleKeys, serviceKeys } from './schema/keys.ts'
import type { Configuration } from './schema/schema.ts'

export type { ConfigurationSource } from './effective.ts'
export type { ConfigurationProblem } from './problem.ts'

export interface ConfigurationResult {
  /** Always complete and valid, whatever the files say. */
  readonly configuration: Configuration
  /** The repository's problems first, then the owner's; at most about twenty of each. */
  readonly problems: readonly ConfigurationProblem[]
  /** By dotted key as YAML writes it (`reminders.zone`), every key, those of each service too. */
  readonly sources: Readonly<Record<string, ConfigurationSource>>
}

const known = remembered<ConfigurationResult>()

/**
 * The configuration of a repository: its own file over its owner's over the defaults, key by key, nested keys one by
 * one, services one by one too; of lists, overrides among them, one file's counts. Never throws. A mistake costs only the
 * key that it concerns, which falls back to the next file; broken YAML costs its whole file. Read once for all plans of a
 * pass.
 */
export function parseConfiguration(texts: ConfigurationTexts): ConfigurationResult {
  return known(JSON.stringify([texts.repository, texts.owner]), () => readConfiguration(texts))
}

function readConfiguration(texts: ConfigurationTexts): ConfigurationResult {
  const files = {
    repository: texts.repository === null ? null : readConfigurationFile(texts.repository, 'quoted'),
    owner: texts.owner === null ? null : readConfigurationFile(texts.owner, 'unquoted'),
  }
  const { repository, owner } = files
  const services = [...new Set([...(repository?.services ?? []), ...(owner?.services ?? [])])]
  const keys = [...configurationKeys, ...services.flatMap(serviceKeys)]
  const effective = new Map(keys.map((key) => [key.name, effectiveValue(key, files)]))
  const clashes = separateLabels(effective, files)
  const problems = [repository, owner].flatMap((file) =>
    (file?.mistakes ?? []).map((mistake) => toProblem(file?.source ?? '', mistake, effective)),
  )
  const from = repository?.overrides ? 'repository' : owner?.overrides ? 'owner' : 'default'
  const overriding = from === 'default' ? null : files[from]
  const overrides = separateOverrides(overriding?.overrides ?? [], effective, overriding?.source ?? '')
  const nested = (some: readonly ConfigurationKey[]) =>
    some.reduce<Mapping>((said, { name, path }) => withValue(said, path, effective.get(name)?.value), {})
  return {
    configuration: {
      ...toRules(nested(ruleKeys)),
      services: services.map((name) => {
        return toService(name, valueAt(nested(serviceKeys(name)), ['services', name]))
      }),
      overrides: overrides.overrides.map(({ labels, values }) => {
        return { labels, values: new Map([...values].map(([name, { value }]) => [name, value])) }
      }),
    },
    problems: [...problems, ...clashes, ...overrides.problems],
    sources: { ...Object.fromEntries([...effective].map(([name, one]) => [name, one.from])), overrides: from },
  }
}

function toProblem(source: string, mistake: Mistake, effective: ReadonlyMap<string, Effective>): ConfigurationProblem {
  const { position, key, message, fallsBack } = mistake
  const instead = fallsBack === null ? undefined : effective.get(fallsBack.name)
  const outcome = instead === undefined ? '' : `; ${showOutcome(instead)}`
  return { source, line: position.line, column: position.column, key, message: `${message}${outcome}` }
}
