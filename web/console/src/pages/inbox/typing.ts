import { onScopeDispose, shallowRef } from 'vue'
import { now } from '@/lib/time'
import { onLive } from '@/live'
import { session } from '@/session'

/** Who types in which case, as the server's presence tells: for the rows of the list. Forgotten when it is over. */
export function useTyping(): { of: (caseId: string) => string | null } {
  const typing = shallowRef(new Map<string, { name: string; until: number }>())
  onLive('presence', ({ data }) => {
    const id = String(data.case)
    if (data.user === session.me?.user) return
    const until = Date.parse(String(data.until))
    const next = new Map(typing.value)
    if (data.state === 'typing' && until > now()) next.set(id, { name: String(data.name), until })
    else next.delete(id)
    typing.value = next
  })
  const timer = setInterval(() => {
    if (typing.value.size === 0) return
    typing.value = new Map([...typing.value].filter(([, t]) => t.until > now()))
  }, 3_000)
  onScopeDispose(() => clearInterval(timer))
  return { of: (caseId) => typing.value.get(caseId)?.name ?? null }
}
