import { beforeEach, expect, test, vi } from 'vitest'
import { type Api, type Entry, Failed, type Visit } from './api'
import { Talk } from './talk'
import { languageOf } from './words'

vi.mock('../portal/src/lib/solve', () => ({ solve: (challenge: string) => Promise.resolve({ challenge, answer: '1' }) }))

const entry = (version: number, text: string, message: string | null, theirs = true): Entry => ({ version, text, message, theirs, at: '2026-11-28T02:00:00.000Z', what: 'message', files: [], outcome: null })
const visit = (version: number, entries: Entry[], more: Partial<Visit> = {}): Visit =>
  ({ chat: 'c', number: '2611-1', state: 'served', position: null, expected_wait_ms: null, asked: null, answer_until: null, agent_typing: false, agent_read: 0, ended: null, expected_at: null, stars: null, archived: false, entries, version, ...more }) as Visit

/** A server that fails when told to, and whose stream the test speaks through. */
class Fake {
  key = ''
  language = 'en'
  begun: { key: string; text: string }[] = []
  said: { id: string; text: string }[] = []
  failing = 0
  after: number[] = []
  hear: (kind: string, data: unknown) => void = () => undefined
  about = () => Promise.resolve({ open: true })
  challenge = () => Promise.resolve({ challenge: 'x', bits: 1 })
  begin(body: { key: string; text: string }) {
    this.begun.push(body)
    return this.failing-- > 0 ? Promise.reject(new Failed(0, 'offline', '')) : Promise.resolve({ chat: 'c', number: '2611-1' })
  }
  say(body: { id: string; text: string }) {
    this.said.push(body)
    return this.failing-- > 0 ? Promise.reject(new Failed(0, 'offline', '')) : Promise.resolve({ message: `m-${body.text}`, version: 2 })
  }
  moment = () => Promise.resolve()
  listen(after: number, stop: AbortSignal, heard: (kind: string, data: never) => void, open: () => void) {
    this.after.push(after)
    this.hear = heard as typeof this.hear
    open()
    return new Promise<void>((done) => stop.addEventListener('abort', () => done()))
  }
}

const made = () => {
  const fake = new Fake()
  return { fake, talk: new Talk(fake as unknown as Api, { unit: null, skill: null }, 'test', () => undefined) }
}
beforeEach(() => localStorage.clear())

test('a lost answer is asked for again under the same key and the same id, and nothing shows twice', async () => {
  vi.useFakeTimers()
  const { fake, talk } = made()
  fake.failing = 1
  talk.say('hello')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(fake.begun.map((b) => b.text)).toEqual(['hello', 'hello'])
  expect(new Set(fake.begun.map((b) => b.key)).size).toBe(1)
  fake.failing = 1
  talk.say('second')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(fake.said.map((s) => s.text)).toEqual(['second', 'second'])
  expect(new Set(fake.said.map((s) => s.id)).size).toBe(1)
  // It comes back as said, twice even: it stands there once, and is on its way no longer.
  const back = [entry(1, 'hello', null), entry(2, 'second', 'm-second')]
  fake.hear('visit', visit(2, back))
  fake.hear('visit', visit(2, back))
  expect(talk.entries.map((e) => e.text)).toEqual(['hello', 'second'])
  expect(talk.pending).toEqual([])
  vi.useRealTimers()
})

test('what was not sent outlives the page, and the talk goes on after the version seen last', async () => {
  const first = made()
  first.talk.say('hello')
  await vi.waitFor(() => expect(first.fake.after).toEqual([0]))
  first.fake.failing = 1_000
  first.talk.say('on its way')
  await vi.waitFor(() => expect(first.fake.said.length).toBe(1))
  const id = first.fake.said[0]?.id
  const again = made()
  expect(again.talk.begun).toBe(true)
  await again.talk.arrive()
  await vi.waitFor(() => expect(again.fake.said.map((s) => s.id)).toEqual([id]))
  expect(again.fake.key).toMatch(/^bh_[0-9a-f]{64}$/)
})

test('a rating is asked for once, and not of whoever left a message', () => {
  const { fake, talk } = made()
  talk.say('hello')
  return vi.waitFor(() => expect(fake.after.length).toBe(1)).then(() => {
    fake.hear('visit', visit(2, [], { state: 'ended', ended: 'message_left' }))
    expect(talk.asksRating).toBe(false)
    fake.hear('visit', visit(3, [], { state: 'ended', ended: 'permitted' }))
    expect(talk.asksRating).toBe(true)
    talk.declineRating()
    expect(talk.asksRating).toBe(false)
    expect(made().talk.asksRating).toBe(false)
  })
})

test('the language is the one asked for, else the page\'s, else the browser\'s', () => {
  expect([languageOf('zh-TW'), languageOf(null, 'zh-CN'), languageOf('', 'fr', 'en-GB'), languageOf('fr')]).toEqual(['zh-Hant', 'zh-Hans', 'en', 'en'])
})
