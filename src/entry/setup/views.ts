import { createHash } from 'node:crypto'
import type { RegisteredApp } from '../../github/access/registration.ts'

const style =
  'body{font:16px/1.5 system-ui;max-width:42rem;margin:3rem auto;padding:0 1rem}label{display:block}textarea{width:100%}'

const styleHash = createHash('sha256').update(style).digest('base64')

/**
 * What every page of the set-up is sent with: it loads nothing, stands in no frame, tells its address to nobody, and its
 * forms go to itself and to the GitHub at `origin`.
 */
export function pageHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      // Browsers hold redirects to this, too, and GitHub may lead to the sign-on of an enterprise, which can stand anywhere.
      `form-action 'self' ${origin} https:`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    // The origin only, never the path with the secret: with `no-referrer`, browsers hide it in the page's own forms, too.
    'referrer-policy': 'strict-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  }
}

/** Text within HTML, also within quotes of either kind. */
function html(text: string): string {
  return text.replace(/[&'"<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title>
<style>${style}</style></head><body><h1>${html(title)}</h1>
${body}
</body></html>
`
}

export interface SetupView {
  /** GitHub's page that registers an app from a manifest. */
  readonly registerUrl: string
  readonly manifest: string
  readonly baseUrl: string
  readonly webhookUrl: string
  readonly secret: string
  /** Events that this GitHub may not know, to be ticked by hand. */
  readonly left: readonly string[]
}

/** The page that registers a new app or takes an existing one. */
export function setupView({ registerUrl, manifest, baseUrl, webhookUrl, secret, left }: SetupView): string {
  const byHand =
    left.length === 0
      ? ''
      : `<p>Your GitHub may be too old for ${html(left.join(', '))}: if its page offers them, tick them after registering.</p>`
  return page(
    'Set up Aftermath',
    `<p>GitHub will send its deliveries to <code>${html(webhookUrl)}</code>, and lead you back to <code>${html(baseUrl)}</code>.</p>
<h2>Register a new app</h2>
<form action="${html(registerUrl)}" method="post">
<button name="manifest" id="manifest" value='${html(manifest)}' >Register GitHub App</button>
</form>${byHand}
<form action="${html(baseUrl)}/probot" method="get"><input type="hidden" name="secret" value="${html(secret)}">
<label>For an organization: <input name="organization" required pattern="[A-Za-z0-9\\-]+"> <button>Choose it</button></label></form>
<h2>Or use an app that you have</h2>
<form action="${html(baseUrl)}/probot/import" method="post"><input type="hidden" name="secret" value="${html(secret)}">
<label>App id <input name="appId" required inputmode="numeric"></label>
<label>Webhook secret <input name="webhookSecret" type="password" required minlength="16" autocomplete="off"></label>
<label>Private key: the text of its .pem file <textarea name="privateKey" rows="6" required autocomplete="off"></textarea></label>
<button>Use this app</button></form>`,
  )
}

/** Whose app it is, before anybody installs it. */
export function registeredView({ id, slug, name, owner, page: address }: RegisteredApp, origin: string): string {
  const installed = address.startsWith(`${origin}/`) ? address : `${origin}/apps/${encodeURIComponent(slug)}`
  return page(
    `${name} is set up`,
    `<p>It is the app <strong>${html(slug)}</strong> (id ${id}) of <strong>@${html(owner)}</strong>. Its credentials stand in <code>.env</code> now; this page takes no others.</p>
<p><strong>Is @${html(owner)} who you meant?</strong> If not, delete <code>.env</code> and do not install the app.</p>
<ol><li>Start the server again.</li>
<li><a rel="noreferrer" href="${html(installed)}/installations/new">Install the app</a> on your repositories.</li></ol>`,
  )
}

/** A page that only says `sentence`. */
export function sentenceView(title: string, sentence: string): string {
  return page(title, `<p>${html(sentence)}</p>`)
}
