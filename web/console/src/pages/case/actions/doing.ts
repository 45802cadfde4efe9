import { useQueryClient } from '@tanstack/vue-query'
import { inject, type InjectionKey, reactive } from 'vue'
import { api, attempt, data } from '@/api/client'
import { asProblem, type Problem } from '@/api/problem'
import { session } from '@/session'
import type { Case } from '../case'
import { baseOf, deeds, type Field, type Sent, type Values } from './deeds'

/** What is being asked about a case now: one dialog at a time. What was typed stays until it is done or thrown away. */
export interface Asking {
  name: string
  fields: Field[]
  values: Values
  /** The version one saw when the question came up; what happened since is shown before it is overwritten. */
  version: number
}

export interface Doing {
  state: { asking: Asking | null; busy: boolean; problem: Problem | null; stale: boolean; menu: boolean }
  /** `before`: what was typed for another question already. */
  ask: (name: string, shown: Case, before?: Values) => void
  /** Does it; whether it was done. */
  go: () => Promise<boolean>
  /** Does it although the case has changed. */
  anyway: (shown: Case) => Promise<boolean>
  leave: () => void
}

export const doingKey: InjectionKey<Doing & { caseId: () => string }> = Symbol('doing')
export function useDoing(): Doing & { caseId: () => string } {
  const found = inject(doingKey)
  if (!found) throw new Error('nothing is being done here')
  return found
}

type Any = (path: string, init: unknown) => Promise<{ data?: Case; response: Response }>
const by = { POST: api.POST as unknown as Any, PUT: api.PUT as unknown as Any, DELETE: api.DELETE as unknown as Any }

/** One change of a case against the version one saw. */
export function change(id: string, sent: Sent, version: number | null, key = attempt()): Promise<Case> {
  const header = { ...(version === null ? {} : { 'If-Match': `"${version}"` }), ...(sent.method === 'POST' ? { 'Idempotency-Key': key } : {}) }
  return data(by[sent.method](`/api/v1/cases/{case}/${sent.path}`, { params: { path: { case: id }, header }, body: sent.body }))
}

export function useDoingOf(caseId: () => string, done: (name: string, failed: Problem | null) => void): Doing {
  const client = useQueryClient()
  const state: Doing['state'] = reactive({ asking: null, busy: false, problem: null, stale: false, menu: false })
  // The same words sent twice are one attempt; other words are another.
  let tried = { body: '', key: '' }

  const keyOf = (sent: Sent) => {
    const body = JSON.stringify(sent)
    if (body !== tried.body) tried = { body, key: attempt() }
    return tried.key
  }

  async function perform(name: string, values: Values, version: number, seen: Case): Promise<boolean> {
    if (state.busy) return false
    const id = caseId()
    state.busy = true
    state.problem = null
    state.stale = false
    try {
      const sent = deeds[baseOf(name)]?.send(values, seen, session.me?.user ?? '') ?? []
      let at = version
      for (const one of Array.isArray(sent) ? sent : [sent]) {
        const now = await change(id, one, at, keyOf(one))
        // A case of its own (split) is not this one.
        if (now?.id === id) {
          at = now.version
          // What one did oneself must not look like somebody else's change to the next thing one does.
          client.setQueryData(['case', id], now)
          if (state.asking) state.asking.version = at
        }
      }
      void client.invalidateQueries({ queryKey: ['case', id] })
      void client.invalidateQueries({ queryKey: ['cases'] })
      state.asking = null
      done(name, null)
      return true
    } catch (thrown) {
      const problem = asProblem(thrown)
      if (problem.status === 412) {
        state.stale = true
        await client.invalidateQueries({ queryKey: ['case', id] })
      }
      if (state.asking) state.problem = problem
      else done(name, problem)
      return false
    } finally {
      state.busy = false
    }
  }

  const seen = () => client.getQueryData<Case>(['case', caseId()])
  return {
    state,
    ask(name, shown, before = {}) {
      const deed = deeds[baseOf(name)]
      if (!deed) return
      state.problem = null
      state.stale = false
      state.menu = false
      if (!deed.asks) {
        void perform(name, {}, shown.version, shown)
        return
      }
      const fields = deed.asks(shown, session.me?.user ?? '')
      const values = Object.fromEntries(fields.map((f) => [f.name, Array.isArray(f.start) ? [...(f.start as unknown[])] : f.start]))
      state.asking = { name, fields, values: { ...values, ...before }, version: shown.version }
    },
    async go() {
      const shown = seen()
      return state.asking && shown ? perform(state.asking.name, state.asking.values, state.asking.version, shown) : false
    },
    async anyway(shown) {
      if (!state.asking) return false
      state.asking.version = shown.version
      return perform(state.asking.name, state.asking.values, shown.version, shown)
    },
    leave() {
      state.asking = null
      state.problem = null
      state.stale = false
    },
  }
}
