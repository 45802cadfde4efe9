import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, onScopeDispose, ref, toValue } from 'vue'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema'
import { say } from '@/i18n'
import { word } from '@/lib/codes'
import { now } from '@/lib/time'
import { useTold } from '@/lib/told'
import { onLive } from '@/live'
import { may, session } from '@/session'

/** Live chat as an agent sees it: who waits, whom one serves, and whether one takes visits. */
type Schemas = components['schemas']
export type Chat = Schemas['Chat']
export type Switch = Schemas['ChatSwitch']

const listOf = () => data(api.GET('/api/v1/chats')).then((found) => found.chats)
const answers = () => may('case.message')

/** That a machine gave it to a human, and why (B.8). */
export const handedOff = (chat: Chat) => say('chats.handedOff', { reasons: chat.handed_off_for.map((reason) => word('HandoffReason', reason)).join(say('common.listed')) })

/** What one serves, then what waits, in its order. */
export const useChats = () => useQuery({ queryKey: ['chats'], queryFn: listOf, enabled: answers })

/** The latest visit of a case; null where there never was one. */
export const useCaseChat = (id: MaybeRefOrGetter<string>, isChat: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: computed(() => ['chats', 'of', toValue(id)]),
    queryFn: () => data(api.GET('/api/v1/cases/{case}/chat', { params: { path: { case: toValue(id) } } })).then((found) => found.chat ?? null),
    enabled: computed(() => toValue(isChat) && toValue(id) !== ''),
  })

export const useSwitch = () => useQuery({ queryKey: ['me', 'chat'], queryFn: () => data(api.GET('/api/v1/me/chat')), enabled: answers })

/** Changes one's own switch; what is left out stays. */
export function useSwitching() {
  const queries = useQueryClient()
  return async (body: Schemas['ChatSwitchPatch']): Promise<void> => {
    queries.setQueryData(['me', 'chat'], await data(api.PUT('/api/v1/me/chat', { body })))
    void queries.invalidateQueries({ queryKey: ['chats'] })
  }
}

/** Does something at a visit; what it refuses is told. */
export function useChatDoing() {
  const queries = useQueryClient()
  const told = useTold()
  const busy = ref(false)
  const at = (chat: Chat) => ({ params: { path: { chat: chat.id } } })
  async function run(act: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    try {
      await act()
      return true
    } catch (thrown) {
      told.failed(thrown)
      return false
    } finally {
      busy.value = false
      void queries.invalidateQueries({ queryKey: ['chats'] })
    }
  }
  return {
    busy,
    take: (chat: Chat) => run(() => data(api.PUT('/api/v1/chats/{chat}/agent', at(chat)))),
    ask: (chat: Chat, why: Schemas['ClosingQuestion']) => run(() => data(api.POST('/api/v1/chats/{chat}/closing-question', { ...at(chat), body: { why } }))),
    end: (chat: Chat) => run(() => data(api.POST('/api/v1/chats/{chat}/ending', at(chat)))),
  }
}

/** What goes by while one looks: waits, and what was just typed. */
export function useNow() {
  const tick = ref(now())
  const timer = setInterval(() => (tick.value = now()), 1_000)
  onScopeDispose(() => clearInterval(timer))
  return tick
}

/** Live news of a visitor (typing, reading, away) into what is shown, without asking again. */
export function useVisitorNews(): void {
  const queries = useQueryClient()
  onLive('visitor', ({ data: news }) => {
    const change = (chat: Chat): Chat =>
      chat.id !== news.chat ? chat : { ...chat, visitor_typing_until: news.typing_until as string, visitor_read: Number(news.read), visitor_away_since: (news.away_since as string | null) ?? null }
    queries.setQueriesData<Chat[] | Chat | null>({ queryKey: ['chats'] }, (known) => (Array.isArray(known) ? known.map(change) : known ? change(known) : known))
  })
}

/** How long somebody waits, to the second: `0:42`. */
export function counted(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`
}

/** Mine to answer: what I serve, and what I am asked to take. */
export const isMine = (chat: Chat): boolean => (chat.state === 'served' ? chat.agent === session.me?.user : chat.offered_to === session.me?.user)
