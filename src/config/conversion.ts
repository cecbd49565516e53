import * as z from 'zod'
import { toAppNames, toYamlNames } from './schema/app-names.ts'
import { type Rules, type RuleValues, ruleSchema } from './schema/schema.ts'
import { type Service, type ServiceValues, serviceSchema } from './schema/service-schema.ts'

/** What a file says under YAML's names, every key of it, as the app's configuration. Throws for what no file may say. */
export function toRules(values: unknown): Rules {
  return toAppNames(ruleSchema.shape, ruleSchema.parse(values))
}

/** The inverse of `toRules`: a file that says every key. */
export function toRuleValues(rules: Rules): RuleValues {
  return z.encode(ruleSchema, toYamlNames(ruleSchema.shape, rules))
}

/** A service as the app knows it. Throws for what no file may say. */
export function toService(name: string, values: unknown): Service {
  const service = serviceSchema.parse(values)
  return { ...service, name, label: service.label ?? `service:${name}` }
}

/** The inverse of `toService`. */
export function toServiceValues({ name: _, ...service }: Service): ServiceValues {
  return z.encode(serviceSchema, toYamlNames(serviceSchema.shape, service))
}
