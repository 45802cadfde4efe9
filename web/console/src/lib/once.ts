import { type QueryKey, useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { useTold } from './told'

/**
 * Does something at a time and tells how it went; whether it was done. `id`: which of several things is being done. What is
 * shown of `keys` is asked anew either way: somebody else may have been first.
 */
export function useOnce(keys: () => QueryKey[]) {
  const queries = useQueryClient()
  const told = useTold()
  const busy = ref<string | null>(null)
  async function once(what: () => Promise<unknown>, done?: string, id = ''): Promise<boolean> {
    if (busy.value !== null) return false
    busy.value = id
    try {
      await what()
      if (done) told.done(done)
      return true
    } catch (thrown) {
      told.failed(thrown)
      return false
    } finally {
      busy.value = null
      for (const queryKey of keys()) void queries.invalidateQueries({ queryKey })
    }
  }
  return { busy, once }
}
