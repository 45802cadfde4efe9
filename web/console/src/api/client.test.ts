import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { speak } from '@/i18n'
import { answer, api, attempt, data, onExpired, reachable, useCsrf } from './client'
import { Problem } from './problem'

const sent: Request[] = []
let answers: (() => Response)[] = []
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => () => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const problem = (status: number, code: string) => json({ type: `urn:bihuan:problem:${code}`, title: 'said', status, code, data: {} }, status)

beforeEach(() => {
  sent.length = 0
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request.clone())
    const next = answers.shift()
    if (!next) throw new TypeError('Failed to fetch')
    return next()
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  useCsrf(null)
  onExpired(null)
})

test('changes repeat the token of the session, reading does not', async () => {
  useCsrf('token-1')
  answers = [json({}), json({})]
  await data(api.GET('/api/v1/me'))
  await data(api.PUT('/api/v1/me/password', { body: { current: 'a', new: 'b' } }))
  expect(sent.map((r) => r.headers.get('x-csrf-token'))).toEqual([null, 'token-1'])
})

test('a problem is thrown with its code and sentence; a server that is away is one of ours', async () => {
  answers = [problem(412, 'stale')]
  await expect(data(api.GET('/api/v1/me'))).rejects.toMatchObject({ code: 'stale', status: 412, title: 'said' })
  await expect(data(api.GET('/api/v1/me'))).rejects.toMatchObject({ code: 'offline', passing: true })
  expect(reachable.value).toBe(false)
  answers = [() => new Response('<html>bad gateway</html>', { status: 502 })]
  await expect(data(api.GET('/api/v1/me'))).rejects.toBeInstanceOf(Problem)
  expect(reachable.value).toBe(true)
})

test('what is wrong with a field is said in words, never by the name it has in a request', async () => {
  await speak('en', false)
  const refused = { title: 'prefixes cannot be used.', status: 422, code: 'unusable_input', data: { field: 'prefixes' }, errors: [{ field: 'prefixes', code: 'bad_serial_prefix', title: 'Letters and digits.', detail: '' }] }
  answers = [json(refused, 422)]
  const thrown = await data(api.GET('/api/v1/me')).catch((e: unknown) => e as Problem)
  expect(thrown).toMatchObject({ code: 'unusable_input', errors: [{ field: 'prefixes' }] })
  expect((thrown as Problem).title).toBe('This cannot be used: Letters and digits.')
  // Said once.
  expect((thrown as Problem).reasons).toBeUndefined()
})

test('a request whose session ended waits for the next one and goes again with its body and the new token', async () => {
  useCsrf('old')
  onExpired(async () => useCsrf('new'))
  answers = [problem(401, 'not_signed_in'), json({ done: true })]
  expect(await data(api.PUT('/api/v1/me/password', { body: { current: 'a', new: 'b' } }))).toEqual({ done: true })
  expect(sent.map((r) => r.headers.get('x-csrf-token'))).toEqual(['old', 'new'])
  expect(await sent[1]?.json()).toEqual({ current: 'a', new: 'b' })
})

test('version and next page are read from the headers', async () => {
  answers = [json([], 200, { etag: '"7"', link: '</api/v1/cases?limit=50&after=abc>; rel="next"' })]
  expect(await answer(api.GET('/api/v1/cases'))).toEqual({ data: [], etag: '"7"', next: 'abc' })
  expect(attempt()).toMatch(/^[0-9a-f]{32}$/)
})
