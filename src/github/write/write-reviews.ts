import { z } from 'zod'
import type { Writer } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedError, refusedWith } from '../requests/errors.ts'
import { repositoryPath } from '../requests/paths.ts'

/** Asking for reviews. https://docs.github.com/en/rest/pulls/review-requests#request-reviewers-for-a-pull-request */
export function reviewWrites({ name, calls }: SessionContext): Pick<Writer, 'requestReview'> {
  return {
    async requestReview(number, reviewer) {
      const [account = '', team] = reviewer.replace(/^@/, '').split('/')
      const body = team === undefined ? { reviewers: [account] } : { team_reviewers: [team] }
      const path = `${repositoryPath(name)}/pulls/${number}/requested_reviewers`
      const what = `ask ${reviewer} to review #${number}`
      try {
        await calls.write({ method: 'POST', path, body, schema: z.unknown(), what })
      } catch (error) {
        if (!refusedWith(error, 422)) throw error
        const because = 'GitHub takes only people and teams with access to this repository for reviewers'
        const remedy = 'give them access, or correct “reviewers” in the configuration'
        throw refusedError(what, { status: 422, reason: 'invalid', because, remedy }, error)
      }
    },
  }
}
