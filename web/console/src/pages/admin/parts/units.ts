import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { answer, api } from '@/api/client'
import type { components } from '@/api/schema'
import { everyPage } from './pages'
import { branches } from './tree'

export type Unit = components['schemas']['Unit']

/** All units one may know of, as a list, by identifier and as the rows of their tree. */
export function useUnits() {
  const query = useQuery({
    queryKey: ['units', 'all'],
    staleTime: 60_000,
    queryFn: () => everyPage((after) => answer(api.GET('/api/v1/units', { params: { query: { limit: 200, after } } }))),
  })
  const byId = computed(() => new Map((query.data.value ?? []).map((u) => [u.id, u])))
  const rows = computed(() => branches(query.data.value ?? [], (u) => u.id, (u) => u.parent))
  const nameOf = (id: string | null | undefined) => (id ? (byId.value.get(id)?.name ?? id) : '')
  return { query, byId, rows, nameOf }
}
