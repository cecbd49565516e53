import { z } from 'zod'
import type { Form } from '../form.ts'
import { taskValue, tick } from '../markdown/tasks.ts'
import { commentShape, issueShape } from '../shapes.ts'
import { type Act, type Deed, unable } from './deed.ts'

const reaction = z.object({ id: z.number() })

function root({ repository, number }: Deed): string {
  return `/repos/${repository}/issues/${number}`
}

const say: Act = async (deed) => {
  const { body } = await deed.visit.write.send('POST', `${root(deed)}/comments`, { body: deed.form.one('body') })
  return `issuecomment-${commentShape.pick({ id: true }).parse(body).id}`
}

/** First the words, where there are any, then the state: as GitHub's "Close with comment" does it. */
export function change(kind: 'issues' | 'pulls', state: Readonly<Record<string, string>>): Act {
  return async (deed) => {
    const { visit, form, repository, number } = deed
    const anchor = form.one('body').trim() === '' ? undefined : await say(deed)
    await visit.write.send('PATCH', `/repos/${repository}/${kind}/${number}`, state)
    return anchor
  }
}

/** What a menu of boxes asks for: only what the person changed, so that others' changes meanwhile stay. */
function chosen(form: Form, field: string): { readonly add: readonly string[]; readonly remove: readonly string[] } {
  const before = form.many(`had-${field}`)
  const after = form.many(field)
  return { add: after.filter((one) => !before.includes(one)), remove: before.filter((one) => !after.includes(one)) }
}

const label: Act = async (deed) => {
  const { write } = deed.visit
  const { add, remove } = chosen(deed.form, 'label')
  if (add.length > 0) await write.send('POST', `${root(deed)}/labels`, { labels: add })
  for (const name of remove) await write.send('DELETE', `${root(deed)}/labels/${encodeURIComponent(name)}`)
  return undefined
}

const assign: Act = async (deed) => {
  const { write } = deed.visit
  const { add, remove } = chosen(deed.form, 'assignee')
  if (add.length > 0) await write.send('POST', `${root(deed)}/assignees`, { assignees: add })
  if (remove.length > 0) await write.send('DELETE', `${root(deed)}/assignees`, { assignees: remove })
  return undefined
}

const retitle: Act = async (deed) => {
  const title = deed.form.one('title').trim()
  if (title === '') throw unable('A title cannot be empty.')
  await deed.visit.write.send('PATCH', root(deed), { title })
  return undefined
}

/** The text as it was when its form was made must still be the present one, or somebody's words would be lost. */
const rewrite: Act = async (deed) => {
  const { form, visit } = deed
  const on = target(deed)
  const present = (await visit.read.one(on.path, written)).body ?? ''
  if (present.replaceAll('\r\n', '\n') !== form.one('before')) {
    throw unable('This text has changed since you opened it. Yours is still below; the page shows the present one.')
  }
  await visit.write.send('PATCH', on.path, { body: form.one('body') })
  return on.anchor
}

const written = z.object({ body: z.string().nullish() })

/** A comment of this page by its id, else the description. */
function target(deed: Deed): { readonly path: string; readonly anchor: string } {
  const id = deed.form.one('comment')
  return /^\d{1,15}$/.test(id)
    ? { path: `/repos/${deed.repository}/issues/comments/${id}`, anchor: `issuecomment-${id}` }
    : { path: root(deed), anchor: `issue-${deed.number}` }
}

const remove: Act = async (deed) => {
  const { path, anchor } = target(deed)
  if (!anchor.startsWith('issuecomment-')) throw unable('Only comments can be deleted.')
  await deed.visit.write.send('DELETE', path)
  return undefined
}

/** A second reaction of the same kind takes the first one back. */
const react: Act = async (deed) => {
  const { path, anchor } = target(deed)
  const given = await deed.visit.write.send('POST', `${path}/reactions`, { content: deed.form.one('content') })
  if (given.status === 200) {
    await deed.visit.write.send('DELETE', `${path}/reactions/${reaction.parse(given.body).id}`)
  }
  return anchor
}

const tickBody: Act = async (deed) => {
  const task = taskValue.parse(deed.form.one('task'))
  const { body } = await deed.visit.read.one(root(deed), issueShape)
  const ticked = task && tick(body ?? '', task)
  if (task === undefined || ticked === undefined)
    throw unable('This task has changed meanwhile. Here is the present one.')
  await deed.visit.write.send('PATCH', root(deed), { body: ticked })
  return `tasks-description-${task.line}`
}

/** What people do on the page of an issue, and below the description of a pull request. */
export const issueActs: ReadonlyMap<string, Act> = new Map([
  ['comment', say],
  ['close', change('issues', { state: 'closed', state_reason: 'completed' })],
  ['decline', change('issues', { state: 'closed', state_reason: 'not_planned' })],
  ['reopen', change('issues', { state: 'open' })],
  ['label', label],
  ['assign', assign],
  ['retitle', retitle],
  ['rewrite', rewrite],
  ['delete', remove],
  ['react', react],
  ['tick', tickBody],
])
