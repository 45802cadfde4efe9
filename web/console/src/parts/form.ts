import { computed, type Ref, ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

/**
 * A form over a plain object: whether it differs from what it began with, what the server refused, and at which field.
 * Fields of the server that stand in a list (`roles.0.unit`) are found by their beginning.
 */
export function useForm<T extends object>(first: T) {
  const given = ref(JSON.parse(JSON.stringify(first))) as Ref<T>
  const began = ref(JSON.stringify(first))
  const dirty = computed(() => JSON.stringify(given.value) !== began.value)
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  const wrong = (field: string) => problem.value?.errors.find((e) => e.field === field || e.field.startsWith(`${field}.`))?.title

  /** Begins anew with this, as after loading or saving. */
  function begin(next: T): void {
    given.value = JSON.parse(JSON.stringify(next))
    began.value = JSON.stringify(next)
    problem.value = null
  }

  /** Runs a change; false when the server refused it. */
  async function run(change: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await change()
      began.value = JSON.stringify(given.value)
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  return { given, dirty, busy, problem, wrong, begin, run }
}

/** The `If-Match` of what was seen with this version. */
export const seen = (version: number) => ({ 'If-Match': `"${version}"` })
