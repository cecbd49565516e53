/** What a person sent with a form. */
export interface Form {
  /** The field's text with line breaks as `\n`; empty where there is no such field. */
  readonly one: (name: string) => string
  /** All values of a field that may stand several times. */
  readonly many: (name: string) => readonly string[]
}

/** The form in a request's body; an empty one for a body of another kind. */
export async function postedForm(request: Request): Promise<Form> {
  const data = await request.formData().catch(() => new FormData())
  const many = (name: string) => data.getAll(name).filter((value) => typeof value === 'string')
  // Browsers send each line break of a text area as two characters, whatever the text had before.
  return { many, one: (name) => (many(name)[0] ?? '').replaceAll('\r\n', '\n') }
}

/**
 * Whether a request that wants to change something comes from one of these pages: by `Sec-Fetch-Site`, else by `Origin`.
 * A request that carries neither does not come from a browser's form and is not believed.
 */
export function isSameOrigin(request: Request, webUrl: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && [webUrl, new URL(request.url).origin].includes(origin)
}

/** A path of these pages to go back to; the front page for anything that could lead elsewhere. */
export function wayBack(path: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/'
}
