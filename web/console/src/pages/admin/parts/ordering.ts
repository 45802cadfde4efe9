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
  /** Moves come one after the other, however fast somebody presses. */
  let last: Promise<void> = Promise.resolve()

  function move(from: number, to: number, focus?: 'up' | 'down'): Promise<void> {
    const one = rows()[from]
    if (one && from !== to) last = last.then(() => step(one.id, to - from, focus))
    return last
  }
  async function step(id: string, by: number, focus?: 'up' | 'down'): Promise<void> {
    const from = rows().findIndex((row) => row.id === id)
    const [one, target] = [rows()[from], rows()[from + by]]
    if (!one || !target) return
    try {
      const sent = send(placed(all(), one, target, by > 0))
      if (focus) await regain(id, focus)
      await sent
      // Drawn again it may have lost it; whoever went elsewhere meanwhile stays there.
      if (focus && document.activeElement === document.body) await regain(id, focus)
    } catch (thrown) {
      told.failed(thrown)
    }
  }
  /** Whoever moves by the keyboard goes on with the row they move; at the end of its way, with the other arrow. */
  async function regain(id: string, focus: 'up' | 'down'): Promise<void> {
    await nextTick()
    const arrows = [...(root?.querySelectorAll<HTMLElement>(`[data-row="${id}"] [data-move]:not([disabled])`) ?? [])]
    ;(arrows.find((arrow) => arrow.dataset.move === focus) ?? arrows[0])?.focus()
  }
  function drop(to: number): void {
    if (dragged.value !== null) void move(dragged.value, to)
    dragged.value = over.value = null
  }
  return { hold, dragged, over, move, drop }
}

/** The list with one thing before or after another. */
export function placed<T>(list: T[], one: T, target: T, after: boolean): T[] {
  const next = list.filter((x) => x !== one)
  next.splice(next.indexOf(target) + (after ? 1 : 0), 0, one)
  return next
}
