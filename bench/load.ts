import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { requestOf, type SignedDelivery } from './deliveries.ts'

/** A connection that is kept open and carries one delivery at a time. */
interface Line {
  /** Sends a delivery and waits for the whole answer. Rejects for any other than the one that it is to have. */
  send(delivery: SignedDelivery): Promise<void>
  /** Whether the server can still be there: it closes connections on which nothing happens. */
  isFresh(): boolean
  close(): void
}

/** How long (ms) a connection is used again after an answer: well below the server's patience. */
const fresh = 2_000

async function openLine(target: URL): Promise<Line> {
  const socket = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
  await once(socket, 'connect')
  // Who waits for an answer hears of it by the connection's end.
  socket.on('error', () => undefined)
  let usedAt = performance.now()
  let kept = true
  return {
    isFresh: () => kept && !socket.closed && performance.now() - usedAt < fresh,
    async send(delivery) {
      socket.write(requestOf(delivery, target))
      const { status, keeps } = await answerOn(socket)
      usedAt = performance.now()
      kept = keeps
      if (status !== (delivery.answer ?? 200)) throw new Error(`The server answered ${status} to a delivery.`)
    },
    close: () => socket.destroy(),
  }
}

/** The status of the next answer once its last byte is there, and whether the server keeps the connection. */
function answerOn(socket: Socket): Promise<{ readonly status: number; readonly keeps: boolean }> {
  let text = ''
  return new Promise((resolve, reject) => {
    const stop = () => {
      socket.off('data', take)
      socket.off('close', lost)
    }
    const lost = () => {
      stop()
      reject(new Error('The server closed a connection without an answer.'))
    }
    const take = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head < 0 || !isWhole(text, head)) return
      stop()
      resolve({ status: Number(text.slice(9, 12)), keeps: !/\r\nconnection: close\r\n/i.test(text.slice(0, head + 2)) })
    }
    socket.on('data', take)
    socket.on('close', lost)
  })
}

function isWhole(text: string, head: number): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1]
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= head + 4 + Number(length)
}

/** Deliveries in turn, without end. */
export function inTurn(deliveries: readonly SignedDelivery[]): () => SignedDelivery {
  let next = 0
  return () => {
    const delivery = deliveries[next % deliveries.length]
    next += 1
    if (delivery === undefined) throw new Error('There are no deliveries to send.')
    return delivery
  }
}

export interface Rate {
  readonly answered: number
  readonly perSecond: number
}

/** Keeps `connections` busy until `enough` says so of the count of answers. */
export async function flood(
  target: URL,
  next: () => SignedDelivery,
  { connections, enough }: { readonly connections: number; readonly enough: (answered: number) => boolean },
): Promise<Rate> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(target)))
  let answered = 0
  const start = performance.now()
  const keepBusy = async (line: Line): Promise<void> => {
    while (!enough(answered)) {
      await line.send(next())
      answered += 1
    }
  }
  await Promise.all(lines.map(keepBusy))
  const seconds = (performance.now() - start) / 1000
  for (const line of lines) line.close()
  return { answered, perSecond: answered / seconds }
}

/**
 * Sends `perSecond` deliveries for `seconds`, each at its time whether or not earlier ones were answered, as GitHub does.
 * Returns how long each took, in milliseconds, from when it was to be sent: waiting for a free connection counts.
 */
export async function openLoop(
  target: URL,
  next: () => SignedDelivery,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<readonly number[]> {
  const free: Line[] = await Promise.all(Array.from({ length: 50 }, () => openLine(target)))
  const took: number[] = []
  const sent: Promise<void>[] = []
  const start = performance.now()
  const one = async (due: number): Promise<void> => {
    const line = freshOf(free) ?? (await openLine(target))
    await line.send(next())
    took.push(performance.now() - due)
    free.push(line)
  }
  for (let count = 0; count < perSecond * seconds; ) {
    const due = start + (count * 1000) / perSecond
    if (performance.now() < due) {
      await sleep(1)
      continue
    }
    const sending = one(due)
    // A failure is thrown by the await below; until then it must not count as unhandled.
    sending.catch(() => undefined)
    sent.push(sending)
    count += 1
  }
  await Promise.all(sent)
  for (const line of free) line.close()
  return took
}

/** The line that was used last, where it can still be used; older ones are closed. */
function freshOf(free: Line[]): Line | undefined {
  const line = free.pop()
  if (line === undefined || line.isFresh()) return line
  for (const stale of [line, ...free.splice(0)]) stale.close()
  return undefined
}
