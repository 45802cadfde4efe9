import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, changeHeaders, data } from '@/api/client'
import { problemOf } from '@/api/problem'
import type { components } from '@/api/schema'
import { useOnce } from '@/lib/once'
import { may } from '@/session'
import { useCount } from '@/shell/counts'

/** Requests for evidence to one's units: read and answered here, without a right to their cases. */
export type Asked = components['schemas']['AskedEvidence']

export const useAsked = () => useQuery({ queryKey: ['evidence-requests'], queryFn: () => data(api.GET('/api/v1/evidence-requests')), enabled: () => may('evidence.answer'), refetchInterval: 60_000 })

/** While the console is open: how many wait, beside the entry of the navigation. */
export function useAskedCount(): void {
  const { data: waiting } = useAsked()
  useCount('evidence-requests', computed(() => waiting.value?.length || null))
}

async function attach(request: string, file: File): Promise<string> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answered = await fetch(`/api/v1/evidence-requests/${request}/attachments`, { method: 'POST', headers: changeHeaders(), body: form })
  if (!answered.ok) throw await problemOf(answered)
  return ((await answered.json()) as { id: string }).id
}

export function useReplying() {
  const { busy, once } = useOnce(() => [['evidence-requests']])
  const answer = (request: string, text: string, chosen: File[], done: string) =>
    once(async () => {
      const files: string[] = []
      for (const file of chosen) files.push(await attach(request, file))
      await data(api.POST('/api/v1/evidence-requests/{request}/answer', { params: { path: { request } }, body: { text, files } }))
    }, done)
  const decline = (request: string, reason: string, done: string) =>
    once(() => data(api.POST('/api/v1/evidence-requests/{request}/refusal', { params: { path: { request } }, body: { reason } })), done)
  return { busy, answer, decline }
}
