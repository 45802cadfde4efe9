import { api, changeHeaders, data } from '@/api/client'
import { problemOf } from '@/api/problem'
import type { components } from '@/api/schema'
import { useOnce } from '@/lib/once'
import { useQueue } from '@/lib/queue'
import { may } from '@/session'

/** Requests for evidence to one's units: read and answered here, without a right to their cases. */
export type Asked = components['schemas']['AskedEvidence']

export const useAsked = () => useQueue<Asked>(['evidence-requests'], (after) => api.GET('/api/v1/evidence-requests', { params: { query: { limit: 50, after } } }), () => may('evidence.answer'))

async function attach(request: string, file: File): Promise<string> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answered = await fetch(`/api/v1/evidence-requests/${request}/attachments`, { method: 'POST', headers: changeHeaders(), body: form })
  if (!answered.ok) throw await problemOf(answered)
  return ((await answered.json()) as { id: string }).id
}

export function useReplying() {
  const { busy, once } = useOnce(() => [['evidence-requests'], ['waiting']])
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
