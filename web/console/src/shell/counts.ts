import { type MaybeRefOrGetter, onScopeDispose, shallowReactive, toValue } from 'vue'

/** Numbers beside entries of the navigation, by the name of their route. An area that counts registers itself. */
const counters = shallowReactive(new Map<string, () => number | string | null>())

export function useCount(page: string, count: MaybeRefOrGetter<number | string | null>): void {
  counters.set(page, () => toValue(count))
  onScopeDispose(() => counters.delete(page))
}

export function countOf(page: string): number | string | null {
  return counters.get(page)?.() ?? null
}
