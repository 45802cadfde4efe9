import { computed, onScopeDispose, type Ref, ref, watch } from 'vue'
import { api, data } from '@/api/client'
import { now } from '@/lib/time'
import { onLive } from '@/live'
import { session } from '@/session'

/**
 * Who else is at a case, and that we are. Told every 15 seconds while the page is looked at; what fails is told again
 * with the next beat and nobody is bothered with it.
 */
export interface Present {
  user: string
  name: string
  state: string
  until: string
}

const beat = 15_000
/** How long one counts as typing after a key. */
const typingFor = 6_000

export function usePresence(id: Ref<string>) {
  const there = ref(new Map<string, Present>())
  const tick = ref(now())
  let state: 'viewing' | 'typing' = 'viewing'
  let typedAt = 0

  const tell = () => {
    if (document.hidden) return
    void data(api.PUT('/api/v1/cases/{case}/presence', { params: { path: { case: id.value } }, body: { state } })).catch(() => undefined)
  }
  const leave = (from: string) => void data(api.DELETE('/api/v1/cases/{case}/presence', { params: { path: { case: from } } })).catch(() => undefined)
  const ask = async () => {
    const found = await data(api.GET('/api/v1/cases/{case}/presence', { params: { path: { case: id.value } } })).catch(() => [])
    there.value = new Map(found.map((p) => [p.user, p]))
  }

  const timer = setInterval(tell, beat)
  const clock = setInterval(() => {
    tick.value = now()
    if (state === 'typing' && Date.now() - typedAt > typingFor) {
      state = 'viewing'
      tell()
    }
  }, 2_000)

  watch(
    id,
    (_next, before) => {
      if (before) leave(before)
      state = 'viewing'
      tell()
      void ask()
    },
    { immediate: true },
  )

  onLive('presence', ({ data: told }) => {
    if (told.case !== id.value) return
    const one = told as unknown as Present
    const all = new Map(there.value)
    if (Date.parse(one.until) <= now()) all.delete(one.user)
    else all.set(one.user, one)
    there.value = all
  })

  const seen = () => (document.hidden ? leave(id.value) : tell())
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    clearInterval(timer)
    clearInterval(clock)
    document.removeEventListener('visibilitychange', seen)
    leave(id.value)
  })

  const others = computed(() => [...there.value.values()].filter((p) => p.user !== session.me?.user && Date.parse(p.until) > tick.value))
  return {
    others,
    typing: computed(() => others.value.filter((p) => p.state === 'typing').map((p) => p.name)),
    /** One typed. */
    type: () => {
      typedAt = Date.now()
      if (state === 'typing') return
      state = 'typing'
      tell()
    },
  }
}
