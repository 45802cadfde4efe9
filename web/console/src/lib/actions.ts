import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import type { components } from '@/api/schema'
import { whyNot } from './reasons'

type Action = components['schemas']['ActionView']

export interface ActionState {
  /** Whether the server speaks of it at all; what it does not name is not shown. */
  known: boolean
  allowed: boolean
  /** Why not, in the language of the page; null when it may. */
  reason: string | null
}

/** The sentence of a reason (`{code, data}`), as the server's own catalogue says it (`why.<code>`); a code without a sentence shows itself. */
export function reasonOf(reason: Action['reason']): string | null {
  const code = reason?.code
  if (typeof code !== 'string') return null
  return whyNot(code, (reason?.data ?? {}) as Record<string, unknown>) ?? code
}

/** The server's `actions` by name: `action('close').allowed`. The console holds no rule of its own. */
export function useActions(list: MaybeRefOrGetter<Action[] | undefined>): (name: string) => ActionState {
  const byName = computed(() => new Map((toValue(list) ?? []).map((a) => [a.name, a])))
  return (name) => {
    const found = byName.value.get(name)
    if (!found) return { known: false, allowed: false, reason: null }
    return { known: true, allowed: found.allowed, reason: found.allowed ? null : reasonOf(found.reason) }
  }
}
