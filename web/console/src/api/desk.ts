import { api } from './client'
import type { components, paths } from './schema'

/**
 * Lists of cases, views, changes of many and the palette's search, in shapes of their own: as `crates/api/src/v1`
 * answers them, without the names of the generated types.
 */
type Codes = components['schemas']
type Old = Codes['CaseLine']

/** A case in a list. */
export interface Line extends Pick<Old, 'id' | 'number' | 'version' | 'kind' | 'channel' | 'stage' | 'priority' | 'category' | 'subject' | 'unit' | 'owner' | 'received_at'> {
  touched_at: string
  status: string
  pause_reason?: Codes['WaitReason'] | null
  emergency: boolean
  severity?: number | null
  severity_label?: Codes['Words'] | null
  emotional_state?: Codes['EmotionalState'] | null
  brand_risk: boolean
  preview?: { text?: string | null; direction: Codes['Direction']; at: string } | null
  unread: boolean
  draft: boolean
  customer?: { id: string; name?: string | null } | null
  unit_name?: string | null
  owner_name?: string | null
  handler?: string | null
  handler_name?: string | null
  offered_to_me: boolean
  closed_at?: string | null
  next_due_at?: string | null
  next_clock?: { name: string; milestone: Codes['Milestone']; statutory: boolean; started_at: string; due_at: string; standing: Codes['Standing'] } | null
  overdue: boolean
  promised_at?: string | null
  escalation_level: number
  dispute?: Codes['DisputeWay'] | null
  reopen_count: number
  chasers: number
}

/** Which cases: the names of the parameters of `GET /cases`, the same in a saved view. */
export interface Filter {
  open?: boolean
  overdue?: boolean
  emergency?: boolean
  kind?: string[]
  channel?: string[]
  stage?: string[]
  status?: string[]
  priority?: string[]
  severity?: string[]
  severity_at_least?: number
  category?: string
  unit?: string
  handler?: string
  owner?: string
  mine?: boolean
  unassigned?: boolean
  unread?: boolean
  customer?: string
  received_from?: string
  received_before?: string
  received_within_days?: number
  touched_from?: string
  touched_before?: string
  untouched_for_days?: number
  closed_from?: string
  closed_before?: string
  closed_within_days?: number
  due_before?: string
  due_within_minutes?: number
  escalated_at_least?: number
  escalation?: string[]
  escalated_by?: string[]
  dispute?: string[]
  paused?: boolean
  emotional_state?: string[]
  brand_risk?: boolean
  satisfied?: boolean
  reopened?: boolean
  offered_to_me?: boolean
  offered_to?: string
  policy?: string
  source?: string
  q?: string
}

export type Sort = 'queue' | 'newest' | 'oldest' | 'touched' | 'due' | 'priority'

export interface NewView {
  name: string
  filter?: Filter
  sort?: Sort
  columns?: string[]
  position?: number
  audience?: 'own' | 'unit' | 'everybody'
  unit?: string | null
}

export interface View extends Required<Omit<NewView, 'name' | 'unit'>> {
  /** Its code or identifier. */
  view: string
  built_in: boolean
  version: number
  name?: string | null
  own: boolean
  unit?: string | null
}

export interface Counted {
  count: number
  more: boolean
}

export type Change =
  | { kind: 'handler'; handler: string; unit?: string }
  | { kind: 'transfer'; to: { kind: 'user' | 'unit'; id: string }; unit?: string; reason: string }
  | { kind: 'classification'; category?: string; severity?: Codes['Severity']; priority?: Codes['Priority']; reason?: string }
  | { kind: 'pause'; reason: Codes['WaitReason'] }
  | { kind: 'resume' }
  | { kind: 'escalation'; cause: Codes['EscalationCause'] }
  | { kind: 'link'; link: Codes['LinkKind']; case: string }
  | { kind: 'merge'; into: string }
  | { kind: 'closure'; reason: Codes['ClosureReason']; ground?: Codes['RejectionGround'] }
  | { kind: 'read' }

export interface Outcome {
  case: string
  outcome: 'done' | 'refused' | 'not_found' | 'failed'
  code?: string | null
  title?: string | null
  data?: Record<string, unknown>
}

export interface Outcomes {
  dry_run: boolean
  done: number
  not_done: number
  outcomes: Outcome[]
}

export interface Found {
  cases: Line[]
  customers: { id: string; name?: string | null; phone?: string | null }[]
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Init = { params?: { path?: Record<string, string>; query?: object; header?: Record<string, string> }; body?: unknown; signal?: AbortSignal }
type Loose = Record<Method, (path: keyof paths, init: Init) => Promise<{ data?: unknown; response: Response }>>

/** Asks through the one client; what it answers is said by the caller. */
export function ask<T>(method: Method, path: string, init: Init = {}): Promise<{ data?: T; response: Response }> {
  return (api as unknown as Loose)[method](path as keyof paths, init) as Promise<{ data?: T; response: Response }>
}
