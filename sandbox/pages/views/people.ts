import { html } from 'hono/html'
import { type IconName, icon } from '../icons.ts'
import type { ApiLabel, ApiUser } from '../shapes.ts'

/** Anything that may stand in a page: markup is kept, text is escaped. */
export type Html = ReturnType<typeof html>
export const noHtml = html``

const ghost = { login: 'ghost' }

function hue(login: string): number {
  let sum = 0
  for (const character of login) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % 8
}

function isBot(user: ApiUser): boolean {
  return user.type === 'Bot' || user.login.endsWith('[bot]')
}

function initials(login: string): string {
  const parts = login
    .replace(/\[bot\]$/, '')
    .split(/[^a-z\d]+/i)
    .filter((part) => part !== '')
  const letters = parts.length > 1 ? `${parts[0]?.[0] ?? ''}${parts[1]?.[0] ?? ''}` : (parts[0]?.slice(0, 2) ?? '?')
  return letters.toUpperCase()
}

/** A round sign with the person's initials, a square one for a bot; no picture is loaded. */
export function avatar(person: ApiUser | null | undefined, size: 'small' | 'big' = 'small'): Html {
  const user = person ?? ghost
  const kind = `avatar h${hue(user.login)}${isBot(user) ? ' bot' : ''}${size === 'big' ? ' big' : ''}`
  return html`<span class="${kind}" aria-hidden="true">${initials(user.login)}</span>`
}

/** The login as a link; a bot has a badge and no page. `ghost` for an account that is gone. */
export function who(person: ApiUser | null | undefined): Html {
  const user = person ?? ghost
  const login = user.login.replace(/\[bot\]$/, '')
  if (isBot(user)) return html`<span class="who">${login}</span> <span class="pill">bot</span>`
  return html`<a class="who" href="/${login}">${login}</a>`
}

/** A moment in UTC, `2012-08-01 13:30 UTC`, machine-readable too; the text itself when it is no date. */
export function time(iso: string | null | undefined): Html {
  if (iso === null || iso === undefined) return noHtml
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return html`${iso}`
  const exact = date.toISOString()
  return html`<time datetime="${exact}" title="${exact}">${exact.slice(0, 10)} ${exact.slice(11, 16)} UTC</time>`
}

/** A label in its own colour, with the text dark or light after the colour's brightness; links to its issues. */
export function labelChip(repository: string, label: ApiLabel): Html {
  const href = `/${repository}/issues?state=all&labels=${encodeURIComponent(label.name)}`
  return html`<a class="label" style="${colours(label)}" href="${href}" title="${label.description ?? label.name}">${label.name}</a>`
}

/** The same without its link, for a choice; what the label means stands beside it. */
export function labelSwatch(label: ApiLabel): Html {
  const words = label.description ?? ''
  return html`<span class="label" style="${colours(label)}">${label.name}</span>${words === '' ? '' : html` <span class="muted small">${words}</span>`}`
}

function colours(label: ApiLabel): string {
  const color = /^[\da-f]{6}$/i.test(label.color ?? '') ? (label.color ?? 'ededed') : 'ededed'
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const ink = (red * 299 + green * 587 + blue * 114) / 1000 > 150 ? '#1f2328' : '#ffffff'
  return `background:#${color};color:${ink}`
}

// Drawn, since a machine without an emoji font would show empty boxes.
const signs: Readonly<Record<string, IconName>> = {
  '+1': 'thumb',
  '-1': 'thumbDown',
  laugh: 'laugh',
  hooray: 'hooray',
  confused: 'confused',
  heart: 'heart',
  rocket: 'rocket',
  eyes: 'eye',
}

/** The kinds of reactions, as the API names them. */
export const reactionKinds: readonly string[] = Object.keys(signs)

/** The drawing of a reaction; its name for a kind that has none. */
export function reactionSign(kind: string): Html {
  const sign = signs[kind]
  return sign === undefined ? html`${kind}` : html`${icon(sign)}`
}

/** `1 comment`, `2 comments`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
