import { z } from 'zod'
import type { RepositoryState } from '../../sandbox/server.ts'
import type { Stage } from '../story/stage/stage.ts'

/** A reminder as it stands on an issue. */
export interface Reminder {
  readonly title: string
  readonly slot: string
  /** Story time, ISO 8601. */
  readonly at: string
}

/** What a life left behind. */
export interface Ending {
  readonly state: RepositoryState
  readonly reminders: readonly Reminder[]
  /** How often the fault struck. */
  readonly struck: number
}

const comments = z.array(z.object({ body: z.string(), created_at: z.string() }))

/** Looks at what there is now. */
export async function endingOn(stage: Stage, struck: number): Promise<Ending> {
  const state = await stage.state()
  const [eyes = ''] = Object.keys(stage.sandbox.tokens)
  const found = state.issues.map(async ({ number, title }) => {
    const talk = await stage.person(eyes).read(`${stage.repository}/issues/${number}/comments?per_page=100`, comments)
    return talk.flatMap(({ body, created_at: at }): readonly Reminder[] => {
      const slot = /aftermath:v1 reminder \{"slot":"(.*?)"\}/.exec(body)?.[1]
      return slot === undefined ? [] : [{ title, slot, at }]
    })
  })
  return { state, reminders: (await Promise.all(found)).flat(), struck }
}
