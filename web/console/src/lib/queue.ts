import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue, watchEffect } from 'vue'
import { answer } from '@/api/client'

/**
 * A queue of the server, a page after the other. The server looks at a bounded number of rows for a page, so one may be
 * empty and still have a next: then the next is asked for at once, and nobody is told there is nothing.
 */
export function useQueue<T>(key: MaybeRefOrGetter<readonly unknown[]>, ask: (after: string | undefined) => Parameters<typeof answer<T[]>>[0], enabled: () => boolean = () => true) {
  const asked = useInfiniteQuery({
    queryKey: computed(() => [...toValue(key)]),
    queryFn: ({ pageParam }) => answer<T[]>(ask(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
    refetchInterval: 60_000,
  })
  const found = computed(() => asked.data.value?.pages.flatMap((page) => page.data))
  const rows = computed(() => (found.value?.length === 0 && asked.hasNextPage.value ? undefined : found.value))
  watchEffect(() => {
    if (found.value?.length === 0 && asked.hasNextPage.value && !asked.isFetching.value) void asked.fetchNextPage()
  })
  return { rows, error: asked.error, again: asked.refetch, more: asked.hasNextPage, fetching: asked.isFetchingNextPage, next: asked.fetchNextPage }
}
