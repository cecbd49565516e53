import { type DeliveryAttempt, type DeliveryLog, GitHubError, type GitHubFault } from '../../src/reconcile/ports.ts'

/** GitHub's log of deliveries, as the test has it. */
export interface FakeLog extends DeliveryLog {
  /** Newest first. */
  attempts: readonly DeliveryAttempt[]
  /** GitHub's clock. */
  time: string
  /** What was asked for since the test cleared it: `page`, `payload <id>`, `redeliver <id>`. */
  asked: string[]
  /** Fails the next request of this kind. */
  fail(request: 'page' | 'payload' | 'redeliver', fault: GitHubFault): void
}

/** `payload` gives that of a GUID; pages hold `size` attempts. */
export function fakeLog(payload: (guid: string) => unknown, size = 100): FakeLog {
  const faults = new Map<string, GitHubFault>()
  const request = (kind: string, id = '') => {
    log.asked.push(`${kind} ${id}`.trim())
    const fault = faults.get(kind)
    faults.delete(kind)
    if (fault) throw new GitHubError(`The app could not ask for a ${kind}.`, fault)
  }
  const log: FakeLog = {
    attempts: [],
    time: '2026-03-02T12:00:00Z',
    asked: [],
    fail: (kind, fault) => faults.set(kind, fault),
    async *pages() {
      for (let at = 0; at === 0 || at < log.attempts.length; at += size) {
        request('page')
        yield log.attempts.slice(at, at + size)
      }
    },
    async payload(id) {
      request('payload', id)
      return payload(log.attempts.find((attempt) => attempt.id === id)?.guid ?? '')
    },
    async redeliver(id) {
      request('redeliver', id)
    },
    now: () => log.time,
  }
  return log
}
