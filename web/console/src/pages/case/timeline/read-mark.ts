import { computed, type ComputedRef, ref, watch } from 'vue'
import { api, data } from '@/api/client'
import { queries } from '@/api/queries'
import { session } from '@/session'
import type { Entry } from '../case'

async function noteRead(id: string, version: number): Promise<void> {
  try {
    await data(api.PUT('/api/v1/cases/{case}/read', { params: { path: { case: id } }, body: { version } }))
    await queries.invalidateQueries({ queryKey: ['cases'] })
  } catch {
    // The next entry that is seen tells it again.
  }
}

/** Up to which version one had read a case; null when never, or when it cannot be had now. */
async function readBefore(id: string): Promise<number | null> {
  try {
    return (await data(api.GET('/api/v1/cases/{case}/read', { params: { path: { case: id } } }))).version ?? null
  } catch {
    return null
  }
}

/**
 * How far one has read, as the server keeps it: the mark in the timeline stands where it stood when the case was opened, on
 * whatever desk it was read before.
 */
export function useReadMark(id: () => string, entries: ComputedRef<Entry[]>) {
  const from = ref<number | null>(null)
  let told = 0
  let asked: Promise<void> = Promise.resolve()
  watch(
    id,
    (now) => {
      from.value = null
      told = 0
      if (now === '') return
      asked = readBefore(now).then((version) => {
        if (id() === now) from.value = version
      })
    },
    { immediate: true },
  )
  const unreadAfter = computed(() => {
    const after = from.value
    if (after === null) return null
    const others = entries.value.some((e) => e.version > after && !e.pending && e.actor !== session.me?.user)
    return others ? after : null
  })
  return {
    unreadAfter,
    /** The end was in sight up to this version; told only once it is known how far one had come before. */
    read: (version: number) => {
      if (version <= told) return
      told = version
      const of = id()
      void asked.then(() => noteRead(of, version))
    },
  }
}
