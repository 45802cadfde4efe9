import { useToast } from '@nuxt/ui/composables'
import { asProblem } from '@/api/problem'

/** Short notices at the edge of the page. Failures stay until they are read, successes go by themselves. */
export function useTold() {
  const toast = useToast()
  return {
    done: (title: string, description?: string) => toast.add({ title, description, color: 'success', icon: 'i-lucide-check', duration: 4_000 }),
    note: (title: string, description?: string) => toast.add({ title, description, color: 'neutral', icon: 'i-lucide-info', duration: 6_000 }),
    failed: (thrown: unknown) => {
      const problem = asProblem(thrown)
      const fields = problem.errors.map((e) => e.field).filter(Boolean).join(', ')
      toast.add({ title: problem.title, description: fields || undefined, color: 'error', icon: 'i-lucide-circle-alert', duration: 12_000 })
    },
  }
}
