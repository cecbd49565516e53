import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { unable } from '../acts/deed.ts'
import { type Form, wayBack } from '../form.ts'
import { accountCookie, type Clock, type PagesApi, type PagesEnv } from '../visit.ts'
import { type Again, acting } from './acting.ts'

const hour = 3_600_000
const day = 24 * hour

/** What stands on every page: who acts, and what time it is in the story. */
export function switches({ tokens, clock }: PagesApi, again: Again): Hono<PagesEnv> {
  const app = new Hono<PagesEnv>()
  const back = (form: Form) => wayBack(form.one('back'))

  app.post('/-/account', (context) =>
    acting(
      context,
      again,
      async (form) => {
        const login = form.one('login')
        if (!Object.hasOwn(tokens, login)) throw unable(`There is no account "${login}" here.`)
        setCookie(context, accountCookie, login, { httpOnly: true, sameSite: 'Lax', path: '/' })
        return back(form)
      },
      back,
    ),
  )

  app.post('/-/clock', (context) =>
    acting(
      context,
      again,
      async (form) => {
        move(clock, form)
        return `${back(form)}#clock`
      },
      back,
    ),
  )

  return app
}

function move(clock: Clock, form: Form): void {
  const act = form.one('do')
  if (act === 'hour') clock.advance(hour)
  else if (act === 'day') clock.advance(day)
  else if (act === 'monday') clock.set(nextMonday(clock.now()))
  else clock.set(moment(form.one('at')))
}

/** The first Monday 09:00 UTC after this moment. */
function nextMonday(now: string): string {
  const at = new Date(now)
  const ahead = (8 - at.getUTCDay()) % 7
  const monday = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + ahead, 9)
  return new Date(monday > at.getTime() ? monday : monday + 7 * day).toISOString()
}

/** What a browser's field for date and time holds, read as UTC. */
function moment(text: string): string {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN
  if (Number.isNaN(at)) throw unable(`"${text}" is no moment. Write it as 2026-12-01T09:00, in UTC.`)
  return new Date(at).toISOString()
}
