import { once } from 'node:events'
import { createServer } from 'node:http'
import { createNodeMiddleware, createProbot, ProbotOctokit } from 'probot'

/** What every Probot app costs before it does anything: verifies, parses and acknowledges deliveries, and no more. */
async function main(): Promise<void> {
  const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, GITHUB_API_URL } = process.env
  const probot = createProbot({
    env: {},
    overrides: {
      appId: Number(APP_ID),
      privateKey: PRIVATE_KEY ?? '',
      secret: WEBHOOK_SECRET ?? '',
      logLevel: 'fatal',
      Octokit: ProbotOctokit.defaults((defaults: object) => ({ ...defaults, baseUrl: GITHUB_API_URL })),
    },
  })
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on('issues.labeled', () => undefined)
    },
    { probot, webhooksPath: '/api/github/webhooks' },
  )
  const server = createServer((request, response) => void middleware(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  process.stdout.write(`http://127.0.0.1:${port}/api/github/webhooks\n`)
}

await main()
