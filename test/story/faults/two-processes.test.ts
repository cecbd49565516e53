import { afterEach, describe, expect, it } from 'vitest'
import type { RepositoryState } from '../../../sandbox/server.ts'
import { twins } from '../stage/end-state.ts'
import { wholeLife } from '../stage/lives.ts'
import { stageIn } from '../stage/stage.ts'
import { hear } from '../stage/story.ts'
import { startWorld, type World } from '../stage/world.ts'

let world: World
afterEach(() => world.close())

async function liveWithTwo(latency: number): Promise<RepositoryState> {
  world = await startWorld({ latency })
  const stage = stageIn(world.sandbox)
  const apps = [world.startApp(), world.startApp()]
  for (const step of wholeLife) {
    await step.act(stage)
    await hear(world, ...apps)
    await Promise.all(apps.map((app) => app.sweep()))
  }
  return stage.state()
}

describe('two processes that hear of everything at the same time', () => {
  // Two reminders may go out, since GitHub has no lock for a comment: several processes need the shared queue.
  it.each([0, 5])(
    'leave one branch, one pull request, one status comment and one issue an item, at %i ms',
    async (latency) => {
      const { issues, pulls, branches } = await liveWithTwo(latency)
      expect(Object.keys(branches)).toEqual(['main', 'postmortem/incident-1'])
      expect(pulls).toHaveLength(1)

      const kept = issues.filter(
        ({ state_reason, body }) =>
          !body?.includes('Closed by Aftermath as a duplicate of') && state_reason !== 'duplicate',
      )
      expect(kept.map(({ title, state }) => `${title}: ${state}`)).toEqual([
        'Checkout is down: closed',
        'Alert on declined cards: closed',
        'Write a runbook: closed',
      ])
      expect(twins({ issues: kept.slice(0, 1), pulls, branches })).toEqual([])
      expect(kept[0]?.labels).toContain('postmortem-complete')
      expect(kept[0]?.comments.map(({ author }) => author)).toEqual(['aftermath[bot]', 'mia', 'mia'])
      for (const { state } of issues) expect(state).toBe('closed')
    },
  )
})
