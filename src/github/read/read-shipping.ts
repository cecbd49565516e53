import { z } from 'zod'
import type { Reader } from '../../reconcile/ports.ts'
import { placeOf, type SessionContext } from '../requests/context.ts'
import { toActor, wireAccount } from '../wire/wire-issue.ts'
import { readBackTo } from './read-back-to.ts'

type ShippingTopics = 'deployments' | 'deploymentStatuses' | 'releases' | 'failedRuns'

const wireDeployment = z.object({
  id: z.number(),
  sha: z.string(),
  ref: z.string(),
  environment: z.string(),
  transient_environment: z.boolean().nullish(),
  creator: wireAccount,
  created_at: z.string(),
})
const wireStatus = z.object({ state: z.string(), description: z.string().nullish(), created_at: z.string() })
const wireRelease = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  author: wireAccount,
  draft: z.boolean(),
  published_at: z.string().nullish(),
  html_url: z.string(),
})
const wireRun = z.object({
  name: z.string().nullish(),
  display_title: z.string().nullish(),
  actor: wireAccount,
  created_at: z.string(),
  html_url: z.string(),
})

/** A hundred, the newest: more are not looked at. */
const newest = { per_page: 100 }

/** What brought changes to people: deployments, releases and workflow runs. */
export function shippingTopics(context: SessionContext): Pick<Reader, ShippingTopics> {
  return {
    async deployments(question) {
      const what = 'list the deployments'
      const there = await placeOf(context, question)
      if (there === null) return []
      const pages = there.calls.pages({ path: `${there.base}/deployments`, schema: wireDeployment, what })
      const wires = await readBackTo(question.since, pages, (oldest) => oldest.created_at)
      return wires.map(({ creator, created_at: createdAt, transient_environment: transient, ...wire }) => ({
        ...wire,
        transient: transient ?? false,
        creator: toActor(creator),
        createdAt,
      }))
    },
    async deploymentStatuses(question) {
      const what = 'read how a deployment went'
      const there = await placeOf(context, question)
      if (there === null) return []
      const path = `${there.base}/deployments/${question.deployment}/statuses`
      const { data } = await there.calls.read({ path, query: newest, schema: z.array(wireStatus), what })
      return data.map(({ state, description, created_at: at }) => ({ state, description: description ?? '', at }))
    },
    async releases(question) {
      const what = 'list the releases'
      const there = await placeOf(context, question)
      if (there === null) return []
      const { data } = await there.calls.read({
        path: `${there.base}/releases`,
        query: newest,
        schema: z.array(wireRelease),
        what,
      })
      return data.flatMap(({ tag_name: tag, name: title, author, draft, published_at: at, html_url: url }) =>
        draft || at == null ? [] : [{ tag, name: title || tag, author: toActor(author), at, url }],
      )
    },
    async failedRuns({ branch, from, to, ...where }) {
      const there = await placeOf(context, where)
      if (there === null) return []
      const { data } = await there.calls.read({
        path: `${there.base}/actions/runs`,
        query: { ...newest, branch, status: 'failure', created: `${from}..${to}` },
        schema: z.object({ workflow_runs: z.array(wireRun) }),
        what: `list the failed workflow runs of ${branch}`,
      })
      return data.workflow_runs.map((wire) => ({
        name: wire.name ?? '',
        title: wire.display_title ?? '',
        actor: toActor(wire.actor),
        at: wire.created_at,
        url: wire.html_url,
      }))
    },
  }
}
