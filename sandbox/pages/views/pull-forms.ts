import { html } from 'hono/html'
import type { ApiPull } from '../shapes.ts'
import { typed, type Visit } from '../visit.ts'
import { button, form, textArea, withIcon } from './forms.ts'
import { type Html, noHtml } from './people.ts'

/** The way on from where a pull request stands: out of the draft, or into the base branch; nothing once it is closed. */
export function mergeForm(visit: Visit, pull: ApiPull): Html {
  if (pull.state !== 'open') return noHtml
  if (pull.draft === true) {
    return form(
      visit,
      'ready',
      html`<div class="buttons">${button('ready', withIcon('eye', 'Ready for review'), 'main')}</div>`,
    )
  }
  const methods = [
    ['merge', 'with a merge commit'],
    ['squash', 'squashed into one commit'],
    ['rebase', 'rebased'],
  ].map(([value, words]) => html`<option value="${value}">${words}</option>`)
  const fields = html`<input type="hidden" name="sha" value="${pull.head.sha}"><div class="buttons">${button('merge', withIcon('merge', 'Merge pull request'), 'merge')}<select name="method" aria-label="How to merge">${methods}</select><span class="push">${button('draft', 'Back to draft')}</span></div>`
  return form(visit, 'merge', fields)
}

/** A review: approval, a wish for changes, or a remark; nothing once the pull request is closed. */
export function reviewForm(visit: Visit, pull: ApiPull): Html {
  if (pull.state !== 'open') return noHtml
  const text = textArea({
    id: 'review',
    name: 'review',
    label: 'What you found',
    value: typed(visit, 'review', 'review'),
    rows: 4,
    placeholder: 'Not needed to approve',
  })
  const fields = html`${text}<div class="buttons end-buttons">${button('remark', 'Comment')}${button('request-changes', 'Request changes')}${button('approve', withIcon('check', 'Approve'), 'main')}</div>`
  const isOpen = visit.refused?.form.one('form') === 'review' ? html` open` : ''
  return html`<details class="review"${isOpen}><summary>${withIcon('eye', 'Review these changes')}</summary>${form(visit, 'review', fields, 'stack')}</details>`
}
