import { existsSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Loaded before a program (`--import`): tells its parent, whenever it asks, how long the event loop was held up at most, and
 * how much processor time its thread took for that between two turns: on a busy machine, what part of it is the program's.
 */
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()

const schedule = `/proc/self/task/${process.pid}/schedstat`
const processorMs = () => (existsSync(schedule) ? Number(readFileSync(schedule, 'utf8').split(' ', 1)[0]) / 1e6 : 0)

let last = processorMs()
let longestWork = 0
setInterval(() => {
  const now = processorMs()
  longestWork = Math.max(longestWork, now - last)
  last = now
}, 5).unref()

process.on('message', () => {
  process.send?.({ longestDelay: delay.max / 1e6, longestWork })
  delay.reset()
  longestWork = 0
})
process.channel?.unref()
