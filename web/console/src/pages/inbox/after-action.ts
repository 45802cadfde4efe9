import { onScopeDispose } from 'vue'
import { api } from '@/api/client'
import { kept } from '@/lib/kept'

/** Where one goes when a case is done with: the next of the view, nowhere, or back to the list. Remembered. */
export const afterActions = ['next', 'stay', 'back'] as const
export type AfterAction = (typeof afterActions)[number]

export function afterAction(): AfterAction {
  return afterActions.find((a) => a === kept.choices['inbox.after']) ?? 'next'
}

export function chooseAfterAction(choice: AfterAction): void {
  kept.choices['inbox.after'] = choice
}

/** What hands a case on, as the server names it: what was sent and succeeded. */
const done = /\/api\/v1\/cases\/([^/]+)\/(resolution|closure|transfer|merge|archive)$/

/** Hears that a case was done with on this page, whoever drew the button. */
export function onDone(run: (caseId: string, what: string) => void): void {
  const hook = {
    onResponse({ request, response }: { request: Request; response: Response }) {
      const hit = response.ok && request.method === 'POST' ? done.exec(new URL(request.url).pathname) : null
      if (hit) run(hit[1] ?? '', hit[2] ?? '')
      return undefined
    },
  }
  api.use(hook)
  onScopeDispose(() => api.eject(hook))
}
