import { nextTick, onBeforeUnmount, watch } from 'vue'
import { useRoute } from 'vue-router'

/** How long after a change of page the lists may still fill. */
const fills = 3_000

/** Keeps where one is in sight within the navigation: when the page changes, and while what stands above still comes. */
export function useInSight(): (drawn: unknown) => void {
  const route = useRoute()
  let box: HTMLElement | null = null
  let until = 0
  const show = (): void => {
    if (performance.now() < until) box?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }
  const sizes = new ResizeObserver(show)
  watch(
    () => route.name,
    () => {
      until = performance.now() + fills
      void nextTick(show)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => sizes.disconnect())
  return (drawn) => {
    sizes.disconnect()
    box = drawn as HTMLElement | null
    if (box) sizes.observe(box)
  }
}
