import { useQuery } from '@tanstack/vue-query'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'

export type Role = components['schemas']['KnownRole']

/** Every role with what it may. */
export function useRoles() {
  return useQuery({ queryKey: ['roles'], staleTime: 60_000, queryFn: () => data(api.GET('/api/v1/roles')) })
}
