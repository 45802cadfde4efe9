import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, attempt, data } from '@/api/client'
import type { components } from '@/api/schema'
import { useOnce } from '@/lib/once'
import { useQueue } from '@/lib/queue'
import { may } from '@/session'

/** Approvals that wait, and deciding one of them: in the queue and beside the case alike. */
export type Waiting = components['schemas']['ApprovalLine']

/** `mine`: only those one may sign now. */
export const useWaiting = (mine: MaybeRefOrGetter<boolean>) =>
  useQueue<Waiting>(
    computed(() => ['approvals', toValue(mine)]),
    (after) => api.GET('/api/v1/approvals', { params: { query: { mine: toValue(mine), limit: 50, after } } }),
    () => may('case.approve'),
  )

export function useDeciding() {
  const { busy, once } = useOnce(() => [['approvals'], ['waiting'], ['case']])
  /** Signs or refuses; whether it was done. What the case was seen as stands against what somebody did meanwhile. */
  const decide = (of: { case: string; version: number; approval: string }, granted: boolean, reason: string | undefined, done: string) =>
    once(
      () =>
        data(
          api.POST('/api/v1/cases/{case}/approvals/{approval}/decision', {
            params: { path: { case: of.case, approval: of.approval }, header: { 'If-Match': `"${of.version}"`, 'Idempotency-Key': attempt() } },
            body: { granted, reason },
          }),
        ),
      done,
      of.approval,
    )
  return { busy, decide }
}
