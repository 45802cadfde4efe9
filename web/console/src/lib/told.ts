import { reactive } from 'vue'
import { asProblem } from '@/api/problem'

/** A short notice at the edge of the page. */
export interface Notice {
  id: number
  title: string
  description?: string
  tone: 'success' | 'neutral' | 'error'
  /** How long it still stays; it does not go while somebody is at it. */
  leftMs: number
}

/** What is told now, the newest last; drawn by `shell/told-list.vue`. */
export const told = reactive<Notice[]>([])
const most = 5
let count = 0

function add(tone: Notice['tone'], title: string, description: string | undefined, leftMs: number): void {
  // The same words again are the same notice, told anew.
  const same = told.findIndex((n) => n.title === title && n.description === description && n.tone === tone)
  if (same >= 0) told.splice(same, 1)
  told.push({ id: ++count, title, description, tone, leftMs })
  if (told.length > most) told.splice(0, told.length - most)
}

/** Takes one away. */
export function untell(id: number): void {
  const at = told.findIndex((n) => n.id === id)
  if (at >= 0) told.splice(at, 1)
}

/** Time that passes while nobody is at the notices. */
export function age(ms: number): void {
  for (const notice of [...told]) if ((notice.leftMs -= ms) <= 0) untell(notice.id)
}

/** Short notices at the edge of the page. Failures stay longer, successes go soon by themselves. */
export function useTold() {
  return {
    done: (title: string, description?: string) => add('success', title, description, 4_000),
    note: (title: string, description?: string) => add('neutral', title, description, 6_000),
    failed: (thrown: unknown) => {
      const problem = asProblem(thrown)
      add('error', problem.title, problem.reasons, 12_000)
    },
  }
}
