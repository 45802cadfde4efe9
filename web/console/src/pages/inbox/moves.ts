import { api, data } from '@/api/client'
import { queries } from '@/api/queries'
import { type ActionState, reasonOf } from '@/lib/actions'
import type { components } from '@/api/schema'
import type { Line } from './case-list'

/**
 * Which of the server's actions leads into a stage: so that a card let go over a column opens the right dialog. Whether
 * it may be done, and what it needs, is the server's to say.
 */
const leads: Partial<Record<Line['stage'], string[]>> = {
  triaged: ['classify'],
  assigned: ['assign', 'assign.self'],
  in_contact: ['log_contact'],
  investigating: ['investigate'],
  solution_proposed: ['propose'],
  agreed: ['answer_proposal.accepted'],
  executing: ['execute'],
  resolved: ['resolve'],
  follow_up: ['follow_up'],
  confirmed: ['confirm_result'],
  closed: ['close.completed', 'close.confirmed', 'close.customer_silent', 'close.unreachable', 'close.withdrawn', 'close.rejected'],
  archived: ['archive'],
  reopened: ['reopen'],
}

type Action = components['schemas']['ActionView']

export interface Move extends ActionState {
  stage: Line['stage']
  /** The action to open the dialog of. */
  action: string
}

/** Where a case may go from the column it stands in, and why not elsewhere. */
export function movesOf(actions: readonly Action[], from: Line['stage']): Move[] {
  return Object.entries(leads).flatMap(([stage, names]) => {
    const found = names.flatMap((name) => actions.find((a) => a.name === name) ?? [])
    const best = found.find((a) => a.allowed) ?? found[0]
    if (!best || stage === from) return []
    return [{ stage: stage as Line['stage'], action: best.name, known: true, allowed: best.allowed, reason: best.allowed ? null : reasonOf(best.reason) }]
  })
}

export async function askMoves(line: Pick<Line, 'id' | 'stage'>): Promise<Move[]> {
  const actions = await queries.fetchQuery({
    queryKey: ['case', line.id, 'actions'],
    queryFn: () => data(api.GET('/api/v1/cases/{case}/actions', { params: { path: { case: line.id } } })),
    staleTime: 5_000,
  })
  return movesOf(actions, line.stage)
}
