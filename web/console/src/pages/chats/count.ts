import { computed, onScopeDispose, watch } from 'vue'
import { useCount } from '@/shell/counts'
import { useChats, useSwitch, useSwitching, useVisitorNews } from './chats'

/** While the console is open: how many wait beside the entry of the navigation, and that one is still there. */
const renewed = 60_000

export function useChatPresence(): void {
  const { data: chats } = useChats()
  const { data: own } = useSwitch()
  const change = useSwitching()
  useVisitorNews()
  useCount('chats', computed(() => chats.value?.filter((c) => c.state === 'waiting').length || null))
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
