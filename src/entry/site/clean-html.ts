import { z } from 'zod'

/** HTML that was made of a document and holds nothing that acts: only `document-html.ts` makes it, and a site's own cache keeps it. */
export const cleanHtml = z.string().brand('CleanHtml')

export type CleanHtml = z.infer<typeof cleanHtml>
