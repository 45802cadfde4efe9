import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, attempt, data } from '@/api/client'
import type { components } from '@/api/schema'
import { useOnce } from '@/lib/once'
import { may } from '@/session'
import { useCount } from '@/shell/counts'

/** Approvals that wait, and deciding one of them: in the queue and beside the case alike. */
export type Waiting = components['schemas']['ApprovalLine']

export const useWaiting = () => useQuery({ queryKey: ['approvals'], queryFn: () => data(api.GET('/api/v1/approvals')), enabled: () => may('case.approve'), refetchInterval: 60_000 })

/** While the console is open: how many wait for one's own signature, beside the entry of the navigation. */
export function useApprovalCount(): void {
  const { data: waiting } = useWaiting()
  useCount('approvals', computed(() => waiting.value?.filter((one) => one.allowed).length || null))
}

export function useDeciding() {
  const { busy, once } = useOnce(() => [['approvals'], ['case']])
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
