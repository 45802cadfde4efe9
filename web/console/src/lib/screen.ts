import { onScopeDispose, type Ref, ref } from 'vue'

/** Whether the page is at least so many pixels wide; moves with the window. */
export function useWideScreen(pixels: number): Ref<boolean> {
  const query = matchMedia(`(min-width: ${pixels}px)`)
  const wide = ref(query.matches)
  const change = () => (wide.value = query.matches)
  query.addEventListener('change', change)
  onScopeDispose(() => query.removeEventListener('change', change))
  return wide
}
