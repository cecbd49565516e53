import type { Form } from '../form.ts'
import { taskValue, taskWords, tick } from '../markdown/tasks.ts'
import { contentsShape } from '../shapes.ts'
import { encodedPath, type Spot } from '../views/addresses.ts'
import type { Visit } from '../visit.ts'
import { unable } from './deed.ts'

const binary = 'This file is no text in UTF-8: writing it here would damage it.'

/** A file's text with the sha that a change of it must name. */
export interface EditedFile {
  readonly text: string
  readonly sha: string
}

function address({ repository, path }: Spot): string {
  return `/repos/${repository}/contents/${encodedPath(path)}`
}

/** The file as it stands now; an `ApiRefusal` for none, a folder, or what is no text. */
export async function draftOf({ read }: Visit, spot: Spot): Promise<EditedFile> {
  const path = `${address(spot)}?ref=${encodeURIComponent(spot.ref)}`
  const found = await read.one(path, contentsShape)
  if (Array.isArray(found) || !('sha' in found) || found.sha === undefined) throw unable('This is not a file.')
  const text = found.size === 0 ? '' : await read.raw(path)
  if (text.includes('\uFFFD') || text.includes('\0')) throw unable(binary)
  return { text, sha: found.sha }
}

/** Commits a text over the version `sha` to the branch, as the person who acts; refused when the file moved on. */
export async function commitText(
  visit: Visit,
  spot: Spot,
  draft: EditedFile & { readonly message: string },
): Promise<void> {
  const content = Buffer.from(draft.text).toString('base64')
  const { message, sha } = draft
  await visit.write.send('PUT', address(spot), { message, content, sha, branch: spot.ref })
}

/** The text of an edit form with the line breaks that the file had: browsers make all of them equal. */
export function keepBreaks(text: string, before: string): string {
  const foreign = before.includes('\r\n') && !/(^|[^\r])\n/.test(before)
  return foreign ? text.replaceAll('\n', '\r\n') : text
}

/** Ticks or clears the box that a form names, as a commit; gives its line. Somebody else's commit elsewhere is no hindrance. */
export async function commitTick(visit: Visit, spot: Spot, form: Form): Promise<number> {
  const task = taskValue.parse(form.one('task'))
  const { text, sha } = await draftOf(visit, spot)
  const ticked = task && tick(text, task)
  if (task === undefined || ticked === undefined)
    throw unable('This task has changed meanwhile. Here is the present one.')
  const words = taskWords(task.text)
  const verb = /^[^[]*\[ \]/.test(task.text) ? 'Tick' : 'Clear'
  await commitText(visit, spot, { text: ticked, sha, message: `${verb} "${short(words)}"` })
  return task.line
}

function short(words: string): string {
  const letters = [...words]
  return letters.length > 56 ? `${letters.slice(0, 55).join('')}…` : words
}
