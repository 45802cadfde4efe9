import { computed, type Ref, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'
import { asProblem, type Problem } from '@/api/problem'
import type { components } from '@/api/schema'
import { useTold } from '@/lib/told'

type Schemas = components['schemas']
export type Words = Schemas['Words']
export type Edition = Schemas['Edition']
/** A row of the price list as it is written; since when it is as it is, the server says. */
export type Price = Omit<Schemas['Price'], 'since'>
export const priceSorts = ['service', 'visit', 'part'] as const satisfies readonly Schemas['PriceSort'][]
/** What a customer may submit. */
export const priceKinds = ['complaint', 'inquiry', 'rma', 'repair', 'quality_issue', 'suggestion', 'praise'] as const satisfies readonly Schemas['Kind'][]
export const noWords = (): Words => ({ zh_hans: '', zh_hant: '', en: '' })

export const noPrice = (): Price => ({ sort: 'service', service: noWords(), in_warranty: false, amount: null, unit: noWords(), price: noWords(), conditions: noWords(), duration: noWords(), kinds: [] })
export const written = ({ since: _, ...price }: Schemas['Price']): Price => price

interface Sends<T> {
  draft: (page: T) => Promise<unknown>
  publish: (day: string) => Promise<unknown>
  withdraw: (version: number) => Promise<unknown>
  again: () => Promise<unknown>
}

/** A page as it is written: kept as a draft, published with its first day, taken back before it begins. */
export function useEditing<T>(loaded: () => T | undefined, empty: T, sends: Sends<T>) {
  const { t } = useI18n()
  const told = useTold()
  const given = ref(empty) as Ref<T>
  const began = ref(JSON.stringify(empty))
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  const dirty = computed(() => JSON.stringify(given.value) !== began.value)
  watch(loaded, (now) => {
    if (!now || dirty.value) return
    given.value = JSON.parse(JSON.stringify(now)) as T
    began.value = JSON.stringify(now)
  }, { immediate: true })

  async function run(what: () => Promise<unknown>, done: string): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      await what()
      await sends.again()
      told.done(done)
    } catch (thrown) {
      problem.value = asProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  async function keep(): Promise<void> {
    await sends.draft(given.value)
    began.value = JSON.stringify(given.value)
  }
  onBeforeRouteLeave(() => !dirty.value || window.confirm(t('public.unsaved')))
  return {
    given,
    dirty,
    busy,
    problem,
    save: () => run(keep, t('public.kept')),
    publish: (day: string) => run(async () => {
      if (dirty.value) await keep()
      await sends.publish(day)
    }, t('public.published')),
    withdraw: (version: number) => run(() => sends.withdraw(version), t('public.withdrawn')),
  }
}
