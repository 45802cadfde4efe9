import { type Ref, nextTick, ref } from 'vue'
import { useTold } from '@/lib/told'

/**
 * Rows that are put in order by dragging or by their arrows. `rows` is what is shown, `all` every one of them: what is not
 * shown keeps its place among its neighbours. `send` keeps an order.
 */
export function useOrdering<T extends { id: string }>(rows: () => T[], all: () => T[], send: (next: T[]) => Promise<void>) {
  const told = useTold()
  let root: HTMLElement | null = null
  /** Takes the list as drawn: `:ref="hold"`. */
  const hold = (drawn: unknown): void => void (root = drawn as HTMLElement | null)
  const dragged: Ref<number | null> = ref(null)
  const over: Ref<number | null> = ref(null)
  const busy = ref(false)

  async function move(from: number, to: number, focus?: 'up' | 'down'): Promise<void> {
    const [one, target] = [rows()[from], rows()[to]]
    if (from === to || !one || !target || busy.value) return
    busy.value = true
    const next = placed(all(), one, target, to > from)
    try {
      await send(next)
      // Whoever moves by the keyboard goes on with the row they move; at the end of its way, with the other arrow.
      if (focus) void nextTick(() => root?.querySelectorAll<HTMLElement>(`[data-row="${one.id}"] [data-move]:not([disabled])`).forEach((b, n) => (n === 0 || b.dataset.move === focus) && b.focus()))
    } catch (thrown) {
      told.failed(thrown)
    } finally {
      busy.value = false
    }
  }
  function drop(to: number): void {
    if (dragged.value !== null) void move(dragged.value, to)
    dragged.value = over.value = null
  }
  return { hold, dragged, over, busy, move, drop }
}

/** The list with one thing before or after another. */
export function placed<T>(list: T[], one: T, target: T, after: boolean): T[] {
  const next = list.filter((x) => x !== one)
  next.splice(next.indexOf(target) + (after ? 1 : 0), 0, one)
  return next
}
