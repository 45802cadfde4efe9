import { onScopeDispose, type Ref, ref, watch } from 'vue'

/** The value of another ref, once it has been quiet for so many milliseconds. */
export function refDebounced<T>(source: Readonly<Ref<T>>, ms: number): Ref<T> {
  const out = ref(source.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (out.value = now), ms)
  })
  onScopeDispose(() => clearTimeout(timer))
  return out
}
