import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { ApiIssue, ApiLabel, ApiUser } from '../shapes.ts'
import { typed, type Visit } from '../visit.ts'
import { button, chooser, form, menu, textArea, textField, withIcon } from './forms.ts'
import { avatar, type Html, labelSwatch, reactionKinds, reactionSign } from './people.ts'

/** A text that people may answer to: the description, or the comment with this id. */
export interface Spoken {
  readonly id: string
  readonly comment: number | undefined
  readonly body: string
  readonly reactions: Readonly<Record<string, unknown>> | null | undefined
}

/** What can be done with a text: react, edit, and delete a comment. */
export function spokenFoot(visit: Visit, spoken: Spoken): Html {
  const { id, comment, body, reactions } = spoken
  const target = comment === undefined ? '' : html`<input type="hidden" name="comment" value="${comment}">`
  const react = html`<input type="hidden" name="do" value="react">${target}`
  const given = reactionKinds.flatMap((kind) => {
    const count = reactions?.[kind]
    return typeof count === 'number' && count > 0
      ? [
          html`<button class="reaction" name="content" value="${kind}" aria-label="${kind}: ${count}">${reactionSign(kind)} ${count}</button>`,
        ]
      : []
  })
  const offered = reactionKinds.map(
    (kind) =>
      html`<button class="reaction" name="content" value="${kind}" aria-label="${kind}">${reactionSign(kind)}</button>`,
  )
  const name = `rewrite-${id}`
  const editing = html`${target}<input type="hidden" name="before" value="${body}">${textArea({ id: name, name: 'body', label: 'Text', value: typed(visit, name, 'body', body), rows: 8 })}<div class="buttons end-buttons">${button('rewrite', 'Save', 'main')}</div>`
  const removal =
    comment === undefined
      ? ''
      : menu(
          html`<span class="quiet">${withIcon('trash', 'Delete')}</span>`,
          form(
            visit,
            `delete-${id}`,
            html`${target}<p>This cannot be undone.</p>${button('delete', 'Delete this comment', 'danger')}`,
          ),
        )
  const isOpen = visit.refused?.form.one('form') === name ? html` open` : ''
  return html`<div class="foot">${form(visit, `react-${id}`, html`${react}${given}`, 'reactions')}${menu(html`<span class="reaction">${icon('smile', 'React')}</span>`, form(visit, `react-${id}`, html`${react}${offered}`, 'reactions'))}
<details class="unfold"${isOpen}><summary><span class="quiet">${withIcon('pencil', 'Edit')}</span></summary>${form(visit, name, editing, 'stack')}</details>${removal}</div>`
}

/** Renaming, below a title. */
export function titleForm(visit: Visit, title: string): Html {
  const fields = html`${textField({ id: 'title', name: 'title', label: 'Title', value: typed(visit, 'retitle', 'title', title) })}<div class="buttons">${button('retitle', 'Save', 'main')}</div>`
  return html`<details class="unfold title-edit"><summary><span class="quiet">${withIcon('pencil', 'Edit title')}</span></summary>${form(visit, 'retitle', fields, 'stack')}</details>`
}

/** A comment, with closing and reopening beside it. */
export function commentForm(visit: Visit, item: ApiIssue, kind: 'issue' | 'pull'): Html {
  const isOpen = item.state === 'open'
  const isMerged = 'merged' in item && item.merged === true
  const closing =
    kind === 'pull'
      ? button('close', withIcon('closedPull', 'Close pull request'))
      : html`${button('decline', withIcon('skip', 'Close as not planned'))}${button('close', withIcon('check', 'Close as completed'))}`
  const state = isOpen ? closing : isMerged ? '' : button('reopen', withIcon('issue', 'Reopen'))
  const text = textArea({
    id: 'comment',
    name: 'body',
    label: 'Add a comment',
    value: typed(visit, 'comment', 'body'),
    rows: 5,
    placeholder: 'Markdown, as on GitHub',
  })
  const fields = html`${text}<div class="buttons end-buttons">${state}${button('comment', 'Comment', 'main')}</div>`
  const person = visit.login === undefined ? undefined : { login: visit.login }
  return html`<div class="entry write" id="write">${avatar(person, 'big')}<div class="box box-body">${form(visit, 'comment', fields, 'stack')}</div></div>`
}

/** What people may choose for an issue: everybody who can be assigned, every label of the repository. */
export interface Choices {
  readonly people: readonly ApiUser[]
  readonly labels: readonly ApiLabel[]
}

/** The menu that assigns. */
export function assigneeMenu(visit: Visit, item: ApiIssue, { people }: Choices): Html {
  const choices = people.map((one) => ({ value: one.login, shown: html`${avatar(one)} ${one.login}` }))
  const had = (item.assignees ?? []).map(({ login }) => login)
  return chooser({
    visit,
    act: 'assign',
    field: 'assignee',
    heading: 'Assignees',
    hint: 'Who takes this on',
    choices,
    had,
  })
}

/** The menu that labels. */
export function labelMenu(visit: Visit, item: ApiIssue, { labels }: Choices): Html {
  const choices = labels.map((one) => ({ value: one.name, shown: labelSwatch(one) }))
  const had = item.labels.map(({ name }) => name)
  return chooser({ visit, act: 'label', field: 'label', heading: 'Labels', hint: 'Labels of this issue', choices, had })
}
