import type { Context } from 'hono'
import { type Form, postedForm } from '../form.ts'
import { ApiRefusal } from '../reader.ts'
import type { PagesEnv, RefusedForm } from '../visit.ts'

/** Makes the page at a path again, with the refusal on it. */
export type Again = (context: Context<PagesEnv>, path: string, refused: RefusedForm) => Promise<Response>

/**
 * Answers a posted form: carries the work out, then sends the browser to the page that the work names. What the API
 * refuses becomes a banner on the page that the form stood on, with all that was typed.
 */
export async function acting(
  context: Context<PagesEnv>,
  again: Again,
  work: (form: Form) => Promise<string>,
  page: (form: Form) => string = () => context.var.visit.path,
): Promise<Response> {
  const form = await postedForm(context.req.raw)
  try {
    return context.redirect(await work(form), 303)
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    return again(context, page(form), { message: error.message, form })
  }
}
