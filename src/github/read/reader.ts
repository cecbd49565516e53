import type { Reader } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { issueLinkTopics } from './issue-links.ts'
import { branchTopics } from './read-branches.ts'
import { checkTopics } from './read-checks.ts'
import { fileTopics } from './read-files.ts'
import { issueTopics } from './read-issues.ts'
import { peopleTopics } from './read-people.ts'
import { pullTopics } from './read-pulls.ts'
import { repositoryTopics } from './read-repository.ts'
import { shippingTopics } from './read-shipping.ts'
import { talkTopics } from './read-talk.ts'

/** All questions of a pass, answered by GitHub's REST API: one request each, or one list with all its pages. */
export function createReader(context: SessionContext): Reader {
  return {
    ...repositoryTopics(context),
    ...issueTopics(context),
    ...issueLinkTopics(context),
    ...talkTopics(context),
    ...pullTopics(context),
    ...branchTopics(context),
    ...checkTopics(context),
    ...fileTopics(context),
    ...peopleTopics(context),
    ...shippingTopics(context),
  }
}
