import type { Sandbox } from '../../sandbox/server.ts'
import type { Exchange, Sent } from './contract.ts'

/** All that passes between a sandbox and its clients from now on, as far as it does not go over the network. */
export interface Recording {
  exchanges(): readonly Exchange[]
  deliveries(): readonly Sent[]
}

/** Listens at a sandbox; its own strings below `/_sandbox` are no part of GitHub, and GraphQL no part of its description. */
export function record(sandbox: Sandbox): Recording {
  const exchanges: Exchange[] = []
  const kept: Sent[] = []
  const listening = (answering: Sandbox['fetch']) => async (request: Request) => {
    const asked = request.clone()
    const answer = await answering(request)
    const { pathname, search } = new URL(asked.url)
    if (/^\/(_sandbox|graphql)/.test(pathname)) return answer
    exchanges.push({
      method: asked.method,
      path: pathname + search,
      sent: await asked.text(),
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      received: await answer.clone().text(),
    })
    return answer
  }
  sandbox.fetch = listening(sandbox.fetch)
  sandbox.exchange = listening(sandbox.exchange)
  const { deliveries } = sandbox
  const clear = deliveries.clear
  deliveries.clear = () => {
    kept.push(...deliveries.list())
    clear()
  }
  return {
    exchanges: () => exchanges,
    deliveries: () => [...kept, ...deliveries.list()],
  }
}
