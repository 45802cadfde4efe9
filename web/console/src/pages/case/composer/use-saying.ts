import { useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, attempt, data } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { components } from '@/api/schema'
import { useTold } from '@/lib/told'
import type { Entry } from '../case'
import { type Sort, type useWriting, writtenOf } from './writing'

/** How long what was said may be taken back. */
export const holdSeconds = 15

/**
 * Says what was written: replies and notes are held back for some seconds (not in a chat), what the customer said is recorded at once. The
 * server refuses an answer when something happened that the writer has not seen; that comes back as `newer`.
 */
export function useSaying(caseId: string, own: () => string) {
  const busy = ref(false)
  const newer = ref<Entry[]>([])
  const queries = useQueryClient()
  const told = useTold()
  const { t } = useI18n()
  // One key as long as the words are the same: pressing twice records once.
  let key = { of: '', attempt: '' }

  async function say(sort: Sort, writing: ReturnType<typeof useWriting>, seen: number): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const written = writtenOf(writing.words)
      const params = { path: { case: caseId } }
      if (sort === 'inbound') {
        const of = JSON.stringify(written)
        if (key.of !== of) key = { of, attempt: attempt() }
        const { format, text, attachments, channel, emotional_state } = written
        await data(
          api.POST('/api/v1/cases/{case}/messages', {
            params: { ...params, header: { 'Idempotency-Key': key.attempt } },
            body: { direction: 'inbound', format, text, attachments, channel, emotional_state },
          }),
        )
        key = { of: '', attempt: '' }
      } else if (sort === 'reply' && (writing.words.channel ?? own()) === 'chat') {
        // A visitor waits for it: in a chat nothing is held back.
        const of = JSON.stringify(written)
        if (key.of !== of) key = { of, attempt: attempt() }
        const counter = await writing.settle()
        const { format, text, attachments, roles, promised_at } = written
        await data(
          api.POST('/api/v1/cases/{case}/messages', {
            params: { ...params, header: { 'Idempotency-Key': key.attempt } },
            body: { direction: 'outbound', format, text, attachments, channel: 'chat', roles, promised_at, seen: seen > 0 ? seen : null },
          }),
        )
        key = { of: '', attempt: '' }
        await data(api.DELETE('/api/v1/cases/{case}/drafts/{sort}', { params: { path: { case: caseId, sort }, query: { counter } } })).catch(() => undefined)
      } else {
        const draft_counter = await writing.settle()
        const note = sort === 'note'
        const said = note ? { ...written, channel: null, roles: [], promised_at: null, emotional_state: null } : { ...written, mentions: [] }
        await data(
          api.POST('/api/v1/cases/{case}/sending', {
            params,
            body: { sort, written: said, hold_seconds: holdSeconds, seen: seen > 0 ? seen : null, draft_counter },
          }),
        )
      }
      newer.value = []
      writing.said()
      void queries.invalidateQueries({ queryKey: ['case', caseId] })
      return true
    } catch (thrown) {
      const problem = asProblem(thrown)
      if (problem.code === 'newer_events' && Array.isArray(problem.data.events)) newer.value = problem.data.events as Entry[]
      else told.failed(problem)
      if (sort !== 'inbound') writing.touch()
      return false
    } finally {
      busy.value = false
    }
  }
  /** Takes back what is held; the draft it became, or nothing when it has left. */
  async function unsay(sending: string): Promise<components['schemas']['Draft'] | null> {
    try {
      return await data(api.DELETE('/api/v1/cases/{case}/sending/{sending}', { params: { path: { case: caseId, sending } } }))
    } catch (thrown) {
      if (asProblem(thrown).status === 404) told.note(t('case.held.gone'))
      else told.failed(thrown)
      return null
    } finally {
      void queries.invalidateQueries({ queryKey: ['case', caseId, 'timeline'] })
    }
  }

  return { busy, newer, say, unsay }
}
