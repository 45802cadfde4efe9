import { computed, type ComputedRef, inject, type InjectionKey, provide } from 'vue'
import { say } from '@/i18n'
import type { Case, Entry } from './case'
import { useNames } from './case'

/** Who is who in a case, and what things are called: what entries name themselves, and the lists of people and units. */
export interface Who {
  person: (id: string | null | undefined) => string
  unit: (id: string | null | undefined) => string
  party: (party: { kind: string; id: string } | null | undefined) => string
  /** The name of a category; with its parent before it when `whole`. */
  category: (code: string | null | undefined) => string
}

const key: InjectionKey<ComputedRef<Who>> = Symbol('who')

/** Gathers the names for everything below; `entries` bring those of whom the lists do not know. */
export function provideWho(entries: () => Entry[], shown: () => Case | undefined): ComputedRef<Who> {
  const { unitNames, personNames, categoryNames } = useNames()
  const said = computed(() => {
    const all = new Map<string, string>()
    for (const entry of entries()) {
      for (const [id, name] of Object.entries(entry.people ?? {})) all.set(id, name)
      if (entry.actor_kind === 'user' && entry.actor && entry.actor_name) all.set(entry.actor, entry.actor_name)
    }
    return all
  })
  const who = computed<Who>(() => {
    // Read so that another owner or handler is named anew.
    void shown()
    const person = (id: string | null | undefined) => (id ? (said.value.get(id) ?? personNames.value.get(id) ?? say('case.somebody')) : '')
    const unit = (id: string | null | undefined) => (id ? (unitNames.value.get(id) ?? say('case.someUnit')) : '')
    const category = (code: string | null | undefined) => (code ? (categoryNames.value.get(code) ?? code) : '')
    return { person, unit, category, party: (p) => (!p ? '' : p.kind === 'user' ? person(p.id) : unit(p.id)) }
  })
  provide(key, who)
  return who
}

export function useWho(): ComputedRef<Who> {
  const found = inject(key)
  if (!found) throw new Error('who is who is not provided')
  return found
}
