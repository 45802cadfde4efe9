import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, inject, type InjectionKey, type MaybeRefOrGetter, provide, toValue } from 'vue'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'
import { now } from '@/lib/time'
import type { Sent } from './actions/deeds'
import type { Case } from './case'

export type Proposal = components['schemas']['TriageProposal']

/** A case somebody touched this long ago may get proposals any moment: they are made beside the decision. */
const FRESH_MS = 20_000

/** What triage proposes for a case. */
export function useProposals(shown: MaybeRefOrGetter<Case | undefined>) {
  const id = computed(() => toValue(shown)?.id ?? '')
  return useQuery({
    queryKey: computed(() => ['case', id.value, 'triage']),
    queryFn: () => data(api.GET('/api/v1/cases/{case}/triage', { params: { path: { case: id.value } } })),
    enabled: computed(() => id.value !== ''),
    refetchInterval: () => (now() - Date.parse(toValue(shown)?.touched_at ?? '') < FRESH_MS ? 3_000 : false),
  })
}

/** The ordinary change by which a proposal is accepted, and the server's name of it. */
export function accepting(p: Proposal, why: string): { action: string; sent: Sent } {
  if (p.subject === 'responsible_department') {
    return { action: 'offer_transfer', sent: { method: 'POST', path: 'transfer', body: { to: { kind: 'unit', id: p.label }, reason: why } } }
  }
  const value = p.subject === 'safety_risk' ? true : p.label
  return { action: 'classify', sent: { method: 'PUT', path: 'classification', body: { classification: { [p.subject]: value } } } }
}

const key: InjectionKey<ComputedRef<string[]>> = Symbol('marks')

/** The words that led to proposals, for whatever shows the customer's words below. */
export function provideMarks(shown: MaybeRefOrGetter<Case | undefined>): ComputedRef<string[]> {
  const { data: proposals } = useProposals(shown)
  const marks = computed(() => (proposals.value ?? []).flatMap((p) => p.words))
  provide(key, marks)
  return marks
}

export const useMarks = (): ComputedRef<string[]> => inject(key, () => computed<string[]>(() => []), true)
