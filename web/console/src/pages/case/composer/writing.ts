import { onScopeDispose, reactive, ref, watch } from 'vue'
import { api, data, reachable } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { components } from '@/api/schema'

/**
 * What one writes and has not said yet. Typing only touches memory; a moment later it goes to the server, where every desk
 * finds it. What the server does not know yet is also kept for this tab, so that a reload or a cut loses nothing. Two tabs
 * hear of each other; whoever writes last wins.
 */
type Schemas = components['schemas']
export type Written = Schemas['Written']
export type Sort = 'reply' | 'note' | 'inbound'

export interface Words {
  html: string
  attachments: string[]
  mentions: string[]
  channel: Schemas['Channel'] | null
  roles: Schemas['MessageRole'][]
  promisedAt: string | null
  emotionalState: Schemas['EmotionalState'] | null
}

export const nothing = (): Words => ({ html: '', attachments: [], mentions: [], channel: null, roles: [], promisedAt: null, emotionalState: null })

/** Whether there is anything that would be a pity to lose. */
export const blank = (w: Words): boolean => w.html.replace(/<(?!img)[^>]*>|&nbsp;|\s/g, '') === '' && w.attachments.length === 0

const pause = 700
const again = 4_000
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('bihuan-drafts')
/** A tab saved a draft; `before` is the counter of what it had seen. */
interface Heard {
  caseId: string
  sort: Sort
  before?: number
}
const kept = (caseId: string, sort: Sort) => `draft:${caseId}:${sort}`

export function writtenOf(w: Words): Written {
  return {
    format: 'html',
    text: w.html,
    attachments: w.attachments,
    mentions: w.mentions,
    channel: w.channel,
    roles: w.roles,
    substantive: null,
    promised_at: w.promisedAt,
    emotional_state: w.emotionalState,
  }
}

