import createClient from 'openapi-fetch'
import { ref } from 'vue'
import type { paths } from './schema'
import { ownProblem, problemOf } from './problem'
import { language } from '@/i18n'
import { learnServerTime } from '@/lib/time'

/**
 * The one client of the API. It repeats the session's CSRF token, asks for the language of the page, learns the
 * server's time and throws a `Problem` for whatever is not a success. When a session ended meanwhile the request waits
 * until somebody has signed in again and is then sent anew, so that no work is lost.
 */
const guarded = { csrf: null as string | null, expired: null as null | (() => Promise<void>) }

/** Whether the last request reached the server. */
export const reachable = ref(true)

/** The token to repeat in changes; null without a session. */
export function useCsrf(token: string | null): void {
  guarded.csrf = token
}

/** The headers a change needs that does not go through `api` (an upload, whose progress only XMLHttpRequest tells). */
export function changeHeaders(): Record<string, string> {
  return { 'Accept-Language': language.value, ...(guarded.csrf ? { 'X-CSRF-Token': guarded.csrf } : {}) }
}

/** Waits until there is a session again; false when nobody asks for one. */
export async function sessionAgain(): Promise<boolean> {
  if (!guarded.expired) return false
  await guarded.expired()
  return true
}

/** What to do when a session has ended: it resolves when there is one again. */
export function onExpired(wait: (() => Promise<void>) | null): void {
  guarded.expired = wait
}

async function send(request: Request): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('Accept-Language', language.value)
  if (guarded.csrf && !['GET', 'HEAD'].includes(request.method)) headers.set('X-CSRF-Token', guarded.csrf)
  let response: Response
  try {
    response = await fetch(new Request(request, { headers, credentials: 'same-origin' }))
  } catch (thrown) {
    if (request.signal.aborted) throw thrown
    reachable.value = false
    throw ownProblem('offline')
  }
  reachable.value = true
  learnServerTime(response.headers.get('date'))
  return response
}

async function guardedFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await send(request)
  if (response.ok || response.status === 304) return response
  const problem = await problemOf(response)
  const lost = problem.code === 'not_signed_in' || problem.code === 'csrf'
  if (!lost || !guarded.expired) throw problem
  await guarded.expired()
  const second = await send(again)
  if (second.ok) return second
  throw await problemOf(second)
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: guardedFetch })

type Call<T> = Promise<{ data?: T; response: Response }>

/** The body of a successful answer. */
export async function data<T>(call: Call<T>): Promise<T> {
  return (await call).data as T
}

/** The body with its version (for `If-Match`) and the cursor of the next page, where there are such. */
export async function answer<T>(call: Call<T>): Promise<{ data: T; etag: string | null; next: string | null }> {
  const { data: body, response } = await call
  const link = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
  const next = link ? new URL(link, location.origin).searchParams.get('after') : null
  return { data: body as T, etag: response.headers.get('etag'), next }
}

/** Names one attempt to create something, so that sending it twice makes it once. */
export function attempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
