import { z } from 'zod'

/** HTML that was made of a document and holds nothing that acts: only `render-markdown.ts` makes it, and a site's own cache keeps it. */
export const safeHtml = z.string().brand('SafeHtml')

export type SafeHtml = z.infer<typeof safeHtml>
