import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, attempt, changeHeaders, data } from '@/api/client'
import { problemOf } from '@/api/problem'
import type { components } from '@/api/schema'
import { useOnce } from '@/lib/once'
import { useQueue } from '@/lib/queue'
import { dayOf, now, number } from '@/lib/time'
import { may } from '@/session'

/** Stations and what they are charged with, as the server counts it. */
export type Month = components['schemas']['StationMonth']
export type Penalty = components['schemas']['Penalty']
export type Circular = components['schemas']['Circular']
export type Appeal = components['schemas']['AppealLine']

export type OrdersFile = components['schemas']['StationOrdersFile']

/** The month of now in the business time zone. */
export const thisMonth = (): string => dayOf(now()).slice(0, 7)

/** Thousandths as a rate. */
export const rate = (milli: number): string => number(milli / 1000, { maximumFractionDigits: 2 })

export const useBoard = (month: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['stations', toValue(month)]), queryFn: () => data(api.GET('/api/v1/stations', { params: { query: { month: toValue(month) } } })) })

/** How they took the month's complaints in, by station. */
export const useHandling = (month: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['stations', 'handling', toValue(month)]),
    queryFn: async () => new Map((await data(api.GET('/api/v1/stations/handling', { params: { query: { month: toValue(month) } } }))).map((one) => [one.station, one])),
  })

export const useYear = (station: MaybeRefOrGetter<string>, year: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['station', toValue(station), toValue(year)]), queryFn: () => data(api.GET('/api/v1/stations/{station}/years/{year}', { params: { path: { station: toValue(station), year: toValue(year) } } })), retry: false })

export const usePenalties = () => useQueue<Penalty>(['penalties'], (after) => api.GET('/api/v1/penalties', { params: { query: { limit: 50, after } } }))
export const useCirculars = () => useQueue<Circular>(['circulars'], (after) => api.GET('/api/v1/circulars', { params: { query: { limit: 50, after } } }))
export const useAppeals = () => useQueue<Appeal>(['appeals'], (after) => api.GET('/api/v1/appeals', { params: { query: { limit: 50, after } } }), () => may('case.adjudicate'))

async function table(path: 'check' | 'import', month: string, file: File): Promise<OrdersFile> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answered = await fetch(`/api/v1/stations/orders/${path}?month=${encodeURIComponent(month)}`, { method: 'POST', headers: changeHeaders(), body: form })
  if (!answered.ok) throw await problemOf(answered)
  return (await answered.json()) as OrdersFile
}

/** Orders of a month by a table: looked at, then taken in. */
export function useOrdersFile() {
  const { busy, once } = useOnce(() => [['stations']])
  return { busy, look: (month: string, file: File) => table('check', month, file), take: (month: string, file: File, done: string) => once(() => table('import', month, file), done) }
}

/** Decides something and tells how it went; whether it was done. */
export function useDeciding() {
  const { busy, once } = useOnce(() => ['stations', 'station', 'penalties', 'circulars', 'appeals', 'waiting', 'case'].map((key) => [key]))
  return {
    busy,
    issue: (penalty: string, text: string, done: string) => once(() => data(api.PUT('/api/v1/penalties/{penalty}/circular', { params: { path: { penalty } }, body: { text } })), done),
    dismiss: (penalty: string, text: string, done: string) => once(() => data(api.PUT('/api/v1/penalties/{penalty}/dismissal', { params: { path: { penalty } }, body: { text } })), done),
    give: (month: string, station: string, count: number, done: string) => once(() => data(api.PUT('/api/v1/stations/orders', { body: { month, orders: [{ station, count }] } })), done),
    decide: (one: Appeal, granted: boolean, reason: string, done: string) =>
      once(
        () =>
          data(
            api.POST('/api/v1/cases/{case}/adjudications/{adjudication}/appeal/decision', {
              params: { path: { case: one.case, adjudication: one.adjudication.id }, header: { 'If-Match': `"${one.version}"`, 'Idempotency-Key': attempt() } },
              body: { granted, reason },
            }),
          ),
        done,
      ),
  }
}
