import { type Context, Hono } from 'hono'
import { type Api, ApiRefusal, reader } from './reader.ts'
import { filesRoutes } from './routes/files.ts'
import { talkRoutes } from './routes/talk.ts'
import { style } from './style.ts'
import { sentencePage } from './views/layout.ts'

const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

/**
 * The sandbox's web pages: repositories, files, issues, pull requests and commits as a team would see them on GitHub,
 * at GitHub's own paths. They read only through the given API, hold nothing between two requests, load nothing from
 * elsewhere and run no scripts. What the API does not have becomes a 404 page; another refusal a 502 page that names it.
 */
export function pages(api: Api): Hono {
  const app = new Hono()
  const read = reader(api)
  app.use(async (context, next) => {
    await next()
    context.header('content-security-policy', policy)
    context.header('x-content-type-options', 'nosniff')
    context.header('referrer-policy', 'no-referrer')
  })
  app.get('/-/pages.css', (context) => context.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.route('/', filesRoutes(read, api.webUrl))
  app.route('/', talkRoutes(read, api.webUrl))
  app.notFound(missing)
  app.onError((error, context) => {
    if (!(error instanceof ApiRefusal)) throw error
    if (error.status === 404) return missing(context)
    const sentence = `The API answered ${error.status} to GET ${error.path}: ${error.message}`
    return context.html(sentencePage('This page could not be made', sentence), 502)
  })
  return app
}

function missing(context: Context): Response | Promise<Response> {
  const sentence = `There is nothing at ${decoded(context.req.path)}, or no longer.`
  return context.html(sentencePage('Page not found', sentence), 404)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
