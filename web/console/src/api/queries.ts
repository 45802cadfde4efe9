import { QueryClient } from '@tanstack/vue-query'
import { Problem } from './problem'

/**
 * Server state. Keys begin with the noun, singular for one thing and plural for a list, then its id, then the part:
 * `['case', id]`, `['case', id, 'timeline']`, `['cases', filter]`, `['views']`, `['user', id]`, `['users', …]`.
 * Events of the server make stale what they touch by these first words (see live/).
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: (times, thrown) => thrown instanceof Problem && thrown.passing && times < 3,
      retryDelay: (times) => Math.min(1_000 * 2 ** times, 15_000),
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
