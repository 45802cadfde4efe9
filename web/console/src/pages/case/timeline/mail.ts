import { useQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, defineAsyncComponent, inject, type InjectionKey, provide } from 'vue'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'
import { needWords } from '@/i18n'
import type { Case, Entry, Happened } from '../case'

/** A message that came into the case by mail: its pictures elsewhere, and the message as it came. */
export type CaseMail = components['schemas']['CaseMail']

/** What is drawn below such a message; with its words only where there is one. */
export const MailCame = defineAsyncComponent(async () => {
  await needWords(['mail'])
  return import('./mail-came.vue')
})

/** By the message of the case; the one that began it has none and is found by `FIRST`. */
type ByMessage = ComputedRef<Map<string, CaseMail>>
export const FIRST = ''
const key: InjectionKey<ByMessage> = Symbol('mail')

const happened = (entries: Entry[]) => entries.flatMap((e) => e.events as unknown as Happened[])

/** Files that are shown at the message whose pictures they are, when that message is drawn; they are not told a second time. */
export function placed(mails: CaseMail[], entries: Entry[]): Set<string> {
  const drawn = new Set(happened(entries).map((h) => (h.event === 'registered' ? FIRST : h.event === 'message_recorded' ? String(h.message) : null)))
  return new Set(mails.filter((m) => drawn.has(m.message ?? FIRST)).flatMap((m) => m.picture_files))
}

/** Asks for the mail of a case where some came, and again while pictures are on their way: that they failed is no event. */
export function provideMail(shown: () => Case, entries: () => Entry[]) {
  const some = computed(() => shown().channel === 'email' || happened(entries()).some((h) => h.event === 'message_recorded' && h.direction === 'inbound' && h.channel === 'email'))
  const { data: mails } = useQuery({
    queryKey: computed(() => ['case', shown().id, 'mail-in']),
    queryFn: () => data(api.GET('/api/v1/cases/{case}/mail-in', { params: { path: { case: shown().id } } })),
    enabled: some,
    refetchInterval: (query) => (query.state.data?.some((m) => m.pictures_standing === 'waiting') ? 2_000 : false),
  })
  const all = computed(() => mails.value ?? [])
  // Newest first: of two that began one case (a copy), the first one stays.
  provide(key, computed(() => new Map(all.value.map((m) => [m.message ?? FIRST, m]))))
  return computed(() => placed(all.value, entries()))
}

/** The mail a message of the case came by. */
export function useMail(message: () => string): ComputedRef<CaseMail | null> {
  const found = inject(key, null)
  return computed(() => found?.value.get(message()) ?? null)
}
