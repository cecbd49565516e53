import { type Context, Hono } from 'hono'
import { isSameOrigin } from './form.ts'
import { ApiRefusal } from './reader.ts'
import type { Again } from './routes/acting.ts'
import { checkPages } from './routes/check-pages.ts'
import { documentForms } from './routes/document-forms.ts'
import { filesRoutes } from './routes/files.ts'
import { issueForms } from './routes/issue-forms.ts'
import { shippingPages } from './routes/shipping-pages.ts'
import { switches } from './routes/switches.ts'
import { talkRoutes } from './routes/talk.ts'
import { style } from './style.ts'
import { sentencePage } from './views/layout.ts'
import { type PagesApi, type PagesEnv, visitOf } from './visit.ts'

const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/**
 * The sandbox's web pages: repositories, files, issues, pull requests, checks, commits, deployments, releases and
 * workflow runs as a team would see them on GitHub, at GitHub's own paths, and the forms to act there as one of the accounts. They speak only through the given API, as the
 * account that the visitor's cookie names (the first one without), hold nothing between two requests, load nothing from
 * elsewhere and run no scripts. What the API does not have becomes a 404 page, what it refuses to change a banner on the
 * page that asked, another refusal a 502 page that names it. A form from another site is refused with 403.
 */
export function pages(api: PagesApi): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()
  const again: Again = async (context, path, refused) => {
    const cookie = context.req.header('cookie') ?? ''
    const page = await app.fetch(new Request(new URL(path, context.req.url), { headers: { cookie } }), { refused })
    return new Response(page.body, { status: 422, headers: page.headers })
  }
  app.use(async (context, next) => {
    context.set('visit', visitOf(api, context))
    if (context.req.method === 'POST' && !isSameOrigin(context.req.raw, api.webUrl)) {
      const sentence = 'This form does not come from one of these pages.'
      context.res = await context.html(sentencePage(context.var.visit, 'Not accepted', sentence), 403)
    } else await next()
    context.header('content-security-policy', policy)
    context.header('x-content-type-options', 'nosniff')
    // With no-referrer a browser would send the forms of these pages with the origin "null".
    context.header('referrer-policy', 'same-origin')
    context.header('cache-control', 'no-cache')
  })
  app.get('/-/pages.css', (context) => context.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.route('/', switches(api, again))
  app.route('/', issueForms(api.webUrl, again))
  app.route('/', documentForms(api.webUrl, again))
  app.route('/', checkPages(api.webUrl, again))
  app.route('/', shippingPages(api.webUrl))
  app.route('/', filesRoutes(api.webUrl))
  app.route('/', talkRoutes(api.webUrl))
  app.notFound(missing)
  app.onError((error, context) => {
    if (!(error instanceof ApiRefusal)) throw error
    if (error.status === 404) return missing(context)
    const { visit } = context.var
    const sentence =
      error.path === '' ? error.message : `The API answered ${error.status} to GET ${error.path}: ${error.message}`
    return context.html(sentencePage(visit, 'This page could not be made', sentence), 502)
  })
  return app
}

function missing(context: Context<PagesEnv>): Response | Promise<Response> {
  const sentence = `There is nothing at ${decoded(context.req.path)}, or no longer.`
  return context.html(sentencePage(context.var.visit, 'Page not found', sentence), 404)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
