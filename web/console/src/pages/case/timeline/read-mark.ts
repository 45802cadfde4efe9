import { computed, type ComputedRef, ref, watch } from 'vue'
import { api, data } from '@/api/client'
import { queries } from '@/api/queries'
import { session } from '@/session'
import type { Entry } from '../case'

type Put = (path: string, init: unknown) => Promise<{ response: Response }>

async function noteRead(id: string, version: number): Promise<void> {
  try {
    await data((api.PUT as unknown as Put)('/api/v1/cases/{case}/read', { params: { path: { case: id } }, body: { version } }))
    await queries.invalidateQueries({ queryKey: ['cases'] })
  } catch {
    // The next entry that is seen tells it again.
  }
}

/**
 * How far one has read. The server keeps it for the lists; where the mark stands in the timeline is kept for this visit:
 * what came while one was away from the page.
 */
const before = new Map<string, number>()

export function useReadMark(id: () => string, entries: ComputedRef<Entry[]>) {
  const from = ref<number | null>(null)
  let told = 0
  watch(
    id,
    (now) => {
      from.value = before.get(now) ?? null
      told = 0
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
    /** The end was in sight up to this version. */
    read: (version: number) => {
      if (version <= told) return
      told = version
      before.set(id(), version)
      void noteRead(id(), version)
    },
  }
}
