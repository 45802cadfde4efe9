import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'
import { useCount } from './counts'

type Waits = components['schemas']['Waits']

/** Of several queues behind one entry: together, and whether there are more than were counted. */
export function together(...queues: (Waits | undefined)[]): string | null {
  const count = queues.reduce((sum, one) => sum + (one?.count ?? 0), 0)
  const more = queues.some((one) => one?.more)
  return count > 0 || more ? `${count}${more ? '+' : ''}` : null
}

/** While the console is open: how much waits for one's own decision, beside the entries of the navigation, as the server counts it. */
export function useWaitingCounts(): void {
  const { data: waiting } = useQuery({ queryKey: ['waiting'], queryFn: () => data(api.GET('/api/v1/me/waiting')), refetchInterval: 60_000 })
  useCount('approvals', computed(() => together(waiting.value?.approvals)))
  useCount('evidence-requests', computed(() => together(waiting.value?.evidence_requests)))
  useCount('stations', computed(() => together(waiting.value?.appeals, waiting.value?.penalties)))
}
