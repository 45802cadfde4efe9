import { computed, onScopeDispose, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { needWords } from '@/i18n'
import { useTold } from '@/lib/told'
import { useCount } from '@/shell/counts'
import { isMine, useChats, useSwitch, useSwitching, useVisitorNews } from './chats'

/** While the console is open: how many wait beside the entry of the navigation, and that one is still there. */
const renewed = 60_000

export function useChatPresence(): void {
  const { data: chats } = useChats()
  const { data: own } = useSwitch()
  const change = useSwitching()
  useVisitorNews()
  useCount('chats', computed(() => chats.value?.filter((c) => c.state === 'waiting').length || null))
  const { t } = useI18n()
  const told = useTold()
  // Wherever one is in the console: a visit is offered, and has not much time.
  const asked = computed(() => (chats.value ?? []).filter((c) => c.state === 'waiting' && isMine(c)))
  watch(asked, async (now, before) => {
    const known = new Set((before ?? []).map((c) => c.id))
    const fresh = now.filter((c) => !known.has(c.id))
    if (fresh.length === 0) return
    await needWords(['chats'])
    for (const one of fresh) told.note(t('chats.offeredNow', { subject: one.subject ?? one.number }))
  })
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = () => clearInterval(timer)
  watch(
    () => own.value?.available === true,
    (there) => {
      stop()
      // What fails is said again with the next beat; three may be lost.
      if (there) timer = setInterval(() => void change({ available: true }).catch(() => undefined), renewed)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
}
