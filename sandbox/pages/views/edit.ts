import { html } from 'hono/html'
import type { EditedFile } from '../acts/document-acts.ts'
import { typed, type Visit } from '../visit.ts'
import { type Spot, treeLink } from './addresses.ts'
import { crumbs } from './files.ts'
import { button, form, linkButton, textArea, textField } from './forms.ts'
import { type Html, noHtml } from './people.ts'
import { numberedLines } from './source.ts'

/**
 * The page that edits a file on a branch. After a refusal it still holds what was typed; where somebody else committed
 * meanwhile it shows their version too, and saving again writes over it knowingly.
 */
export function editPage(options: { readonly visit: Visit; readonly spot: Spot; readonly draft: EditedFile }): Html {
  const { visit, spot, draft } = options
  const name = spot.path.split('/').at(-1) ?? spot.path
  const opened = typed(visit, 'edit', 'sha', draft.sha)
  const isStale = opened !== draft.sha
  const fields = html`<input type="hidden" name="sha" value="${draft.sha}">
${textArea({ id: 'text', name: 'text', label: `Text of ${name}`, value: typed(visit, 'edit', 'text', draft.text), rows: 26, look: 'mono' })}
${textField({ id: 'message', name: 'message', label: 'Commit message', value: typed(visit, 'edit', 'message'), placeholder: `Update ${name}` })}
<p class="small muted">Commits to <code class="branch">${spot.ref}</code> as <b>${visit.login ?? 'nobody'}</b>.</p>
<div class="buttons end-buttons">${linkButton(treeLink('blob', spot), 'Cancel')}${button('commit', isStale ? 'Commit mine over the newer version' : 'Commit changes', isStale ? 'danger' : 'main')}</div>`
  return html`${crumbs(spot)}<h1 class="plain">Edit ${name}</h1>${isStale ? newer(spot, draft.text) : noHtml}<div class="box box-body">${form(visit, 'edit', fields, 'stack')}</div>`
}

function newer(spot: Spot, text: string): Html {
  const fresh = treeLink('edit', spot)
  return html`<div class="box stale"><div class="box-body"><p><b>Somebody committed to this file while you were writing.</b> Nothing is lost: your text stands below, theirs here. Take over what you want to keep of theirs, then commit; or <a href="${fresh}">start again from the newer version</a>.</p>
<details><summary>The newer version</summary><div class="scroll" tabindex="0">${numberedLines(text, 'newer-')}</div></details></div></div>`
}
