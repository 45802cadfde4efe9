import { computed, reactive, ref } from 'vue'
import { api, data, onExpired, useCsrf } from '@/api/client'
import { asProblem } from '@/api/problem'
import { queries } from '@/api/queries'
import type { components } from '@/api/schema'
import { setBusinessZone } from '@/lib/time'

export type Me = components['schemas']['Me']
export type Permission = components['schemas']['Permission']

/**
 * Who is signed in. `out`: nobody; `in`: somebody; `expired`: somebody was, and the page waits in place for them to
 * sign in again. Permissions here only spare people buttons that cannot work: the server asks again each time.
 */
export const session = reactive({ state: 'unknown' as 'unknown' | 'out' | 'in' | 'expired', me: null as Me | null })

/** What anybody may know of this service; null until it was asked. */
export const about = ref<components['schemas']['About'] | null>(null)

/** Asks it, once a page. */
export async function learnAbout(): Promise<void> {
  about.value ??= await data(api.GET('/api/v1/about'))
  setBusinessZone(about.value.time_zone)
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
    useCsrf(me.csrf ?? null)
    onExpired(expired)
    waiting?.done()
    waiting = null
  } catch (thrown) {
    const problem = asProblem(thrown)
    if (problem.code !== 'not_signed_in') throw thrown
    useCsrf(null)
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
