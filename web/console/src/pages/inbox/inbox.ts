import { computed, type InjectionKey, inject, provide, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useMediaQuery } from '@vueuse/core'
import { kept } from '@/lib/kept'
import { caseList, type Filter, type Line, patchEverywhere, type Sort, sorts } from './case-list'
import { filterOf, queryOf } from './fields'
import { prefetchCase } from './prefetch'
import { opened } from '@/shell/recent'
import { Selection } from './selection'
import { useViews } from './views'

export const layouts = ['list', 'table', 'board'] as const
export type Layout = (typeof layouts)[number]

/** What the parts of the inbox share: the view with its conditions, the list, where one is in it, what is chosen. */
export function makeInbox() {
  const route = useRoute()
  const router = useRouter()
  const wide = useMediaQuery('(min-width: 1024px)')
  const { views, query } = useViews()

  const viewId = computed(() => String(route.params.view || kept.choices['inbox.view'] || 'mine'))
  const view = computed(() => views.value.find((v) => v.view === viewId.value) ?? views.value[0])
  watch(viewId, (id) => (kept.choices['inbox.view'] = id), { immediate: true })

  const added = computed(() => filterOf(route.query))
  const filter = computed<Filter>(() => ({ ...view.value?.filter, ...added.value }))
  const sort = computed<Sort>(() => sorts.find((s) => s === route.query.sort) ?? view.value?.sort ?? 'queue')
  const narrowed = computed(() => Object.keys(added.value).length > 0)
  const layout = computed<Layout>({
    get: () => (wide.value ? (layouts.find((l) => l === kept.choices['inbox.layout']) ?? 'list') : 'list'),
    set: (value) => (kept.choices['inbox.layout'] = value),
  })
  const list = computed(() => caseList(filter.value, sort.value, view.value !== undefined))

  /** Shows other conditions or another order in the same view. */
  function ask(next: { filter?: Filter; sort?: Sort | null }): void {
    const query = { ...queryOf(next.filter ?? added.value), ...(next.sort === undefined ? (route.query.sort ? { sort: route.query.sort } : {}) : next.sort ? { sort: next.sort } : {}) }
    void router.replace({ params: { view: viewId.value, case: '' }, query })
  }

  const selection = new Selection()
  const openId = computed(() => String(route.params.case || '') || null)
  const cursor = ref<string | null>(openId.value)
  const place = ref(-1)
  watch(
    [openId, () => list.value.places.value],
    ([id, places]) => {
      if (id) cursor.value = id
      const now = cursor.value === null ? undefined : places.get(cursor.value)
      if (now !== undefined) place.value = now
    },
    { immediate: true },
  )
  watch(list, () => {
    cursor.value = openId.value
    selection.clear()
  })

  const address = (id: string | null) => ({ name: 'inbox', params: { view: viewId.value, case: id ?? '' }, query: route.query })
  function open(line: Pick<Line, 'id' | 'number' | 'subject'>): void {
    cursor.value = line.id
    opened({ id: line.id, number: line.number, subject: line.subject ?? null })
    if (openId.value === line.id) return
    // From case to case there is one step back to the list, not one for each that was looked at.
    void (openId.value ? router.replace(address(line.id)) : router.push(address(line.id)))
    patchEverywhere(line.id, { unread: false })
  }
  const close = () => void router.push(address(null))

  const rows = computed(() => list.value.rows.value)
  /** The row so many steps away. The open case may have left the list: then its old place counts. */
  function neighbour(by: 1 | -1): Line | undefined {
    const here = cursor.value === null ? undefined : list.value.places.value.get(cursor.value)
    if (here !== undefined) return rows.value[here + by]
    if (place.value < 0) return rows.value[0]
    return rows.value[by > 0 ? Math.min(place.value, rows.value.length - 1) : place.value - 1]
  }

  let follow: ReturnType<typeof setTimeout> | undefined
  /** Moves in the list; an open pane follows when one rests. */
  function step(by: 1 | -1, extend = false): void {
    const line = neighbour(by)
    if (!line) return
    if (extend && cursor.value) {
      const from = list.value.places.value.get(cursor.value)
      if (selection.size.value === 0 && from !== undefined && rows.value[from]) selection.toggle(rows.value[from])
    }
    cursor.value = line.id
    place.value = list.value.places.value.get(line.id) ?? place.value
    if (extend) selection.range(rows.value, place.value)
    prefetchCase(line.id)
    clearTimeout(follow)
    if (!extend && openId.value && wide.value) follow = setTimeout(() => open(line), 140)
  }
  /** Opens the one before or after, without going back. */
  function turn(by: 1 | -1): boolean {
    const line = neighbour(by)
    if (line) open(line)
    return line !== undefined
  }

  const href = (id: string) => router.resolve(address(id)).href
  /** Columns of the table; the view's own, else the usual ones. */
  const columns = computed<string[]>(() => view.value?.columns ?? [])
  return { href, columns, views, viewsQuery: query, viewId, view, added, filter, sort, narrowed, layout, list, rows, wide, ask, openId, cursor, place, open, close, step, turn, neighbour, address, selection }
}

export type Inbox = ReturnType<typeof makeInbox>
const key: InjectionKey<Inbox> = Symbol('inbox')
export function provideInbox(): Inbox {
  const inbox = makeInbox()
  provide(key, inbox)
  return inbox
}
export function useInbox(): Inbox {
  const found = inject(key)
  if (!found) throw new Error('no inbox above')
  return found
}
