import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, data } from '@/api/client'
import { hasWords, say } from '@/i18n'
import { number } from '@/lib/time'
import type { Filter, Sort } from './case-list'

/** Views: named filters with an order. Those that come with the product are known by a code, the rest by their id. */
export interface View {
  id: string
  name: string | null
  filter: Filter
  sort: Sort
}

const delivered: View[] = [
  { id: 'mine', name: null, filter: { mine: true, open: true }, sort: 'queue' },
  { id: 'unassigned', name: null, filter: { unassigned: true, open: true }, sort: 'queue' },
  { id: 'offered_to_me', name: null, filter: { offered_to_me: true, open: true }, sort: 'queue' },
  { id: 'emergencies', name: null, filter: { emergency: true, open: true }, sort: 'queue' },
  { id: 'overdue', name: null, filter: { overdue: true, open: true }, sort: 'due' },
  { id: 'due_soon', name: null, filter: { due_within_minutes: 240, open: true }, sort: 'due' },
  { id: 'escalated', name: null, filter: { escalated_at_least: 1, open: true }, sort: 'queue' },
  { id: 'waiting_customer', name: null, filter: { status: ['waiting_customer'], open: true }, sort: 'touched' },
  { id: 'waiting_parts', name: null, filter: { status: ['waiting_parts'], open: true }, sort: 'touched' },
  { id: 'all_open', name: null, filter: { open: true }, sort: 'queue' },
  { id: 'recently_closed', name: null, filter: { open: false, closed_within_days: 7 }, sort: 'touched' },
]

/** What a view is called. */
export function nameOf(view: View): string {
  if (view.name !== null) return view.name
  const key = `inbox.view.${view.id}`
  return hasWords(key) ? say(key) : view.id
}

export function useViews() {
  const views = computed(() => delivered)
  return { views, ready: computed(() => true) }
}

export interface Counted {
  count: number
  more: boolean
}

/** How many cases each view has, asked again now and then and whenever cases change. */
export function useCounts() {
  const counts = useQuery({
    queryKey: ['views', 'counts'],
    queryFn: async () => {
      const each = delivered.map(async (view) => [view.id, await data(api.GET('/api/v1/cases/count', { params: { query: { ...view.filter, up_to: 999 } } }))] as const)
      return new Map<string, Counted>(await Promise.all(each))
    },
    refetchInterval: 30_000,
  })
  const countOf = (id: string) => counts.data.value?.get(id)
  return { countOf }
}

/** A count as it stands beside a name: `37`, `999+`. */
export function saidCount(counted: Counted | undefined): string {
  if (!counted) return ''
  return counted.more ? `${number(counted.count)}+` : number(counted.count)
}
