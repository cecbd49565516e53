import { type Case, wishOf } from './cases.ts'
import { type Ending, live } from './life.ts'
import { judge } from './verdict.ts'

/** Lives with this one fault. Returns what is wrong at the end, a line each; nothing when it survived. */
export async function run(one: Case, undisturbed: Ending): Promise<readonly string[]> {
  try {
    const ending = await live({ fault: wishOf(one), post: one.at === 'delivery' ? 'http' : 'hand' })
    return judge(ending, undisturbed)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
