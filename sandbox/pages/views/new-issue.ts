import { html } from 'hono/html'
import type { ApiLabel, ApiRepository } from '../shapes.ts'
import { typed, type Visit } from '../visit.ts'
import { button, form, linkButton, textArea, textField } from './forms.ts'
import { avatar, type Html, labelSwatch, noHtml } from './people.ts'

/** The page that opens an issue. */
export function newIssuePage(options: {
  readonly visit: Visit
  readonly repository: ApiRepository
  readonly labels: readonly ApiLabel[]
}): Html {
  const { visit, repository, labels } = options
  const chosen = visit.refused?.form.many('label') ?? []
  const boxes = labels.map(
    (one) =>
      html`<label class="choose"><input type="checkbox" name="label" value="${one.name}"${chosen.includes(one.name) ? html` checked` : ''}><span>${labelSwatch(one)}</span></label>`,
  )
  const untrusted = repository.permissions?.triage === false
  const hint = untrusted
    ? html`<p class="small muted">You may ask for labels. GitHub leaves them out, without a word, for people without the triage role.</p>`
    : noHtml
  const fields = html`${textField({ id: 'title', name: 'title', label: 'Title', value: typed(visit, 'open', 'title'), placeholder: 'What is going wrong?' })}
${textArea({ id: 'body', name: 'body', label: 'Description', value: typed(visit, 'open', 'body'), rows: 10, placeholder: 'Markdown, as on GitHub' })}
${labels.length === 0 ? noHtml : html`<fieldset class="labels"><legend>Labels</legend>${hint}${boxes}</fieldset>`}
<div class="buttons end-buttons">${linkButton(`/${repository.full_name}/issues`, 'Cancel')}${button('open', 'Create issue', 'main')}</div>`
  return html`<h1 class="plain">New issue</h1><div class="entry">${avatar(visit.login === undefined ? undefined : { login: visit.login }, 'big')}<div class="box box-body">${form(visit, 'open', fields, 'stack')}</div></div>`
}
