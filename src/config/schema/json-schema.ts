import * as z from 'zod'
import { configurationSchema } from './schema.ts'

/**
 * The JSON schema (draft 7) of `.github/postmortem.yml`, for editors: completion, descriptions and defaults. It allows
 * a little more than the app where a pattern cannot say it (a duration's range, whether a time zone exists).
 */
export function configurationJsonSchema(): z.core.JSONSchema.JSONSchema {
  const generated = z.toJSONSchema(configurationSchema, { io: 'input', target: 'draft-7' })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Aftermath',
    description: 'The configuration of Aftermath, .github/postmortem.yml. Every key is optional.',
    ...generated,
  }
}
