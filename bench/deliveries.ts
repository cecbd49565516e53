import { createHmac, randomUUID } from 'node:crypto'
import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { SandboxProgram } from './servers.ts'
import { place, startEngine } from './world.ts'

/** A request as it goes over the wire. */
export interface SignedDelivery {
  /** The delivery's own id; a new one for each sending when left out. */
  readonly id?: string
  /** The status that it is to be answered with, 200 when left out. */
  readonly answer?: number
  /** Header lines after the request line and `host`, each ended. */
  readonly headers: string
  readonly body: Buffer
}

/** As large as deliveries about issues often are. */
const payloadBytes = 12_000

const recorded = z.array(z.object({ event: z.string(), payload: z.looseObject({ action: z.string().optional() }) }))

/**
 * Opens `count` incidents and returns the signed `issues.labeled` delivery of each, 12 KB long by the text of its issue.
 * The postmortems of the first `settled` ones, all when left out, stand in draft and their passes have nothing left to
 * do; of the others the app has heard nothing.
 */
export async function signedDeliveries(
  sandbox: SandboxProgram,
  count: number,
  settled = count,
): Promise<readonly SignedDelivery[]> {
  const people = new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens.wes })
  const engine = startEngine({ env: sandbox.env })
  const numbers: number[] = []
  for (let n = 1; n <= count; n += 1) {
    const { data } = await people.rest.issues.create({ ...place, title: `Checkout ${n} is down`, body: 'Declined.' })
    await people.rest.issues.addLabels({ ...place, issue_number: data.number, labels: ['incident'] })
    numbers.push(data.number)
  }
  for (const number of numbers.slice(0, settled)) await engine.pass(number)
  await engine.stop()
  const all = recorded.parse(await sandbox.control('GET', 'deliveries'))
  const labelled = all
    .filter(({ event, payload }) => event === 'issues' && payload.action === 'labeled')
    .slice(0, count)
  await sandbox.control('DELETE', 'deliveries')
  await sandbox.control('DELETE', 'requests')
  return labelled.map(({ payload }) => sign(grown(payload), sandbox.env.WEBHOOK_SECRET))
}

const withBody = z.looseObject({ issue: z.looseObject({ body: z.string().nullable() }) })

/** The payload with a description of its issue that makes it as large as it should be. */
function grown(payload: object): string {
  const parsed = withBody.parse(payload)
  const room = payloadBytes - Buffer.byteLength(JSON.stringify(parsed))
  const paragraph = 'Cards of one provider have been declined since the deployment of this morning. '
  const body = paragraph.repeat(Math.max(0, Math.ceil(room / paragraph.length))).slice(0, Math.max(0, room))
  return JSON.stringify({ ...parsed, issue: { ...parsed.issue, body: `${parsed.issue.body ?? ''}${body}` } })
}

/** A delivery of an event, as GitHub would send it. */
export function sign(text: string, secret: string, event = 'issues'): SignedDelivery {
  const body = Buffer.from(text)
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = [
    'accept: */*',
    'content-type: application/json',
    `content-length: ${body.length}`,
    'user-agent: GitHub-Hookshot/bench',
    `x-github-event: ${event}`,
    'x-github-hook-id: 1',
    `x-hub-signature-256: sha256=${signature}`,
  ]
  return { headers: headers.map((line) => `${line}\r\n`).join(''), body }
}

/** Every tenth delivery goes wrong on its way: by turns one is forged and one arrives a second time. */
export function disturbed(next: () => SignedDelivery): () => SignedDelivery {
  let count = 0
  let last: SignedDelivery | null = null
  return () => {
    count += 1
    if (count % 20 === 0 && last !== null) return last
    last = { ...next(), id: randomUUID() }
    return count % 20 === 10 ? forged(last) : last
  }
}

function forged(delivery: SignedDelivery): SignedDelivery {
  return { ...delivery, headers: delivery.headers.replace(/sha256=\w+/, `sha256=${'0'.repeat(64)}`), answer: 401 }
}

/** The bytes of one delivery to a server. */
export function requestOf({ id, headers, body }: SignedDelivery, { pathname, host }: URL): Buffer {
  const guid = id ?? randomUUID()
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\nx-github-delivery: ${guid}\r\n${headers}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}
