import { createStore, del, entries, set } from 'idb-keyval'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { api, attempt, changeHeaders, data, reachable } from '@/api/client'
import { asProblem, ownProblem, type Problem, problemOf } from '@/api/problem'
import type { components } from '@/api/schema'
import { proven, session } from '@/session'

/**
 * What was taken down and is not with the server yet. It stands in the browser's own database before it is sent, under the
 * key that the server knows it by again, so that a cut line, a reload and a lost answer neither lose it nor send it twice.
 * Whoever took it down sends it: a key belongs to its caller.
 */
type Schemas = components['schemas']
export type Visit = Schemas['CounterVisit']
export type Arrival = Schemas['CounterArrival']

export interface Taken {
  key: string
  user: string
  unit: string
  body: Arrival
  photo: Blob | null
  photoName: string
  photoKey: string
  /** It is in; only the photo is still to come. */
  visit: Visit | null
  /** What the server does not take; it waits for a person. */
  refused: string
}

const store = createStore('bihuan-counter', 'taken')
// As the database gives them: what is proxied it does not take back.
const all = shallowRef<Taken[]>([])
const sending = ref(false)

async function read(): Promise<void> {
  const found = (await entries<string, Taken>(store)).map(([, taken]) => taken)
  all.value = found.sort((a, b) => (a.body.arrived_at ?? '').localeCompare(b.body.arrived_at ?? ''))
}
async function keep(taken: Taken): Promise<void> {
  await set(taken.key, taken, store)
  await read()
}
async function drop(key: string): Promise<void> {
  await del(key, store)
  await read()
}

async function sendPhoto(taken: Taken, visit: Visit): Promise<void> {
  if (!taken.photo) return
  const form = new FormData()
  form.append('file', taken.photo, taken.photoName)
  let answer: Response
  try {
    answer = await fetch(`/api/v1/cases/${visit.case}/attachments`, { method: 'POST', body: form, headers: { ...changeHeaders(), 'Idempotency-Key': taken.photoKey } })
  } catch {
    reachable.value = false
    throw ownProblem('offline')
  }
  if (!answer.ok) throw await problemOf(answer)
}

/** Sends one; answers the visit once all of it is in. */
async function send(taken: Taken): Promise<Visit | Problem> {
  let now = taken
  try {
    await proven()
    const visit = now.visit ?? (await data(api.POST('/api/v1/counters/{unit}/visits', { params: { path: { unit: now.unit }, header: { 'Idempotency-Key': now.key } }, body: now.body })))
    now = { ...now, visit, refused: '' }
    if (now.photo) {
      await keep(now)
      await sendPhoto(now, visit)
    }
    await drop(now.key)
    return visit
  } catch (thrown) {
    const problem = asProblem(thrown)
    // What passes by itself is tried again by itself.
    await keep({ ...now, refused: problem.passing ? '' : [problem.title, problem.reasons].filter(Boolean).join(' ') })
    return problem
  }
}

/** Sends what waits, one after another; stops at the first that the line does not carry. */
async function flush(): Promise<void> {
  if (sending.value) return
  sending.value = true
  try {
    await read()
    for (const taken of all.value.filter((t) => t.refused === '' && t.user === session.me?.user)) {
      const came = await send(taken)
      if ('passing' in came && came.passing) break
    }
  } finally {
    sending.value = false
  }
}

/** What waits at a counter, and what takes somebody in. */
export function useTaken(unit: () => string, sent: () => void) {
  const again = () => void flush().then(sent)
  void read().then(again)
  const timer = setInterval(() => all.value.some((t) => t.refused === '') && again(), 5_000)
  addEventListener('online', again)
  onScopeDispose(() => {
    clearInterval(timer)
    removeEventListener('online', again)
  })
  return {
    waiting: computed(() => all.value.filter((t) => t.unit === unit())),
    again,
    drop,
    /** Keeps it, then sends it; the visit when it is in, the problem when it is not yet or will not be. */
    async take(body: Arrival, photo: File | null): Promise<Visit | Problem> {
      const taken: Taken = { key: attempt(), user: session.me?.user ?? '', unit: unit(), body, photo, photoName: photo?.name ?? '', photoKey: attempt(), visit: null, refused: '' }
      await keep(taken)
      const came = await send(taken)
      if ('number' in came || came.passing) return came
      // They have their number; only the photo was refused, and stands there with the reason.
      const visit = all.value.find((t) => t.key === taken.key)?.visit
      if (visit) return visit
      // What the form can mend is mended there and does not wait.
      await drop(taken.key)
      return came
    },
  }
}
