import { html } from 'hono/html'
import { type IconName, icon } from '../icons.ts'
import type { Visit } from '../visit.ts'
import { type Html, noHtml } from './people.ts'

/** How weighty a button looks: one `main` or `danger` a form at most. */
export type ButtonStyle = 'main' | 'plain' | 'danger' | 'merge'

/** A button that sends its form; `act` becomes the form's `do`. */
export function button(act: string, content: Html | string, style: ButtonStyle = 'plain'): Html {
  return html`<button class="button ${style}" name="do" value="${act}">${content}</button>`
}

/** A form that is sent to the page it stands on; `name` lets the page find typed text again after a refusal. */
export function form(visit: Visit, name: string, content: Html, look = ''): Html {
  return html`<form method="post" action="${visit.path}" class="${look}"><input type="hidden" name="form" value="${name}">${content}</form>`
}

/** A text area under its label. */
export function textArea(options: {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value: string
  readonly rows: number
  readonly look?: string
  readonly placeholder?: string
}): Html {
  const { id, name, label, value, rows, look = '', placeholder = '' } = options
  // A browser drops the first line break of a text area.
  return html`<label for="${id}">${label}</label><textarea id="${id}" name="${name}" rows="${rows}" class="${look}" placeholder="${placeholder}">
${value}</textarea>`
}

/** One line of text under its label. */
export function textField(options: {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value: string
  readonly placeholder?: string
}): Html {
  const { id, name, label, value, placeholder = '' } = options
  return html`<label for="${id}">${label}</label><input type="text" id="${id}" name="${name}" value="${value}" placeholder="${placeholder}" autocomplete="off">`
}

/** Something that opens below its name, one at a time on a page. */
export function menu(name: Html, content: Html, look = ''): Html {
  return html`<details class="menu ${look}" name="menu"><summary>${name}</summary><div class="menu-body">${content}</div></details>`
}

/** Boxes to choose from, in a menu under a heading; `had` are those chosen now. Sent as `act`. */
export function chooser(options: {
  readonly visit: Visit
  readonly act: string
  readonly field: string
  readonly heading: string
  readonly hint: string
  readonly choices: readonly { readonly value: string; readonly shown: Html }[]
  readonly had: readonly string[]
}): Html {
  const { visit, act, field, heading, hint, choices, had } = options
  const boxes = choices.map(
    ({ value, shown }) =>
      html`<label class="choose"><input type="checkbox" name="${field}" value="${value}"${had.includes(value) ? html` checked` : ''}><span>${shown}</span></label>`,
  )
  const before = had.map((value) => html`<input type="hidden" name="had-${field}" value="${value}">`)
  const body =
    choices.length === 0
      ? html`<p class="muted">Nothing to choose from.</p>`
      : form(
          visit,
          act,
          html`${before}<fieldset><legend>${hint}</legend>${boxes}</fieldset><div class="buttons">${button(act, 'Save', 'main')}</div>`,
        )
  return menu(
    html`<h2>${heading}</h2><span class="push">${icon('gear', `Change ${heading.toLowerCase()}`)}</span>`,
    body,
    'wide',
  )
}

/** What the API refused, on top of the page; nothing when it refused nothing. */
export function banner({ refused }: Visit): Html {
  return refused === undefined
    ? noHtml
    : html`<div class="banner" role="alert">${icon('warning')}<p><b>That was refused.</b> ${refused.message}</p></div>`
}

/** A link that looks like a button. */
export function linkButton(href: string, content: Html | string, style: ButtonStyle = 'plain'): Html {
  return html`<a class="button ${style}" href="${href}">${content}</a>`
}

/** A drawing before a word. */
export function withIcon(name: IconName, word: string): Html {
  return html`${icon(name)} ${word}`
}

/** The empty form that the task boxes of a text send; its id is what the boxes name. */
export function tickForm(visit: Visit, id: string, path?: string): Html {
  const file = path === undefined ? '' : html`<input type="hidden" name="path" value="${path}">`
  return html`<form method="post" action="${visit.path}" id="${id}" hidden><input type="hidden" name="form" value="${id}"><input type="hidden" name="do" value="tick">${file}</form>`
}
