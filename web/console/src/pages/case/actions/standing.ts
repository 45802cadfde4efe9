import type { components } from '@/api/schema'
import type { ActionState } from '@/lib/actions'

type Action = components['schemas']['ActionView']

/** The variants the server names of an action: `pause.inspection` of `pause`. */
export const variants = (name: string, list: Action[]): string[] => list.filter((a) => a.name.startsWith(`${name}.`) && a.name !== 'assign.self').map((a) => a.name.slice(name.length + 1))

/** How it stands with an action that may have variants: it may be done when one of them may. */
export function standing(name: string, list: Action[], right: (name: string) => ActionState): ActionState {
  const own = right(name)
  if (own.known) return own
  const all = variants(name, list).map((v) => right(`${name}.${v}`))
  return all.find((a) => a.allowed) ?? all[0] ?? own
}
