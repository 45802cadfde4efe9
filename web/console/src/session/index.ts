import { computed, reactive, ref } from 'vue'
import { api, data, onExpired, useCsrf } from '@/api/client'
import { asProblem, ownProblem } from '@/api/problem'
import { queries } from '@/api/queries'
import type { components } from '@/api/schema'
import { setBusinessZone } from '@/lib/time'

export type Me = components['schemas']['Me']
export type Permission = components['schemas']['Permission']

/**
 * Who is signed in. `out`: nobody; `in`: somebody; `expired`: somebody was, and the page waits in place for them to
 * sign in again. Permissions here only spare people buttons that cannot work: the server asks again each time.
 * `remembered`: the page was opened without a line and shows who was here last; the server has not been asked yet, and
 * nothing is sent before it was.
 */
export const session = reactive({ state: 'unknown' as 'unknown' | 'out' | 'in' | 'expired', me: null as Me | null, remembered: false })

/** What anybody may know of this service; null until it was asked. */
export const about = ref<components['schemas']['About'] | null>(null)

/** Asks it, once a page. */
export async function learnAbout(): Promise<void> {
  about.value ??= await data(api.GET('/api/v1/about'))
  setBusinessZone(about.value.time_zone)
}

/** Who was at the counter last, for a page that is opened without a line; never the token that changes are made with. */
const REMEMBERED = 'bihuan.counter.me'
type Remembered = { me: Me; about: components['schemas']['About'] }

/** Lets this device open the counter's page for the same person without a line. */
export function rememberHere(): void {
  if (session.state !== 'in' || session.remembered || !session.me || !about.value) return
  const kept: Remembered = { me: { ...session.me, csrf: null }, about: about.value }
  try { localStorage.setItem(REMEMBERED, JSON.stringify(kept)) } catch { /* A browser that keeps nothing needs its line. */ }
}

function forgetHere(): void {
  try { localStorage.removeItem(REMEMBERED) } catch { /* There was none. */ }
}

function recalled(): boolean {
  if (!/^\/counter(\/|$)/.test(location.pathname)) return false
  try {
    const kept = JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Remembered | null
    if (!kept) return false
    about.value = kept.about
    setBusinessZone(kept.about.time_zone)
    Object.assign(session, { me: kept.me, state: 'in', remembered: true })
    return true
  } catch {
    return false
  }
}

/** Asks the server once it can be reached, where the page only remembers who is here; throws when it still cannot. */
export async function proven(): Promise<void> {
  if (session.remembered) await whoAmI()
  // Somebody else is signed in here by now: nothing goes out in their name.
  if (session.remembered) throw ownProblem('offline')
}

let waiting: { promise: Promise<void>; done: () => void } | null = null

function expired(): Promise<void> {
  if (!waiting) {
    let done = () => {}
    const promise = new Promise<void>((resolve) => (done = resolve))
    waiting = { promise, done }
    session.state = 'expired'
  }
  return waiting.promise
}

/** Asks the server who we are. */
export async function whoAmI(): Promise<void> {
  const before = session.me?.user
  onExpired(null)
  try {
    const [me] = await Promise.all([data(api.GET('/api/v1/me')), learnAbout()])
    if (before && before !== me.user) {
      // Somebody else signed in here: nothing of the first person may stay on the page.
      location.assign('/')
      return
    }
    session.me = me
    session.state = 'in'
    session.remembered = false
    useCsrf(me.csrf ?? null)
    onExpired(expired)
    waiting?.done()
    waiting = null
  } catch (thrown) {
    const problem = asProblem(thrown)
    if (problem.passing && session.state === 'unknown' && recalled()) return
    if (problem.code !== 'not_signed_in') throw thrown
    useCsrf(null)
    session.remembered = false
    forgetHere()
    if (session.state === 'in' || session.state === 'expired') {
      // Work may be on the page: it waits in place.
      onExpired(expired)
      void expired()
    } else {
      session.me = null
      session.state = 'out'
    }
  }
}

/** Signs out; whatever was loaded is forgotten with the page. */
export async function signOut(): Promise<void> {
  onExpired(null)
  forgetHere()
  await data(api.DELETE('/api/v1/session')).catch(() => undefined)
  queries.clear()
  location.assign('/sign-in')
}

/** Whether one may do this somewhere. */
export function may(permission: Permission): boolean {
  return session.me?.permissions.includes(permission) ?? false
}

/** What one has to do before anything else is allowed. */
export const mustFirst = computed<'password' | 'second_factor' | null>(() => {
  if (session.me?.must_change_password) return 'password'
  return session.me?.must_enrol ? 'second_factor' : null
})
