/** How many milliseconds of the processor's time something takes: a busy machine does not stretch them. */
export function processorTime(act: () => void): number {
  const from = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}
