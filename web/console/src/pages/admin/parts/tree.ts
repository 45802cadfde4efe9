/** A row of a tree that is drawn as a list: how deep it stands and how many stand right below it. */
export interface Branch<T> {
  item: T
  depth: number
  children: number
}

/** A tree as rows from the top, each followed by what stands below it. What names no known parent stands at the top. */
export function branches<T>(all: readonly T[], id: (item: T) => string, parent: (item: T) => string | null | undefined): Branch<T>[] {
  const known = new Set(all.map(id))
  const below = new Map<string, T[]>()
  for (const item of all) {
    const over = parent(item)
    const key = over && known.has(over) ? over : ''
    below.set(key, [...(below.get(key) ?? []), item])
  }
  const out: Branch<T>[] = []
  const walk = (key: string, depth: number): void => {
    for (const item of below.get(key) ?? []) {
      out.push({ item, depth, children: below.get(id(item))?.length ?? 0 })
      walk(id(item), depth + 1)
    }
  }
  walk('', 0)
  return out
}

/** Whether `low` stands below `high`, or is it: nothing may be moved under itself. */
export function within<T>(all: readonly T[], id: (item: T) => string, parent: (item: T) => string | null | undefined, low: string, high: string): boolean {
  const byId = new Map(all.map((item) => [id(item), item]))
  for (let at: string | null | undefined = low; at; at = byId.has(at) ? parent(byId.get(at) as T) : null) if (at === high) return true
  return false
}
