import { onMounted, ref, type Ref, watch } from 'vue'
import { reachable } from '@/api/client'
import { proven, rememberHere, session } from '@/session'

/**
 * Lets the counter's page open without a line from now on: the worker of this build (worker/counter.js) keeps its files.
 * True once it does. A browser has such workers over https and on its own machine only; elsewhere the page needs its line.
 */
export function useOfflineShell(): Ref<boolean> {
  const ready = ref(false)
  watch(() => session.state === 'in' && !session.remembered, (known) => known && rememberHere(), { immediate: true })
  // The line is back: who is here is asked before anything is changed.
  watch(reachable, (there) => there && void proven().catch(() => undefined))
  onMounted(async () => {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
    try {
      const kept = await navigator.serviceWorker.register('/counter-sw.js', { scope: '/counter' })
      if (!kept.active) await navigator.serviceWorker.ready
      ready.value = true
    } catch { /* Not this time: the line, or a build that is being replaced. */ }
  })
  return ready
}
