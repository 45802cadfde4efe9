import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'
import { language } from '@/i18n'
import { useTold } from '@/lib/told'
import type { Case } from '../case'
import { change } from '../actions/doing'

export type Investigation = components['schemas']['Investigation']
export type Step = Investigation['steps'][number]

/** Of a sending nobody decides, so no event tells that it went: it is asked for while one waits. */
const waits = (found: Investigation | undefined) => found?.requests.some((one) => one.sendings.some((sent) => sent.standing === 'waiting')) ?? false

/** The investigation of a case; it is stale whenever the case is. */
export const useInvestigation = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['case', toValue(id), 'investigation']),
    queryFn: () => data(api.GET('/api/v1/cases/{case}/investigation', { params: { path: { case: toValue(id) } } })),
    refetchInterval: (query) => (waits(query.state.data) ? 3_000 : false),
  })

export const useCluster = (id: MaybeRefOrGetter<string>, wanted: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: computed(() => ['case', toValue(id), 'cluster']), enabled: computed(() => toValue(wanted)), queryFn: () => data(api.GET('/api/v1/cases/{case}/cluster', { params: { path: { case: toValue(id) } } })) })

export const named = (words: components['schemas']['Words']): string => ({ 'zh-Hans': words.zh_hans, 'zh-Hant': words.zh_hant, en: words.en })[language.value]

/** One small change beside the case, against the version one sees. */
export function useInvestigating(shown: () => Case) {
  const queries = useQueryClient()
  const told = useTold()
  const busy = ref(false)
  async function does(path: string, body: unknown = {}): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const now = await change(shown().id, { method: 'POST', path, body }, shown().version)
      queries.setQueryData(['case', shown().id], now)
      return true
    } catch (thrown) {
      told.failed(thrown)
      return false
    } finally {
      busy.value = false
      void queries.invalidateQueries({ queryKey: ['case', shown().id] })
    }
  }
  return { busy, does }
}
