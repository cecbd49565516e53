import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { Visit } from '../visit.ts'
import { button, menu } from './forms.ts'
import { avatar, type Html, noHtml, time } from './people.ts'

function wayBack({ path }: Visit): Html {
  return html`<input type="hidden" name="back" value="${path}">`
}

/** Who acts, and the choice of everybody else; nothing where there are no accounts. */
export function accountMenu(visit: Visit): Html {
  const { login, logins } = visit
  if (login === undefined) return noHtml
  const choices = logins.map(
    (one) =>
      html`<button class="account" name="login" value="${one}"${one === login ? html` aria-current="true"` : ''}>${avatar({ login: one })}<span>${one}</span>${one === login ? icon('check', 'acting now') : noHtml}</button>`,
  )
  const body = html`<form method="post" action="/-/account">${wayBack(visit)}<p class="muted small">Act as</p>${choices}</form>`
  return menu(
    html`${avatar({ login })}<span class="login"><span class="hear">Acting as </span>${login}</span>${icon('down')}`,
    body,
    'accounts',
  )
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** What time it is in the story, and the ways to move it. */
export function clockBar(visit: Visit): Html {
  const { now, refused } = visit
  const weekday = weekdays[new Date(now).getUTCDay()] ?? ''
  const at = refused?.form.one('at') || now.slice(0, 16)
  const other = html`<form method="post" action="/-/clock" class="stack">${wayBack(visit)}<label for="clock-at">Date and time in UTC</label><input type="datetime-local" id="clock-at" name="at" value="${at}" step="60"><div class="buttons">${button('set', 'Set the clock', 'main')}</div></form>`
  return html`<section id="clock" class="clock" aria-label="Story clock"><div class="clock-row"><span class="clock-now">${icon('clock')} <span>Story clock: <b>${weekday} ${time(now)}</b></span></span>
<div class="buttons"><form method="post" action="/-/clock" class="buttons" aria-label="Move the clock forward">${wayBack(visit)}${button('hour', '+ 1 hour')}${button('day', '+ 1 day')}${button('monday', 'Next Monday 09:00')}</form>${menu(html`<span class="button plain">Other time ${icon('down')}</span>`, other, 'up')}</div></div>
<p>What falls due waits for the app's next sweep: within the hour (of real time), or at once when the app is started again.</p></section>`
}
