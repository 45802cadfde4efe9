import { useQuery } from '@tanstack/vue-query'
import { computed, shallowRef } from 'vue'
import { data } from '@/api/client'
import { ask, type Counted, type NewView, type View } from '@/api/desk'
import { queries } from '@/api/queries'
import { hasWords, say } from '@/i18n'
import { number } from '@/lib/time'
import { may, type Permission } from '@/session'

/** Views: named filters with an order. Those that come with the product are known by a code, the rest by their id. */
export type { Counted, NewView, View }

/** What a view is called. */
export function nameOf(view: View): string {
  if (view.name) return view.name
  const key = `inbox.view.${view.view}`
  return hasWords(key) ? say(key) : view.view
}

/** The views one sees: built in, then one's own, then those shared, each by its place. */
export function useViews() {
  const query = useQuery({ queryKey: ['views', 'list'], queryFn: () => data(ask<View[]>('GET', '/api/v1/views')), staleTime: 60_000 })
  const views = computed<View[]>(() => {
    const rank = (v: View) => (v.built_in ? 0 : v.own ? 1 : 2)
    return [...(query.data.value ?? [])].sort((a, b) => rank(a) - rank(b) || a.position - b.position || nameOf(a).localeCompare(nameOf(b)))
  })
  return { views, query }
}

/** How many cases each view holds, asked again now and then and whenever cases change. */
export function useCounts() {
  const counts = useQuery({ queryKey: ['views', 'counts'], queryFn: () => data(ask<(Counted & { view: string })[]>('GET', '/api/v1/views/counts')), refetchInterval: 30_000, staleTime: 5_000 })
  const byView = computed(() => new Map((counts.data.value ?? []).map((c) => [c.view, c])))
  return { countOf: (view: string): Counted | undefined => byView.value.get(view) }
}

/** A count as it stands beside a name: `37`, `1,000+`. */
export function saidCount(counted: Counted | undefined): string {
  if (!counted) return ''
  return counted.more ? `${number(counted.count)}+` : number(counted.count)
}

/** Whether one may share views somewhere. */
export const mayShare = (): boolean => may('view.share' as Permission)

/** Whether one may change it; the server asks again. */
export const changeable = (view: View): boolean => !view.built_in && (view.own || mayShare())

/** What is sent to keep a view as it is. */
export function bodyOf(view: View): NewView {
  const { name, filter, sort, columns, position, audience, unit } = view
  return { name: name ?? '', filter, sort, columns, position, audience, ...(unit ? { unit } : {}) }
}

/** Keeps a view, a new one or a changed one, and answers it. */
export async function keep(body: NewView, old?: View): Promise<View> {
  const kept = old
    ? await data(ask<View>('PUT', '/api/v1/views/{view}', { params: { path: { view: old.view }, header: { 'If-Match': `"${old.version}"` } }, body }))
    : await data(ask<View>('POST', '/api/v1/views', { body }))
  await queries.invalidateQueries({ queryKey: ['views'] })
  return kept
}

export async function remove(view: View): Promise<void> {
  await data(ask('DELETE', '/api/v1/views/{view}', { params: { path: { view: view.view } } }))
  await queries.invalidateQueries({ queryKey: ['views'] })
}

/** Puts one of one's own views a place up or down. */
export async function move(view: View, by: 1 | -1, all: readonly View[]): Promise<void> {
  const own = all.filter((v) => v.own)
  const [from, to] = [own.indexOf(view), own.indexOf(view) + by]
  if (from < 0 || to < 0 || to >= own.length) return
  const next = [...own]
  next.splice(to, 0, ...next.splice(from, 1))
  for (const [place, v] of next.entries()) {
    if (v.position === place) continue
    await data(ask('PUT', '/api/v1/views/{view}', { params: { path: { view: v.view } }, body: { ...bodyOf(v), position: place } }))
  }
  await queries.invalidateQueries({ queryKey: ['views'] })
}

/** What the editor of views has open: a view to change, or the beginning of a new one. */
export const edited = shallowRef<{ old?: View; from: Partial<NewView> } | null>(null)
