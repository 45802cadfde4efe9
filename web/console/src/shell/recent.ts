import { shallowRef } from 'vue'

/** The cases opened last on this page, newest first: for the palette. Kept in memory only, never in the browser. */
export interface Recent {
  id: string
  number: string
  subject: string | null
}

const most = 8
export const recent = shallowRef<Recent[]>([])

export function opened(seen: Recent): void {
  recent.value = [seen, ...recent.value.filter((r) => r.id !== seen.id)].slice(0, most)
}
