import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Form } from './form.ts'
import { type ApiAccess, type ApiReader, reader } from './reader.ts'
import { type ApiWriter, writer } from './writer.ts'

/** The story's clock as the pages move it: ISO 8601 and milliseconds. */
export interface Clock {
  readonly now: () => string
  readonly set: (iso: string) => void
  readonly advance: (ms: number) => void
}

/** The sandbox as its pages meet it: the API, a token for each login in the order in which they are offered, the clock. */
export interface PagesApi extends ApiAccess {
  readonly tokens: Readonly<Record<string, string>>
  readonly clock: Clock
}

/** What the API refused, and the form that asked for it, so that no typed text is lost. */
export interface RefusedForm {
  readonly message: string
  readonly form: Form
}

/** One request for a page: who looks and acts, and by which means. */
export interface Visit {
  /** Undefined where the sandbox has no accounts. */
  readonly login: string | undefined
  readonly logins: readonly string[]
  readonly now: string
  /** Path and query of the page, to come back to. */
  readonly path: string
  readonly read: ApiReader
  readonly write: ApiWriter
  readonly refused: RefusedForm | undefined
}

export interface PagesEnv {
  Bindings: { readonly refused?: RefusedForm }
  Variables: { visit: Visit }
}

/** The cookie that carries the login of whoever acts. */
export const accountCookie = 'acting-as'

/** Who a request comes from: the account in its cookie, else the first one. */
export function visitOf(api: PagesApi, context: Context<PagesEnv>): Visit {
  const logins = Object.keys(api.tokens)
  const wanted = getCookie(context, accountCookie)
  const login = logins.find((one) => one === wanted) ?? logins[0]
  const token = login === undefined ? undefined : api.tokens[login]
  const { pathname, search } = new URL(context.req.url)
  return {
    login,
    logins,
    now: api.clock.now(),
    path: `${pathname}${search}`,
    read: reader(api, token),
    write: writer(api, token),
    // Without bindings of its own, Hono has no environment at all.
    refused: context.env?.refused,
  }
}

/** What was typed into a field of the refused form of that name (its field `form`); else the given text. */
export function typed({ refused }: Visit, form: string, field: string, otherwise = ''): string {
  return refused?.form.one('form') === form ? refused.form.one(field) : otherwise
}
