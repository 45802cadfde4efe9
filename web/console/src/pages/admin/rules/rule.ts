import type { components } from '@/api/schema'
import type { Field } from '@/pages/inbox/fields'

type Schemas = components['schemas']
export type Rule = Schemas['Rule']
export type NewRule = Schemas['NewRule']
export type Trigger = Schemas['RuleTrigger']
export type Condition = Schemas['RuleCondition']
export type Action = Schemas['RuleAction']
export type Run = Schemas['RuleRun']
export type OwnField = Schemas['CustomField']
export type Subject = Schemas['RuleSubject']
export type ActionKind = Action['kind']

/** How each subject is asked: the same pickers as in the inbox filter. */
export const subjects: Partial<Record<Subject, Field>> = {
  kind: { name: 'kind', as: 'codes', list: 'Kind' },
  channel: { name: 'channel', as: 'codes', list: 'Channel' },
  category: { name: 'category', as: 'category' },
  severity: { name: 'severity', as: 'codes', list: 'Severity' },
  priority: { name: 'priority', as: 'codes', list: 'Priority' },
  status: { name: 'status', as: 'codes', list: 'Stage', also: 'WaitReason' },
  stage: { name: 'stage', as: 'codes', list: 'Stage' },
  unit: { name: 'unit', as: 'unit' },
  handler: { name: 'handler', as: 'person', nobody: true },
  emotional_state: { name: 'emotional_state', as: 'codes', list: 'EmotionalState' },
  brand_risk: { name: 'brand_risk', as: 'truth' },
  emergency: { name: 'emergency', as: 'truth' },
  overdue: { name: 'overdue', as: 'truth' },
  reopened: { name: 'reopened', as: 'truth' },
  words: { name: 'q', as: 'text' },
  escalation_level: { name: 'escalated_at_least', as: 'number', least: 1, most: 9 },
}

export const actionKinds: ActionKind[] = ['assign', 'offer_transfer', 'set_priority', 'set_severity', 'escalate', 'note', 'send_text', 'pause', 'set_field', 'notify']
export const moments: Schemas['RuleMoment'][] = ['after_received', 'untouched', 'in_stage', 'waiting', 'before_due', 'after_due']
/** What rules are most often written for; the rest of the list follows. */
export const usual = ['registered', 'message_in', 'classified', 'chased', 'stage_entered', 'assigned', 'emergency_declared', 'escalated', 'clock_warned', 'clock_breached', 'stalled', 'reopened', 'closed']

/** A condition's values as a picker of the inbox has them. */
export function picked(field: Field, values: string[]): unknown {
  const [first] = values
  if (field.as === 'codes') return values
  if (field.as === 'truth') return first === undefined ? undefined : first === 'yes'
  if (field.as === 'number') return first === undefined ? undefined : Number(first)
  return first ?? ''
}

/** And back: a picker's value as a condition's. */
export function values(field: Field, value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  if (field.as === 'truth') return [value === true ? 'yes' : 'no']
  return value === undefined || value === null || value === '' ? [] : [String(value)]
}

/** What a new condition on a subject asks before anybody chose. */
export function freshCondition(on: Subject, field?: string): Condition {
  const flag = subjects[on]?.as === 'truth'
  return { on, any_of: flag ? ['yes'] : on === 'escalation_level' ? ['1'] : [], not: false, ...(field ? { field } : {}) }
}

export function freshAction(kind: ActionKind): Action {
  switch (kind) {
    case 'assign':
      return { kind, handler: '', unit: null }
    case 'offer_transfer':
      return { kind, to: { kind: 'unit', id: '' }, reason: '' }
    case 'set_priority':
      return { kind, priority: 'high' }
    case 'set_severity':
      return { kind, severity: 'major' }
    case 'escalate':
      return { kind, cause: 'difficult' }
    case 'note':
      return { kind, text: '', mentions: [] }
    case 'send_text':
      return { kind, text: '' }
    case 'pause':
      return { kind, reason: 'on_hold' }
    case 'set_field':
      return { kind, field: '', value: null }
    default:
      return { kind: 'notify', users: [], roles: [] }
  }
}

/** A rule to begin with. */
export const fresh = (): NewRule => ({
  name: '',
  enabled: true,
  trigger: { kind: 'event', happenings: ['registered'] },
  conditions: { all: [], any: [] },
  actions: [],
  otherwise: false,
})

/** What is sent when a rule is changed: all of it anew. */
export function written(rule: Rule): NewRule {
  const { name, enabled, trigger, conditions, actions, otherwise } = rule
  return JSON.parse(JSON.stringify({ name, enabled, trigger, conditions, actions, otherwise })) as NewRule
}

/** The conditions that ask something yet: what a preview can be asked with. */
export const asking = (conditions: NewRule['conditions']) => ({
  all: (conditions?.all ?? []).filter((c) => c.any_of.length > 0),
  any: (conditions?.any ?? []).filter((c) => c.any_of.length > 0),
})

export type Span = { count: number; per: 'minutes' | 'hours' | 'days' }
const sizes = { minutes: 1, hours: 60, days: 1440 } as const

/** Minutes as people say them: in the largest unit that comes out even. */
export function spanOf(minutes: number): Span {
  const per = minutes > 0 && minutes % 1440 === 0 ? 'days' : minutes > 0 && minutes % 60 === 0 ? 'hours' : 'minutes'
  return { count: minutes / sizes[per], per }
}
export const minutesOf = ({ count, per }: Span): number => Math.round(count * sizes[per])

/** The same list with one thing at another place. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const next = [...list]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(to, 0, one)
  return next
}
