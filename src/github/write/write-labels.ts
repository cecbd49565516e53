import { z } from 'zod'
import type { Writer } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { encodeSegment, repositoryPath } from '../requests/paths.ts'
import { gone, issueReference, issueTarget, placeToWrite, unless } from './issue-target.ts'

const anything = z.unknown()

/** Labels, and which issues have them. One that exists or is gone already is as it should be. */
export function labelWrites(context: SessionContext): Pick<Writer, 'createLabel' | 'addLabel' | 'removeLabel'> {
  const { name, calls } = context
  const base = repositoryPath(name)
  return {
    async createLabel({ name: label, colour, description }, other) {
      const body = { name: label, color: colour.replace(/^#/, ''), description: description.slice(0, 100) }
      const what = `create the label “${label}”`
      await unless(
        (error) => error.fault.kind === 'exists',
        async () => {
          const { repository, there } = await placeToWrite(context, other, what)
          await there.write({ method: 'POST', path: `${repository}/labels`, body, schema: anything, what })
        },
      )
    },
    async addLabel(number, label, other) {
      const { path, there } = await issueTarget(context, number, other)
      const what = `put the label “${label}” on ${issueReference(number, other)}`
      await there.write({ method: 'POST', path: `${path}/labels`, body: { labels: [label] }, schema: anything, what })
    },
    async removeLabel(number, label) {
      const path = `${base}/issues/${number}/labels/${encodeSegment(label)}`
      const what = `take the label “${label}” off #${number}`
      await unless(gone, () => calls.write({ method: 'DELETE', path, schema: anything, what }))
    },
  }
}
