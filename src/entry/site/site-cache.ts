import { z } from 'zod'
import { cleanHtml } from './clean-html.ts'

/** A path within a site: no way leads out of it. */
const sitePath = z
  .string()
  .max(400)
  .regex(/^(?!.*(?:^|\/)\.)[^\\/\0]+(?:\/[^\\/\0]+){0,3}$/)

const facts = z.object({
  title: z.string(),
  day: z.string().nullable(),
  severity: z.string().nullable(),
  services: z.array(z.string()).readonly(),
  tags: z.array(z.string()).readonly(),
  kinds: z.array(z.string()).readonly(),
  cites: z.string().nullable(),
  summary: z.string(),
  phases: z
    .array(z.object({ name: z.enum(['started', 'detected', 'mitigated', 'resolved']), at: z.string() }))
    .readonly(),
  timeline: z
    .array(z.object({ day: z.string().nullable(), minutes: z.number(), zone: z.string().nullable(), text: z.string() }))
    .readonly(),
  items: z
    .array(
      z.object({
        text: z.string(),
        state: z.enum(['open', 'in-progress', 'done', 'declined']),
        owners: z.array(z.string()).readonly(),
        due: z.string().nullable(),
        reference: z.string().nullable(),
      }),
    )
    .readonly(),
  lessons: z.string(),
  wentWell: z.string(),
  words: z.string(),
})

const cachedDocument = z.object({ digest: z.string(), facts, lessons: cleanHtml, wentWell: cleanHtml })

const cachedUnit = z.object({
  /** What the pages asked of the site while they were made, and what they were told. */
  asked: z.array(z.tuple([z.string(), z.string().nullable()])),
  pages: z.array(z.object({ path: sitePath, digest: z.string() })),
})

const cache = z.object({
  /** A digest of the program that made the site: another one makes all anew. */
  maker: z.string(),
  documents: z.record(z.string(), cachedDocument),
  /** By a digest of what they were made of. */
  units: z.record(z.string(), cachedUnit),
  /** Style, script and pictures. */
  files: z.array(sitePath),
})

export type SiteCache = z.infer<typeof cache>
export type CachedDocument = z.infer<typeof cachedDocument>
export type CachedUnit = z.infer<typeof cachedUnit>

/** The file in which a site keeps what it was made of, so that making it again takes only what changed. */
export const cacheName = '.aftermath-site.json'

/** What a site's own file says; `null` for anything else. */
export function parseSiteCache(text: string): SiteCache | null {
  try {
    return cache.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
