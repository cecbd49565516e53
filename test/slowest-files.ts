import type { Reporter, TestModule } from 'vitest/node'

/** Says which ten files took longest, when more than ten ran. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= 10) return
    const slowest = modules.toSorted((one, other) => timeOf(other) - timeOf(one)).slice(0, 10)
    const lines = slowest.map((module) => `${seconds(timeOf(module))} ${module.relativeModuleId}`)
    console.log(`\nThe slowest ten files:\n${lines.join('\n')}`)
  }
}

/** With the modules that it was the first to load. */
function timeOf(module: TestModule): number {
  const { collectDuration, duration } = module.diagnostic()
  return collectDuration + duration
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(8)} s`
}
