import { hasWords, say } from '@/i18n'
import { wordOf } from '@/lib/codes'
import { severityWord } from '@/lib/severity'
import { date, dayOf, number } from '@/lib/time'
import { instantOf } from '@/pages/case/actions/instant'
import type { Filter } from './case-list'

/**
 * The fields of the server's filter as people edit them: how each is asked, and which words its codes have. The names
 * are those of `GET /cases`.
 */
export type Field =
  | { name: keyof Filter; as: 'truth' }
  | { name: keyof Filter; as: 'codes'; list: string; also?: string }
  | { name: keyof Filter; as: 'number'; least: number; most: number }
  | { name: keyof Filter; as: 'day' | 'text' | 'unit' | 'category' | 'customer' }
  | { name: keyof Filter; as: 'person'; nobody?: boolean }

export const fields: Field[] = [
  { name: 'open', as: 'truth' },
  { name: 'q', as: 'text' },
  { name: 'status', as: 'codes', list: 'Stage', also: 'WaitReason' },
  { name: 'stage', as: 'codes', list: 'Stage' },
  { name: 'kind', as: 'codes', list: 'Kind' },
  { name: 'channel', as: 'codes', list: 'Channel' },
  { name: 'priority', as: 'codes', list: 'Priority' },
  { name: 'severity', as: 'codes', list: 'Severity' },
  { name: 'severity_at_least', as: 'number', least: 1, most: 4 },
  { name: 'category', as: 'category' },
  { name: 'unit', as: 'unit' },
  { name: 'handler', as: 'person', nobody: true },
  { name: 'owner', as: 'person' },
  { name: 'mine', as: 'truth' },
  { name: 'unassigned', as: 'truth' },
  { name: 'unread', as: 'truth' },
  { name: 'overdue', as: 'truth' },
  { name: 'due_within_minutes', as: 'number', least: 1, most: 525_600 },
  { name: 'due_before', as: 'day' },
  { name: 'emergency', as: 'truth' },
  { name: 'escalated_at_least', as: 'number', least: 0, most: 9 },
  { name: 'escalation', as: 'codes', list: 'EscalationStanding' },
  { name: 'escalated_by', as: 'codes', list: 'EscalationOrigin' },
  { name: 'dispute', as: 'codes', list: 'DisputeWay' },
  { name: 'paused', as: 'truth' },
  { name: 'offered_to_me', as: 'truth' },
  { name: 'offered_to', as: 'person' },
  { name: 'emotional_state', as: 'codes', list: 'EmotionalState' },
  { name: 'brand_risk', as: 'truth' },
  { name: 'satisfied', as: 'truth' },
  { name: 'reopened', as: 'truth' },
  { name: 'received_within_days', as: 'number', least: 1, most: 3_650 },
  { name: 'received_from', as: 'day' },
  { name: 'received_before', as: 'day' },
  { name: 'untouched_for_days', as: 'number', least: 1, most: 3_650 },
  { name: 'touched_from', as: 'day' },
  { name: 'touched_before', as: 'day' },
  { name: 'closed_within_days', as: 'number', least: 1, most: 3_650 },
  { name: 'closed_from', as: 'day' },
  { name: 'closed_before', as: 'day' },
  { name: 'customer', as: 'customer' },
  { name: 'policy', as: 'text' },
  { name: 'source', as: 'text' },
]

const byName = new Map(fields.map((f) => [f.name as string, f]))

/** The day that an instant of a filter begins, for a field that asks for days; in the business zone, never the browser's. */
export const dayIn = (instant: unknown): string => (typeof instant === 'string' && instant !== '' ? dayOf(instant) : '')

/** The instant at which a day begins in the business zone. */
export const beginningOf = (day: string): string => (day ? (instantOf(`${day}T00:00`) ?? '') : '')

/** The field of a name; nothing for one the console does not know. */
export const fieldOf = (name: string): Field | undefined => byName.get(name)

/** The word for a code of a field. */
export function codeWord(field: Field, code: string): string {
  if (field.as !== 'codes') return code
  if (field.list === 'Severity') return severityWord(code as Parameters<typeof severityWord>[0])
  const own = `codes.${field.list}.${code}`
  return hasWords(own) || !field.also ? wordOf(field.list, code) : wordOf(field.also, code)
}

/** A condition as one reads it: `Stage: New, Triaged`. `named` knows the names of people, units and categories. */
export function saidOf(name: string, value: unknown, named: (as: string, id: string) => string | undefined): string {
  const field = fieldOf(name)
  const label = say(`inbox.field.${name}`)
  if (!field) return name
  if (field.as === 'truth') return value === false ? say('inbox.filter.not', { name: label }) : label
  if (field.as === 'codes') return `${label}: ${(value as string[]).map((c) => codeWord(field, c)).join(say('inbox.filter.or'))}`
  if (field.as === 'number') return `${label}: ${number(Number(value))}`
  if (field.as === 'day') return `${label}: ${date(String(value))}`
  if (field.as === 'person' && (value === 'me' || value === 'none')) return `${label}: ${say(`inbox.filter.${value}`)}`
  return `${label}: ${named(field.as, String(value)) ?? String(value)}`
}

/** What a new condition asks before anybody chose. */
export function firstValue(field: Field): unknown {
  if (field.as === 'truth') return true
  if (field.as === 'codes') return []
  if (field.as === 'number') return { severity_at_least: 3, due_within_minutes: 120, escalated_at_least: 1 }[field.name as string] ?? 7
  if (field.as === 'person') return field.name === 'offered_to' ? '' : 'me'
  return ''
}

/** The filter without conditions that ask nothing. */
export function tidy(filter: Record<string, unknown>): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, v]) => v !== undefined && v !== null && v !== '' && !(Array.isArray(v) && v.length === 0)),
  ) as Filter
}

type Query = Record<string, string | null | (string | null)[] | undefined>

/** The conditions in an address (`?stage=new&stage=triaged&overdue=true`), so that every number can open to its cases. */
export function filterOf(query: Query): Filter {
  const out: Record<string, unknown> = {}
  for (const field of fields) {
    const given = [query[field.name as string]].flat().filter((v): v is string => typeof v === 'string' && v !== '')
    const [value] = given
    if (value === undefined) continue
    if (field.as === 'codes') out[field.name] = given
    else if (field.as === 'truth') out[field.name] = value === 'true'
    else if (field.as === 'number') out[field.name] = Number(value)
    else out[field.name] = value
  }
  return out as Filter
}

/** A filter as it stands in an address. */
export function queryOf(filter: Filter): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(filter).map(([k, v]) => [k, Array.isArray(v) ? v.map(String) : String(v)]))
}
