import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { answer, api, data } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { components } from '@/api/schema'
import { language } from '@/i18n'
import { may } from '@/session'
import type { Way } from './head/stages'

/** What the server says of one case; nothing is asked while there is none (a board with no card chosen). Every key begins with `['case', id]`, so that an event of the case renews them all. */
type Schemas = components['schemas']
export type Case = Schemas['Case']
export type Entry = Schemas['TimelineEntry']
export type CaseFile = Schemas['FileView']
export type Clock = Schemas['ClockLine']
/** One thing that happened: `event` is its code. */
export type Happened = Record<string, unknown> & { event: string }

/** Asks what the document of this version may not list yet. */
const ask = <T>(path: string, init: unknown): Promise<T> => data((api.GET as unknown as (path: string, init: unknown) => Promise<{ data?: T; response: Response }>)(path, init))

/** People one may hand cases to, or call in a note, by name or its initials. */
export const peopleBy = (words: string) => ask<{ id: string; name: string }[]>('/api/v1/people', { params: { query: { q: words || undefined, limit: words ? 8 : 200 } } })

const caseOf = (id: string) => data(api.GET('/api/v1/cases/{case}', { params: { path: { case: id } } }))

/** The case with its words. */
export function useCase(id: MaybeRefOrGetter<string>) {
  return useQuery({ queryKey: computed(() => ['case', toValue(id)]), queryFn: () => caseOf(toValue(id)), enabled: computed(() => toValue(id) !== '') })
}

/** What may be done now, and why not. */
export function useCaseRights(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['case', toValue(id), 'actions']),
    queryFn: () => data(api.GET('/api/v1/cases/{case}/actions', { params: { path: { case: toValue(id) } } })),
    enabled: computed(() => toValue(id) !== ''),
  })
}

interface Page {
  data: Entry[]
  next: string | null
}

const pageSize = 60

const timelineOf = (id: string, after: string | null): Promise<Page> =>
  answer(
    api.GET('/api/v1/cases/{case}/timeline', {
      params: { path: { case: id }, query: { order: 'desc', limit: pageSize, after: after === null ? undefined : Number(after) } },
    }),
  )

/** What happened, newest pages first; `entries` oldest first, as it is read. */
export function useTimeline(id: MaybeRefOrGetter<string>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['case', toValue(id), 'timeline']),
    queryFn: ({ pageParam }) => timelineOf(toValue(id), pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: computed(() => toValue(id) !== ''),
  })
  const entries = computed<Entry[]>(() => (query.data.value?.pages ?? []).flatMap((page) => page.data).reverse())
  /** The version that was seen: of the newest decision shown, not of what is held back. */
  const seen = computed(() => entries.value.findLast((e) => !e.pending)?.version ?? 0)
  return { ...query, entries, seen }
}

/** Fetches ahead what opening the case will draw (on hover, or for the next one in the list). */
export async function prefetchCase(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    client.prefetchQuery({ queryKey: ['case', id], queryFn: () => caseOf(id) }),
    client.prefetchInfiniteQuery<Page, Error, InfiniteData<Page>, string[], string | null>({
      queryKey: ['case', id, 'timeline'],
      queryFn: ({ pageParam }) => timelineOf(id, pageParam),
      initialPageParam: null,
    }),
  ])
}

/** The flow of the policy a case opened under; null for who may not read policies. */
export function useFlow(shown: MaybeRefOrGetter<Case | undefined>) {
  const policy = computed(() => toValue(shown)?.policy)
  return useQuery({
    queryKey: computed(() => ['policy-flow', policy.value?.id, policy.value?.version]),
    queryFn: () =>
      ask<{ ways: Way[] }>('/api/v1/policies/{policy}/flow', {
        params: { path: { policy: policy.value?.id ?? '' }, query: { version: policy.value?.version } },
      }),
    enabled: computed(() => policy.value !== undefined && may('policy.read')),
    staleTime: 60 * 60_000,
  })
}

/** Names of units, of people one may hand cases to, and of categories, by id or code. */
export function useNames() {
  const categories = useQuery({ queryKey: ['categories'], queryFn: () => data(api.GET('/api/v1/categories')), staleTime: 10 * 60_000 })
  const inLanguage = computed(() => ({ 'zh-Hans': 'zh_hans', 'zh-Hant': 'zh_hant', en: 'en' } as const)[language.value])
  const categoryNames = computed(() => new Map((categories.data.value ?? []).map((c) => [c.code, c[inLanguage.value]])))
  const units = useQuery({ queryKey: ['units'], queryFn: () => data(api.GET('/api/v1/units')), staleTime: 5 * 60_000 })
  const people = useQuery({
    queryKey: ['people', ''],
    queryFn: () => peopleBy(''),
    staleTime: 5 * 60_000,
  })
  const unitNames = computed(() => new Map((units.data.value ?? []).map((u) => [u.id, u.name])))
  const personNames = computed(() => new Map((people.data.value ?? []).map((p) => [p.id, p.name])))
  return { unitNames, personNames, categoryNames }
}

/** The customer, masked; null for an anonymous one and for who may not read customers. */
export function useCustomer(id: MaybeRefOrGetter<string | null | undefined>) {
  return useQuery({
    queryKey: computed(() => ['customer', toValue(id)]),
    queryFn: async () => {
      try {
        return await data(api.GET('/api/v1/customers/{customer}', { params: { path: { customer: toValue(id) ?? '' } } }))
      } catch (thrown) {
        if (asProblem(thrown).status === 404 || asProblem(thrown).status === 403) return null
        throw thrown
      }
    },
    enabled: computed(() => Boolean(toValue(id)) && may('customer.read')),
  })
}
