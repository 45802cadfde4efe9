import { onScopeDispose, ref } from 'vue'
import { reachable } from '@/api/client'
import { queries } from '@/api/queries'
import { may, session, whoAmI } from '@/session'
import { Reader, type Told } from './stream'

/**
 * What others do, as it happens. One stream a page; its ids are places in the journal, so a page that was cut off
 * resumes where it was. An event makes stale what it touches: `case` 7 makes `['case', '7', …]` stale at once and
 * lists of cases and counts soon after, many events together.
 */
export type Connection = 'off' | 'connecting' | 'live' | 'waiting'

/** How it stands with the stream. */
export const connection = ref<Connection>('off')

type Listener = (told: { kind: string; id: string; data: Record<string, unknown> }) => void
const listeners = new Map<string, Set<Listener>>()

/** Hears events of one kind (`case`, `notification`, `presence`, …) while the caller lives. */
export function onLive(kind: string, listener: Listener): void {
  const all = listeners.get(kind) ?? new Set()
  listeners.set(kind, all.add(listener))
  onScopeDispose(() => all.delete(listener))
}

/** Which lists an event of a kind touches besides those named after it. */
const touched: Record<string, string[]> = { case: ['cases', 'views', 'bulk'], customer: ['customers'], channel_health: ['channels', 'channel'] }

/** Lists are asked again at once, and then no more often than this, however much happens. */
const listPause = 1_500
const together = 150
const stale = new Set<string>()
let timer: ReturnType<typeof setTimeout> | null = null
let asked = -listPause

function soon(names: string[]): void {
  names.forEach((name) => stale.add(name))
  timer ??= setTimeout(() => {
    timer = null
    asked = performance.now()
    const now = [...stale]
    stale.clear()
    now.forEach((name) => void queries.invalidateQueries({ queryKey: [name] }))
  }, Math.max(together, asked + listPause - performance.now()))
}

/** What one event makes stale; exported for its test. */
export function heard(told: Told): void {
  let body: Record<string, unknown>
  try {
    body = JSON.parse(told.data) as Record<string, unknown>
  } catch {
    return
  }
  const id = String(body.id ?? '')
  // What is not from the journal (presence, notifications) changes no thing that was read by its id.
  if (told.id !== null && 'version' in body) {
    void queries.invalidateQueries({ queryKey: [told.kind, id] })
    soon([...(touched[told.kind] ?? []), `${told.kind}s`])
  }
  listeners.get(told.kind)?.forEach((listener) => listener({ kind: told.kind, id, data: body }))
}

const longest = 30_000
let last: string | null = null
let running: AbortController | null = null

async function once(stop: AbortSignal): Promise<void> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' }
  if (last) headers['Last-Event-ID'] = last
  const response = await fetch('/api/v1/events', { headers, signal: stop, credentials: 'same-origin' })
  if (response.status === 401) await whoAmI()
  if (!response.ok || !response.body) throw new Error(`events: ${response.status}`)
  const resumed = connection.value === 'waiting' && last === null
  connection.value = 'live'
  reachable.value = true
  // Cut off before the first event: nobody knows what was missed, so all that is shown is asked again.
  if (resumed) void queries.invalidateQueries()
  const reader = new Reader()
  const bytes = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await bytes.read()
    if (done) return
    for (const told of reader.take(value)) {
      if (told.id) last = told.id
      heard(told)
    }
  }
}

/** Listens until `deaf`; comes back after a cut with growing pauses. */
export async function listen(): Promise<void> {
  if (running || !may('case.read')) return
  running = new AbortController()
  connection.value = 'connecting'
  const stop = running.signal
  let pause = 500
  while (!stop.aborted) {
    const began = Date.now()
    try {
      await once(stop)
    } catch {
      // The pause below is the answer to every failure.
    }
    if (stop.aborted) break
    pause = Date.now() - began > 10_000 ? 500 : Math.min(pause * 2, longest)
    connection.value = 'waiting'
    await rest(pause * (0.75 + Math.random() / 2), stop)
    while (session.state !== 'in' && !stop.aborted) await rest(1_000, stop)
  }
  connection.value = 'off'
}

/** Sleeps, but wakes when the network is back or listening ends. */
function rest(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(id)
      removeEventListener('online', wake)
      stop.removeEventListener('abort', wake)
      resolve()
    }
    const id = setTimeout(wake, ms)
    addEventListener('online', wake)
    stop.addEventListener('abort', wake)
  })
}

/** Stops listening. */
export function deaf(): void {
  running?.abort()
  running = null
}
