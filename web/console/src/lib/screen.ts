import { onBeforeUnmount, onMounted, onScopeDispose, type Ref, ref } from 'vue'

/** Whether the page is at least so many pixels wide; moves with the window. */
export function useWideScreen(pixels: number): Ref<boolean> {
  const query = matchMedia(`(min-width: ${pixels}px)`)
  const wide = ref(query.matches)
  const change = () => (wide.value = query.matches)
  query.addEventListener('change', change)
  onScopeDispose(() => query.removeEventListener('change', change))
  return wide
}

/**
 * False until what is there has been painted once: what a page can do without in its first picture comes after it. In a
 * hidden tab, where nothing is painted, it does not wait for long.
 */
export function usePainted(): Readonly<Ref<boolean>> {
  const painted = ref(false)
  const done = () => (painted.value = true)
  let late = 0
  onMounted(() => {
    // The second frame begins when the first is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))
    late = window.setTimeout(done, 400)
  })
  onBeforeUnmount(() => clearTimeout(late))
  return painted
}
