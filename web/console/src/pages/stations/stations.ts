import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, attempt, data } from '@/api/client'
import type { components } from '@/api/schema'
import { useOnce } from '@/lib/once'
import { dayOf, now, number } from '@/lib/time'
import { may } from '@/session'

/** Stations and what they are charged with, as the server counts it. */
export type Month = components['schemas']['StationMonth']
export type Penalty = components['schemas']['Penalty']
export type Appeal = components['schemas']['AppealLine']

/** The month of now in the business time zone. */
export const thisMonth = (): string => dayOf(now()).slice(0, 7)

/** Thousandths as a rate. */
export const rate = (milli: number): string => number(milli / 1000, { maximumFractionDigits: 2 })

export const useBoard = (month: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['stations', toValue(month)]), queryFn: () => data(api.GET('/api/v1/stations', { params: { query: { month: toValue(month) } } })) })

export const useYear = (station: MaybeRefOrGetter<string>, year: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['station', toValue(station), toValue(year)]), queryFn: () => data(api.GET('/api/v1/stations/{station}/years/{year}', { params: { path: { station: toValue(station), year: toValue(year) } } })), retry: false })

export const usePenalties = () => useQuery({ queryKey: ['penalties'], queryFn: () => data(api.GET('/api/v1/penalties')) })
export const useCirculars = () => useQuery({ queryKey: ['circulars'], queryFn: () => data(api.GET('/api/v1/circulars')) })
export const useAppeals = () => useQuery({ queryKey: ['appeals'], queryFn: () => data(api.GET('/api/v1/appeals')), enabled: () => may('case.adjudicate'), refetchInterval: 60_000 })

/** Decides something and tells how it went; whether it was done. */
export function useDeciding() {
  const { busy, once } = useOnce(() => ['stations', 'station', 'penalties', 'circulars', 'appeals', 'case'].map((key) => [key]))
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
