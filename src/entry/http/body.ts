import type { IncomingMessage, ServerResponse } from 'node:http'

/** What GitHub sends at most: 25 MB. */
export const largestBody = 25 * 1024 * 1024

/** What each request may hold before it needs a place: nearly every delivery is smaller. */
const smallBody = 128 * 1024

/** Bodies past `smallBody` that are in memory at a time. */
const largeBodies = 2

/** A fixed number of places; who finds none waits in line. */
export interface BodyPlaces {
  /** Resolves once there is a place, and rejects when the request's connection ends before that. */
  take(request: IncomingMessage): Promise<void>
  leave(): void
}

/**
 * Places for large bodies. Anybody can begin to send one, and only the whole of it shows whether it is signed: so that
 * strangers cannot fill the memory, all others wait on their senders' side.
 */
export function createBodyPlaces(count = largeBodies): BodyPlaces {
  let free = count
  const line = new Set<() => void>()
  return {
    take(request) {
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        const gone = () => {
          line.delete(enter)
          reject(new Error('The connection ended before the body was read.'))
        }
        const enter = () => {
          request.off('close', gone)
          resolve()
        }
        request.once('close', gone)
        line.add(enter)
      })
    },
    leave() {
      const [next] = line
      if (next === undefined) {
        free += 1
        return
      }
      line.delete(next)
      next()
    },
  }
}

export type Body =
  | { readonly read: 'whole'; readonly bytes: Buffer }
  | { readonly read: 'too-large' }
  /** The connection ended first: its sender went away, or took longer than the server lets it. */
  | { readonly read: 'cut-off' }

export interface BodyLimits {
  /** In bytes. */
  readonly most: number
  readonly places: BodyPlaces
}

/** Reads a request's body and stops as soon as it is longer than `most` bytes, whatever its headers said. Never throws. */
export function readBody(request: IncomingMessage, response: ServerResponse, limits: BodyLimits): Promise<Body> {
  return withBody(request, response, limits, async (body) => body)
}

/** What `use` makes of the body. Until then a large one keeps its place, so that no more of them are in memory. */
export async function withBody<T>(
  request: IncomingMessage,
  response: ServerResponse,
  { most, places }: BodyLimits,
  use: (body: Body) => Promise<T>,
): Promise<T> {
  let placed = false
  const claim = async (): Promise<void> => {
    if (placed) return
    await places.take(request)
    placed = true
  }
  try {
    return await use(await receive(request, response, most, claim))
  } finally {
    if (placed) places.leave()
  }
}

/** `claim` is called before more is read than each request may hold. */
async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  most: number,
  claim: () => Promise<void>,
): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > most) return { read: 'too-large' }
  if (request.headers.expect !== undefined) response.writeContinue()
  let body: Grown = { bytes: Buffer.alloc(0), size: 0 }
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const size = body.size + chunk.length
      if (size > most) return { read: 'too-large' }
      if (size > smallBody) await claim()
      // What a header says is not believed before the body has a place.
      body = append(body, chunk, size > smallBody ? announced : 0)
    }
    return { read: 'whole', bytes: body.bytes.subarray(0, body.size) }
  } catch {
    return { read: 'cut-off' }
  }
}

interface Grown {
  readonly bytes: Buffer
  readonly size: number
}

/**
 * One buffer that doubles, or has room for `expected` bytes at once: a list of chunks would cost a sender of single bytes
 * one byte, and this server a hundred.
 */
function append({ bytes, size }: Grown, chunk: Buffer, expected: number): Grown {
  const needed = size + chunk.length
  if (size === 0) return { bytes: chunk, size: needed }
  if (needed <= bytes.length) {
    chunk.copy(bytes, size)
    return { bytes, size: needed }
  }
  const larger = Buffer.allocUnsafe(Math.max(needed, expected || bytes.length * 2))
  bytes.copy(larger, 0, 0, size)
  chunk.copy(larger, size)
  return { bytes: larger, size: needed }
}
