import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { answer, api, data } from '@/api/client'
import type { components } from '@/api/schema'

export type Notice = components['schemas']['Notification']
export type Wish = components['schemas']['NotificationWish']
export type Preferences = components['schemas']['Preferences']

/** What one was told, newest first, and how much of it is unread. */
export function useNotices() {
  const queries = useQueryClient()
  const asked = useInfiniteQuery({
    queryKey: ['notifications'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/me/notifications', { params: { query: { limit: 30, after: pageParam } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const items = computed(() => asked.data.value?.pages.flatMap((page) => page.data.items))
  const unread = computed(() => asked.data.value?.pages[0]?.data.unread ?? 0)
  const read = useMutation({
    mutationFn: (what: components['schemas']['ReadNotifications']) => data(api.PUT('/api/v1/me/notifications/read', { body: what })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  })
  return { asked, items, unread, read }
}

/** How one wants to be told. */
export const usePreferences = () => useQuery({ queryKey: ['preferences'], queryFn: () => data(api.GET('/api/v1/me/preferences')), staleTime: 60_000 })

/** A number beside the bell: at most two digits. */
export const few = (n: number): string => (n > 99 ? '99+' : String(n))

/** The icon of a kind of notice, and whether it warns. */
export const icons: Record<Notice['kind'], { icon: string; colour: string }> = {
  assigned: { icon: 'i-lucide-user-check', colour: 'text-muted' },
  transfer_offered: { icon: 'i-lucide-arrow-right-left', colour: 'text-primary' },
  transfer_refused: { icon: 'i-lucide-undo-2', colour: 'text-warning' },
  mentioned: { icon: 'i-lucide-at-sign', colour: 'text-primary' },
  customer_wrote: { icon: 'i-lucide-message-square', colour: 'text-muted' },
  due_soon: { icon: 'i-lucide-clock-alert', colour: 'text-warning' },
  breached: { icon: 'i-lucide-alarm-clock', colour: 'text-error' },
  escalated: { icon: 'i-lucide-trending-up', colour: 'text-warning' },
  escalation_taken_up: { icon: 'i-lucide-hand', colour: 'text-muted' },
  escalation_overdue: { icon: 'i-lucide-trending-up', colour: 'text-error' },
  sponsor_asked: { icon: 'i-lucide-crown', colour: 'text-warning' },
  sponsor_named: { icon: 'i-lucide-crown', colour: 'text-primary' },
  emergency: { icon: 'i-lucide-siren', colour: 'text-error' },
  ping_pong: { icon: 'i-lucide-repeat', colour: 'text-warning' },
  stalled: { icon: 'i-lucide-hourglass', colour: 'text-warning' },
  complaint_adjudicated: { icon: 'i-lucide-gavel', colour: 'text-error' },
  appeal_made: { icon: 'i-lucide-message-circle-warning', colour: 'text-warning' },
  appeal_decided: { icon: 'i-lucide-gavel', colour: 'text-muted' },
  complaint_reversed: { icon: 'i-lucide-undo-2', colour: 'text-muted' },
  penalty_proposed: { icon: 'i-lucide-gavel', colour: 'text-warning' },
  penalty_decided: { icon: 'i-lucide-gavel', colour: 'text-error' },
  penalty_reversed: { icon: 'i-lucide-undo-2', colour: 'text-muted' },
  circular_published: { icon: 'i-lucide-megaphone', colour: 'text-primary' },
  circular_retracted: { icon: 'i-lucide-megaphone-off', colour: 'text-muted' },
  approval_asked: { icon: 'i-lucide-stamp', colour: 'text-warning' },
  approval_decided: { icon: 'i-lucide-stamp', colour: 'text-muted' },
  evidence_asked: { icon: 'i-lucide-file-question', colour: 'text-primary' },
  evidence_overdue: { icon: 'i-lucide-alarm-clock', colour: 'text-error' },
  evidence_came: { icon: 'i-lucide-file-check', colour: 'text-muted' },
  visit_planned: { icon: 'i-lucide-map-pin', colour: 'text-primary' },
  visit_overdue: { icon: 'i-lucide-map-pin-off', colour: 'text-error' },
  support_asked: { icon: 'i-lucide-life-buoy', colour: 'text-warning' },
  support_answered: { icon: 'i-lucide-life-buoy', colour: 'text-muted' },
  loaner_overdue: { icon: 'i-lucide-hand-helping', colour: 'text-error' },
  failure_review_asked: { icon: 'i-lucide-search-alert', colour: 'text-error' },
  duty_asked: { icon: 'i-lucide-siren', colour: 'text-error' },
  care_due: { icon: 'i-lucide-heart-handshake', colour: 'text-primary' },
  watch_checkpoint: { icon: 'i-lucide-eye', colour: 'text-muted' },
  held_refused: { icon: 'i-lucide-mail-x', colour: 'text-error' },
  channel_silent: { icon: 'i-lucide-volume-x', colour: 'text-error' },
  rule_fired: { icon: 'i-lucide-workflow', colour: 'text-primary' },
}
