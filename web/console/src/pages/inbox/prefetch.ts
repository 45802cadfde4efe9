import type { QueryClient } from '@tanstack/vue-query'
import { onScopeDispose } from 'vue'
import { api, data } from '@/api/client'
import { queries } from '@/api/queries'

type CaseModule = { prefetchCase?: (client: QueryClient, id: string) => Promise<void> }
const own = Object.values(import.meta.glob<CaseModule>('../case/case.ts'))[0]

/** Asks for a case before it is opened, so that opening it waits for nothing: what its own page says it draws. */
export function prefetchCase(id: string): void {
  const path = { case: id }
  const once = (key: unknown[], queryFn: () => Promise<unknown>) => void queries.prefetchQuery({ queryKey: key, queryFn, staleTime: 10_000 })
  once(['case', id], () => data(api.GET('/api/v1/cases/{case}', { params: { path } })))
  once(['case', id, 'actions'], () => data(api.GET('/api/v1/cases/{case}/actions', { params: { path } })))
  void own?.().then((module) => module.prefetchCase?.(queries, id))
}

const rest = 60

/** Prefetches what the pointer rests on; passing over a list asks for nothing. */
export function useHoverPrefetch(): { enter: (id: string) => void; leave: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const leave = () => clearTimeout(timer)
  onScopeDispose(leave)
  return {
    enter: (id) => {
      leave()
      timer = setTimeout(() => prefetchCase(id), rest)
    },
    leave,
  }
}
