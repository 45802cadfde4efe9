import { computed, type ComputedRef, ref, shallowRef, watch } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { answer } from '@/api/client'
import { ask, type Filter, type Line, type Sort } from '@/api/desk'
import { now } from '@/lib/time'

/**
 * A list of cases that may be ten thousand rows long: pages by key, fetched ahead, each refreshed by itself. A page is
 * a segment between two keys, so what others do is learnt by asking again for what is on the screen, never for all.
 */
export type { Filter, Line, Sort }

export const sorts: Sort[] = ['queue', 'due', 'priority', 'newest', 'oldest', 'touched']

interface Segment {
  after: string | null
  rows: Line[]
  next: string | null
  /** Its beginning moved, or something in it changed, since it was asked for. */
  stale: boolean
}

const first = 50
const later = 100
const most = 200
/** Pages without a single hit that are skipped at once: a rare thing is looked for in bounded windows. */
const skips = 5

export type Fetch = (after: string | null, limit: number) => Promise<{ rows: Line[]; next: string | null }>

export class CaseList {
  private readonly segments = shallowRef<Segment[]>([])
  private readonly running = new Map<string, Promise<void>>()
  readonly problem = shallowRef<unknown>(null)
  readonly busy = ref(false)
  /** Where it was scrolled to, by the height of its rows: for coming back, in each layout. */
  readonly scroll = new Map<number, number>()
  /** When it was last asked for. */
  asked = 0

  readonly rows: ComputedRef<Line[]> = computed(() => {
    const seen = new Set<string>()
    return this.segments.value.flatMap((s) => s.rows.filter((r) => !seen.has(r.id) && seen.add(r.id)))
  })
  readonly places = computed(() => new Map(this.rows.value.map((row, n) => [row.id, n])))
  /** Something was answered. */
  readonly there = computed(() => this.segments.value.length > 0)
  readonly complete = computed(() => this.there.value && this.segments.value.at(-1)?.next === null)

  constructor(private readonly fetch: Fetch) {}

  /** Loads the next page, if there is one. Several callers share one request. */
  more(): Promise<void> {
    if (this.complete.value) return Promise.resolve()
    return this.once('more', async () => {
      let after = this.segments.value.at(-1)?.next ?? null
      for (let n = 0; n < skips; n += 1) {
        const page = await this.fetch(after, this.there.value ? later : first)
        this.segments.value = [...this.segments.value, { after, ...page, stale: false }]
        if (page.rows.length > 0 || page.next === null) return
        after = page.next
      }
    })
  }

  /** Asks again for what stands between two places, and notes that the rest is old. */
  async refresh(from: number, to: number): Promise<void> {
    this.segments.value.forEach((s) => (s.stale = true))
    await this.renew(from, to)
  }

  /** Asks again for the old segments between two places. */
  async renew(from: number, to: number): Promise<void> {
    if (!this.there.value) return this.more()
    let place = 0
    const wanted: Segment[] = []
    for (const segment of this.segments.value) {
      const [begin, end] = [place, (place += segment.rows.length)]
      if (segment.stale && begin <= to && end >= from) wanted.push(segment)
    }
    await Promise.all(wanted.map((segment) => this.once(`renew ${segment.after}`, () => this.again(segment))))
  }

  private async again(segment: Segment): Promise<void> {
    segment.stale = false
    const page = await this.fetch(segment.after, Math.min(most, Math.max(segment.rows.length, first)))
    const segments = [...this.segments.value]
    const at = segments.indexOf(segment)
    if (at < 0) return
    segments[at] = { after: segment.after, ...page, stale: false }
    const follows = segments[at + 1]
    // The next one begins where this one now ends; where that is nowhere, nothing follows.
    if (page.next === null) segments.splice(at + 1)
    else if (follows && follows.after !== page.next) segments[at + 1] = { ...follows, after: page.next, stale: true }
    this.segments.value = segments
  }

  private once(name: string, run: () => Promise<void>): Promise<void> {
    const before = this.running.get(name)
    if (before) return before
    this.busy.value = true
    this.asked = now()
    const promise = run()
      .then(() => void (this.problem.value = null))
      .catch((thrown: unknown) => void (this.problem.value = thrown))
      .finally(() => {
        this.running.delete(name)
        this.busy.value = this.running.size > 0
      })
    this.running.set(name, promise)
    return promise
  }

  /** Changes a row where it stands, until the server says how it is. */
  patch(id: string, change: Partial<Line>): void {
    this.segments.value = this.segments.value.map((s) =>
      s.rows.some((r) => r.id === id) ? { ...s, rows: s.rows.map((r) => (r.id === id ? { ...r, ...change } : r)) } : s,
    )
  }
}

const known = new Map<string, CaseList>()
const mostKnown = 24

// Stands while the views are not known yet.
const nothing = new CaseList(() => new Promise(() => {}))

/** The list of a filter and order; the same one again when one comes back to it. */
export function caseList(filter: Filter, sort: Sort, ready = true): CaseList {
  if (!ready) return nothing
  const name = JSON.stringify([sort, Object.entries(filter).sort(([a], [b]) => a.localeCompare(b))])
  const list =
    known.get(name) ??
    new CaseList(async (after, limit) => {
      const query = { ...filter, sort, limit, ...(after ? { after } : {}) }
      const { data, next } = await answer(ask<Line[]>('GET', '/api/v1/cases', { params: { query } }))
      return { rows: data, next }
    })
  known.delete(name)
  known.set(name, list)
  if (known.size > mostKnown) known.delete(known.keys().next().value ?? '')
  return list
}

/** Runs whenever lists of cases became old: an event of the server, or a change made here. */
export function onCasesStale(run: () => void): void {
  const { data } = useQuery({ queryKey: ['cases', 'pulse'], queryFn: () => performance.now(), staleTime: Infinity, refetchOnWindowFocus: 'always' })
  watch(data, (_now, before) => {
    if (before !== undefined) run()
  })
}

/** Changes a row in every list that shows it. */
export function patchEverywhere(id: string, change: Partial<Line>): void {
  known.forEach((list) => list.patch(id, change))
}
