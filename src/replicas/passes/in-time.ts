import type { Timers } from '../../reconcile/ports.ts'

/** Whether `work` ended, well or not, within `ms`. */
export function inTime(work: Promise<unknown>, ms: number, timers: Timers): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = timers.after(ms, () => resolve(false))
    const end = (): void => {
      cancel()
      resolve(true)
    }
    work.then(end, end)
  })
}
