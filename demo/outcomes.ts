import type { Item } from './document.ts'
import { appLogin, type Scene } from './scene.ts'
import { type Role, repository } from './world.ts'

/** `null` when it is as the story says, else a sentence on what is there instead. */
export type Finding = string | null
export type Look = (scene: Scene) => Promise<Finding>

/** The status comment of an incident says each of these. */
export function statusSays(incident: number, ...parts: readonly (string | RegExp)[]): Look {
  return async (scene) => {
    const said = await scene.status(incident)
    const missing = parts.find((part) => (typeof part === 'string' ? !said.includes(part) : !part.test(said)))
    return missing === undefined ? null : `The status comment of #${incident} lacks "${missing}":\n${visible(said)}`
  }
}

/** An action item has so many comments by the app, and the last one holds these words. */
export function reminded(item: Item, count: number, ...words: readonly string[]): Look {
  return async (scene) => {
    const number = await scene.issueOf(item)
    const comments = await scene.appComments(number)
    if (comments.length !== count) return `#${number} has ${comments.length} comments by ${appLogin}, not ${count}.`
    const last = comments.at(-1) ?? ''
    const missing = words.find((word) => !last.includes(word))
    return missing === undefined ? null : `The last comment on #${number} lacks "${missing}":\n${visible(last)}`
  }
}

/** Whether the incident carries a label. */
export function labelled(incident: number, label: string, wanted: 'carried' | 'absent'): Look {
  return async (scene) => {
    const { data } = await scene.as('trading-ops').issues.get({ ...repository, issue_number: incident })
    const names = data.labels.map((known) => (typeof known === 'string' ? known : known.name))
    if (names.includes(label) === (wanted === 'carried')) return null
    return `#${incident} carries the labels ${names.join(', ')}.`
  }
}

/** The postmortem's pull request is open, a draft or not, with this assignee. */
export function postmortemIs(incident: number, wanted: 'draft' | 'closed', writer?: Role): Look {
  return async (scene) => {
    const pull = await scene.postmortem(incident)
    const is = pull.state === 'closed' ? 'closed' : pull.draft ? 'draft' : 'ready'
    if (is !== wanted) return `Pull request #${pull.number} is ${is}.`
    if (writer === undefined || pull.assignees.includes(writer)) return null
    return `Pull request #${pull.number} is assigned to ${pull.assignees.join(', ') || 'nobody'}.`
  }
}

/** The issue of an action item has this owner (nobody for `null`), is attached to the incident and says these things. */
export function opened(item: Item, incident: number, owner: Role | null, ...words: readonly string[]): Look {
  return async (scene) => {
    const { issues } = scene.as('trading-ops')
    const number = await scene.issueOf(item)
    const { data } = await issues.get({ ...repository, issue_number: number })
    const assignees = (data.assignees ?? []).map(({ login }) => login).join(', ')
    if (assignees !== (owner ?? '')) return `#${number} is assigned to ${assignees || 'nobody'}.`
    const missing = words.find((word) => data.body?.includes(word) !== true)
    if (missing !== undefined) return `The issue #${number} lacks "${missing}":\n${visible(data.body ?? '')}`
    const { data: children } = await issues.listSubIssues({ ...repository, issue_number: incident })
    return children.some((child) => child.number === number) ? null : `#${number} is not attached to #${incident}.`
  }
}

/** The issue of an action item says each of these. */
export function itemSays(item: Item, ...words: readonly string[]): Look {
  return async (scene) => {
    const number = await scene.issueOf(item)
    const { data } = await scene.as('trading-ops').issues.get({ ...repository, issue_number: number })
    const missing = words.find((word) => data.body?.includes(word) !== true)
    return missing === undefined ? null : `The issue #${number} lacks "${missing}":\n${visible(data.body ?? '')}`
  }
}

/** The postmortem's document, on its branch or on `main`, holds each of these. */
export function documentSays(incident: number, ref: 'branch' | 'main', ...parts: readonly string[]): Look {
  return async (scene) => {
    const { path, branch } = await scene.postmortem(incident)
    const at = { ...repository, path, ref: ref === 'main' ? 'main' : branch, mediaType: { format: 'raw' } }
    const text = String((await scene.as('trading-ops').repos.getContent(at)).data)
    const missing = parts.find((part) => !text.includes(part))
    return missing === undefined ? null : `The document ${path} lacks "${missing}".`
  }
}

/** The check of the postmortem says each of `has` and none of `lacks`. */
export function checkSays(incident: number, has: readonly string[], lacks: readonly string[] = []): Look {
  return async (scene) => {
    const { conclusion, text } = await scene.check(incident)
    const missing = has.find((part) => !text.includes(part))
    if (missing !== undefined) return `The check is ${conclusion} and lacks "${missing}":\n${text}`
    const left = lacks.find((part) => text.includes(part))
    return left === undefined ? null : `The check is ${conclusion} and still says "${left}":\n${text}`
  }
}

/** The last comment by the app on the postmortem's pull request holds these words. */
export function remindedWriter(incident: number, ...words: readonly string[]): Look {
  return async (scene) => {
    const { number } = await scene.postmortem(incident)
    const last = (await scene.appComments(number)).at(-1) ?? ''
    const missing = words.find((word) => !last.includes(word))
    return missing === undefined ? null : `The last comment on #${number} lacks "${missing}":\n${visible(last)}`
  }
}

/** An issue is assigned to somebody. */
export function assigned(issue: number, to: Role): Look {
  return async (scene) => {
    const { data } = await scene.as('trading-ops').issues.get({ ...repository, issue_number: issue })
    const logins = (data.assignees ?? []).map(({ login }) => login)
    return logins.includes(to) ? null : `#${issue} is assigned to ${logins.join(', ') || 'nobody'}.`
  }
}

/** The comment that begins with a command was answered by the app with this reaction. */
export function reacted(issue: number, start: string, reaction: '+1'): Look {
  return async (scene) => {
    const { issues, reactions } = scene.as('trading-ops')
    const { data } = await issues.listComments({ ...repository, issue_number: issue })
    const command = data.find(({ body }) => body?.startsWith(start))
    if (command === undefined) return `There is no command on #${issue}.`
    const given = await reactions.listForIssueComment({ ...repository, comment_id: command.id })
    const found = given.data.some(({ content, user }) => content === reaction && user?.login === appLogin)
    return found ? null : `The command on #${issue} has no ${reaction} by ${appLogin}.`
  }
}

function visible(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, '').trim()
}
