import * as z from 'zod'
import type { ReadonlyDeep } from '../../config/schema/app-names.ts'
import { dayReadings } from '../../text/time/dates.ts'
import { readInstant } from '../../text/time/instant.ts'

const text = z.union([z.string(), z.number().transform(String)], { error: 'must be a text' })
const texts = z.union([z.array(text), text.transform((one) => [one])], { error: 'must be a name or a list of names' })
const issueNumber = z.union(
  [
    z.int().positive(),
    z
      .string()
      .regex(/^#?[1-9]\d{0,9}$/)
      .transform((written) => Number(written.replace('#', ''))),
  ],
  { error: 'must be the number of an issue, like 12' },
)

function timeOf(what: string) {
  const error = 'must be a time like 2026-03-02T14:05:00Z, or 2026-03-02 14:05 in the configured zone'
  return z
    .string({ error })
    .refine((said) => readInstant(said, 'UTC') !== null, { error: ({ input }) => `${error}${readingsOf(input)}` })
    .describe(`${what}: ISO 8601 with an offset, or a date and a time of day in the configured zone.`)
    .exactOptional()
}

/** What a date such as `01/12/2026` may be, behind a sentence; nothing for any other. */
function readingsOf(written: unknown): string {
  const readings = typeof written === 'string' ? dayReadings(written.trim().split(/[ T,]/, 1)[0] ?? '') : []
  return readings.length === 0 ? '' : ` (the day can be ${readings.join(' or ')})`
}

/** The keys that the app reads, all optional. Others are the team's own, and an empty value says as little as a missing key. */
export const frontMatterSchema = z.object({
  title: text.describe('The title of the postmortem.').exactOptional(),
  incident: issueNumber.describe('The issue of the incident.').exactOptional(),
  incidents: z
    .array(issueNumber, { error: 'must be a list of issue numbers, like [12, 15]' })
    .describe('Several incidents that share the document.')
    .exactOptional(),
  severity: text.describe('How severe it was, by the name of a severity label.').exactOptional(),
  services: texts.describe('What the incident is about, by name.').exactOptional(),
  impact: text.describe('Whom it touched and how.').exactOptional(),
  status: text.describe('How far the incident is; the app writes open, mitigated or resolved.').exactOptional(),
  started: timeOf('When it really began'),
  detected: timeOf('When somebody or something noticed'),
  mitigated: timeOf('When it stopped hurting'),
  resolved: timeOf('When it was over'),
  authors: texts.describe('Who writes the postmortem.').exactOptional(),
})

/** What a document's front matter says; keys that it leaves out or leaves empty are missing. Times are as written. */
export type FrontMatter = ReadonlyDeep<z.output<typeof frontMatterSchema>>

/** The JSON schema (draft 7) of a document's front matter, for editors and for whoever reads many documents. */
export function frontMatterJsonSchema(): z.core.JSONSchema.JSONSchema {
  const generated = z.toJSONSchema(frontMatterSchema, { io: 'input', target: 'draft-7' })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Aftermath front matter',
    description: 'What stands at the top of a postmortem. Every key is optional, and other keys are the team’s own.',
    ...generated,
  }
}
