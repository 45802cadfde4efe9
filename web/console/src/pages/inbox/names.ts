import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, data } from '@/api/client'
import { language } from '@/i18n'
import { learnSeverities } from '@/lib/severity'

/** What people choose from in conditions and changes: units, categories and closed lists, asked for when first needed. */
export interface Choice {
  value: string
  label: string
  /** Other words by which it is found. */
  keys?: string
}

const long = 5 * 60_000

/** The closed lists of the API. */
export function useLists() {
  return useQuery({
    queryKey: ['codes'],
    queryFn: async () => {
      const found = await data(api.GET('/api/v1/codes'))
      learnSeverities(found.severities)
      return found
    },
    staleTime: Infinity,
  })
}

export function useUnits(enabled: MaybeRefOrGetter<boolean> = true) {
  const query = useQuery({
    queryKey: ['units', 'all'],
    queryFn: () => data(api.GET('/api/v1/units', { params: { query: { limit: 200 } } })),
    staleTime: long,
    enabled: computed(() => toValue(enabled)),
  })
  return computed<Choice[]>(() => (query.data.value ?? []).filter((u) => !u.archived_at).map((u) => ({ value: u.id, label: u.name, keys: u.code })))
}

/** A category with the letters it is found by. */
interface Named {
  code: string
  parent?: string | null
  zh_hans: string
  zh_hant: string
  en: string
  initials?: string[]
  letters?: string[]
}

export function useCategories(enabled: MaybeRefOrGetter<boolean> = true) {
  const query = useQuery({ queryKey: ['categories'], queryFn: () => data(api.GET('/api/v1/categories')), staleTime: long, enabled: computed(() => toValue(enabled)) })
  return computed<Choice[]>(() => {
    const all: Named[] = query.data.value ?? []
    const named = (c: Named) => (language.value === 'en' ? c.en : language.value === 'zh-Hant' ? c.zh_hant : c.zh_hans)
    const byCode = new Map(all.map((c) => [c.code, c]))
    return all.map((c) => {
      const above = c.parent ? byCode.get(c.parent) : undefined
      return { value: c.code, label: above ? `${named(above)} / ${named(c)}` : named(c), keys: [c.code, c.zh_hans, c.zh_hant, c.en, ...(c.initials ?? []), ...(c.letters ?? [])].join(' ') }
    })
  })
}

/** Names for what a filter holds only the id of. */
export function useNames(filter: MaybeRefOrGetter<object>) {
  const has = (name: string) => name in toValue(filter)
  const units = useUnits(() => has('unit'))
  const categories = useCategories(() => has('category'))
  const nameOf = (as: string, id: string) => {
    const list = as === 'unit' ? units.value : as === 'category' ? categories.value : []
    return list.find((c) => c.value === id)?.label
  }
  return { nameOf }
}
