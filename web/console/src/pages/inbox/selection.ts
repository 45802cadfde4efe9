import { computed, shallowRef } from 'vue'
import type { Line } from './case-list'

/** Cases chosen for a change of many at once, in the order of the list, bounded as the server bounds it. */
export const mostChosen = 200

export class Selection {
  private readonly chosen = shallowRef(new Map<string, Line>())
  /** Where a range begins. */
  private anchor: string | null = null

  readonly ids = computed(() => [...this.chosen.value.keys()])
  readonly lines = computed(() => [...this.chosen.value.values()])
  readonly size = computed(() => this.chosen.value.size)

  has(id: string): boolean {
    return this.chosen.value.has(id)
  }

  toggle(line: Line): void {
    const next = new Map(this.chosen.value)
    if (next.has(line.id)) next.delete(line.id)
    else if (next.size < mostChosen) next.set(line.id, line)
    this.anchor = line.id
    this.chosen.value = next
  }

  /** Chooses everything between the last one touched and this one. */
  range(rows: readonly Line[], to: number): void {
    const from = this.anchor === null ? to : Math.max(0, rows.findIndex((r) => r.id === this.anchor))
    this.add(rows.slice(Math.min(from, to), Math.max(from, to) + 1))
  }

  add(rows: readonly Line[]): void {
    const next = new Map(this.chosen.value)
    for (const row of rows) {
      if (next.size >= mostChosen) break
      next.set(row.id, row)
    }
    this.anchor ??= rows[0]?.id ?? null
    this.chosen.value = next
  }

  keep(ids: readonly string[]): void {
    this.chosen.value = new Map([...this.chosen.value].filter(([id]) => ids.includes(id)))
  }

  clear(): void {
    this.anchor = null
    this.chosen.value = new Map()
  }
}