export function wordsFrom(w: Written): Words {
  return {
    html: w.format === 'html' ? w.text : w.text.split('\n').map((l) => `<p>${l.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join(''),
    attachments: [...(w.attachments ?? [])],
    mentions: [...(w.mentions ?? [])],
    channel: w.channel ?? null,
    roles: [...(w.roles ?? [])],
    promisedAt: w.promised_at ?? null,
    emotionalState: w.emotional_state ?? null,
  }
}

/** The words of one sort in one case. `changed` is called when words came from elsewhere and the editor must show them. */
export function useWriting(caseId: string, sort: Sort, changed: () => void) {
  const words = reactive<Words>(nothing())
  const state = ref<'saved' | 'saving' | 'unsaved'>('saved')
  const loaded = ref(false)
  /** What stood here when another tab, which had not seen it, wrote over it. */
  const overtaken = ref<Words | null>(null)
  // What the customer said has no draft; those places are not reached with it.
  const kind = sort as 'reply' | 'note'
  let counter = 0
  // The counter of what was seen last, here or from elsewhere: whoever hears of a save knows what it was built on.
  let base = 0
  let known = false
  let changes = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  const place = kept(caseId, sort)

  const set = (next: Words) => {
    Object.assign(words, next)
    changed()
  }
  const keep = () => {
    try {
      if (blank(words)) sessionStorage.removeItem(place)
      else sessionStorage.setItem(place, JSON.stringify(words))
    } catch {
      // Without storage the server's copy has to do.
    }
  }
  const forget = () => {
    try {
      sessionStorage.removeItem(place)
    } catch {
      // As above.
    }
  }
  const next = () => (counter = Math.max(Date.now(), counter + 1))

  async function load(): Promise<void> {
    const unsaved = (() => {
      try {
        return JSON.parse(sessionStorage.getItem(place) ?? 'null') as Words | null
      } catch {
        return null
      }
    })()
    if (unsaved) {
      set({ ...nothing(), ...unsaved })
      loaded.value = true
      touch()
      return
    }
    if (sort !== 'inbound') {
      const before = changes
      try {
        const draft = await data(api.GET('/api/v1/cases/{case}/drafts/{sort}', { params: { path: { case: caseId, sort: kind } } }))
        if (draft && changes === before) {
          base = counter = draft.counter
          known = true
          set(wordsFrom(draft.written))
        }
      } catch {
        // Not to be had now: one begins anew.
      }
    }
    loaded.value = true
  }

  async function put(): Promise<void> {
    const at = changes
    const before = base
    state.value = 'saving'
    try {
      if (blank(words)) {
        if (known) await data(api.DELETE('/api/v1/cases/{case}/drafts/{sort}', { params: { path: { case: caseId, sort: kind }, query: { counter: next() } } }))
        known = false
      } else {
        await data(api.PUT('/api/v1/cases/{case}/drafts/{sort}', { params: { path: { case: caseId, sort: kind } }, body: { written: writtenOf(words), counter: next() } }))
        known = true
      }
      base = counter
      tabs?.postMessage({ caseId, sort, before })
      if (at !== changes) return
      state.value = 'saved'
      forget()
    } catch (thrown) {
      const problem = asProblem(thrown)
      state.value = 'unsaved'
      if (problem.code === 'draft_newer') {
        counter = Number(problem.data.counter) || counter
        schedule(0)
      } else if (problem.passing) schedule(again)
    }
  }

  function save(): Promise<void> {
    if (sort === 'inbound') return Promise.resolve()
    if (timer) clearTimeout(timer)
    timer = null
    running = (running ?? Promise.resolve()).then(put)
    return running
  }
  function schedule(ms: number): void {
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }
  /** Something was typed. */
  function touch(): void {
    changes += 1
    if (sort !== 'inbound') state.value = 'unsaved'
    keep()
    if (sort !== 'inbound') schedule(pause)
  }

  const learn = async (base?: number) => {
    if (state.value !== 'saved') return
    const before = changes
    const draft = await data(api.GET('/api/v1/cases/{case}/drafts/{sort}', { params: { path: { case: caseId, sort: kind } } })).catch(() => null)
    if (changes !== before || (draft !== null && draft.counter === counter)) return
    if (draft !== null && base !== undefined && base !== counter && !blank(words)) overtaken.value = { ...words }
    base = counter = draft?.counter ?? counter
    known = draft !== null
    set(draft ? wordsFrom(draft.written) : nothing())
  }
  // One after the other, so that each knows what the one before it brought.
  let learning = Promise.resolve()
  const hear = (event: MessageEvent<Heard>): Promise<void> => {
    if (event.data.caseId === caseId && event.data.sort === sort) learning = learning.then(() => learn(event.data.before))
    return learning
  }
  tabs?.addEventListener('message', hear)
  const stop = watch(reachable, (back) => back && state.value === 'unsaved' && schedule(0))

  onScopeDispose(() => {
    tabs?.removeEventListener('message', hear)
    stop()
    if (state.value === 'unsaved') void save()
  })

  return {
    words,
    state,
    loaded,
    overtaken,
    load,
    touch,
    set: (given: Words) => {
      set(given)
      touch()
    },
    /** Ends waiting saves and gives a counter that outdoes them: what is said takes its draft along. */
    async settle(): Promise<number> {
      if (timer) clearTimeout(timer)
      timer = null
      await running?.catch(() => undefined)
      return next()
    },
    /** Puts what another tab wrote over behind what stands here now. */
    bringBack(): void {
      const lost = overtaken.value
      overtaken.value = null
      if (!lost) return
      set({ ...words, html: words.html + lost.html, attachments: [...new Set([...words.attachments, ...lost.attachments])] })
      touch()
    },
    /** Sends what the server does not know yet. */
    async flush(): Promise<void> {
      if (state.value !== 'saved') await save()
    },
    /** It was said: nothing is left to write. */
    said(): void {
      changes += 1
      known = false
      state.value = 'saved'
      forget()
      set(nothing())
      tabs?.postMessage({ caseId, sort })
    },
    /** The server gave it back (taken back, or refused when it was to leave). */
    restored(draft: Schemas['Draft']): void {
      changes += 1
      base = counter = draft.counter
      known = true
      state.value = 'saved'
      forget()
      set(wordsFrom(draft.written))
    },
    /** Asks the server for what it has, if nothing here is unsaved. */
    async refresh(): Promise<void> {
      if (state.value === 'saved') await learn()
    },
  }
}
