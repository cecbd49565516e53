import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type Handler, listen, refuse, requestPath } from '../http/http.ts'
import { version } from '../package-root.ts'
import type { Meters } from './meters.ts'

/** Of a pass, in seconds: most take less than a second, one that waits for GitHub's pace takes minutes. */
const durations = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180]

/** Numbers that Prometheus fetches, with those of the process itself. https://prometheus.io/docs/practices/naming/ */
export function createPrometheusMeters(): Meters {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <Name extends string>(name: string, help: string, labelNames: Name[]) =>
    new Counter<Name>({ name: `aftermath_${name}_total`, help, labelNames, registers })
  const gauge = <Name extends string>(name: string, help: string, labelNames: Name[] = []) =>
    new Gauge<Name>({ name: `aftermath_${name}`, help, labelNames, registers })

  gauge('info', 'The version that runs.', ['version']).set({ version }, 1)
  const passes = counter('passes', 'Passes that ended, by what they were about and what came of them.', [
    'kind',
    'result',
  ])
  const seconds = new Histogram({
    name: 'aftermath_pass_duration_seconds',
    help: 'How long a pass took, waiting for GitHub included.',
    labelNames: ['kind'],
    buckets: durations,
    registers,
  })
  const writes = counter('writes', 'Writes that GitHub took, by kind: `remind` is a reminder.', ['write'])
  const deliveries = counter('deliveries', 'Deliveries that arrived, by how they ended.', ['outcome'])
  const requests = counter('requests', 'Requests that GitHub answered, by the first digit of the status.', ['status'])
  const remaining = gauge('limit_remaining', 'Requests or points left until GitHub resets the limit.', [
    'installation',
    'resource',
  ])
  const limits = gauge('limit', 'What an installation may use until the limit is reset.', ['installation', 'resource'])

  return {
    passed({ kind, result, seconds: took }) {
      passes.inc({ kind, result })
      seconds.observe({ kind }, took)
    },
    wrote: (write) => writes.inc({ write }),
    delivered: (outcome) => deliveries.inc({ outcome }),
    answered: (status) => requests.inc({ status: `${Math.trunc(status / 100)}xx` }),
    left({ installation, resource, remaining: left, limit }) {
      remaining.set({ installation, resource }, left)
      limits.set({ installation, resource }, limit)
    },
    watch({ size, oldest }) {
      gaugeOf('queue_size', 'Refs that run, wait or are delayed in this process.', size)
      gaugeOf('queue_oldest_seconds', 'For how long the oldest of them has waited for a pass to end well.', oldest)
    },
    listen: (at) => listen(serving(registry), at),
  }

  function gaugeOf(name: string, help: string, value: () => number): void {
    const watched: Gauge = new Gauge({
      name: `aftermath_${name}`,
      help,
      registers,
      collect: () => watched.set(value()),
    })
  }
}

function serving(registry: Registry) {
  const answer: Handler = async (request, response) => {
    if (requestPath(request) !== '/metrics')
      return refuse(request, response, { status: 404, error: 'Ask for /metrics.' })
    const text = await registry.metrics()
    return response.writeHead(200, { 'content-type': registry.contentType }).end(text)
  }
  return (...given: Parameters<Handler>): void => {
    answer(...given).catch(() => given[1].destroy())
  }
}
