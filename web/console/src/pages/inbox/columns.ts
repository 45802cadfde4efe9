import type { Sort } from './case-list'

/** Columns of the table: name, width, and by which order the server can sort it (up, down). */
export interface Column {
  name: string
  width: string
  figures?: boolean
  sorts?: Sort[]
}

export const columns: Column[] = [
  { name: 'number', width: '9.5rem', figures: true },
  { name: 'subject', width: 'minmax(14rem, 2fr)' },
  { name: 'customer', width: 'minmax(6rem, 1fr)' },
  { name: 'kind', width: '7.5rem' },
  { name: 'channel', width: '6.5rem' },
  { name: 'status', width: '8rem' },
  { name: 'priority', width: '6rem', sorts: ['priority'] },
  { name: 'severity', width: '6rem' },
  { name: 'category', width: 'minmax(7rem, 1fr)' },
  { name: 'handler', width: 'minmax(6rem, 1fr)' },
  { name: 'owner', width: 'minmax(6rem, 1fr)' },
  { name: 'unit', width: 'minmax(7rem, 1fr)' },
  { name: 'received_at', width: '7.5rem', figures: true, sorts: ['newest', 'oldest'] },
  { name: 'touched_at', width: '7.5rem', figures: true, sorts: ['touched'] },
  { name: 'next_due_at', width: '8rem', figures: true, sorts: ['due'] },
  { name: 'promised_at', width: '7.5rem', figures: true },
  { name: 'closed_at', width: '7.5rem', figures: true },
  { name: 'escalation_level', width: '5rem', figures: true },
  { name: 'emotional_state', width: '6rem' },
  { name: 'reopen_count', width: '5rem', figures: true },
  { name: 'chasers', width: '5rem', figures: true },
]

export const usual = ['number', 'subject', 'customer', 'kind', 'status', 'priority', 'handler', 'received_at', 'next_due_at']

export function columnsOf(names: readonly string[] | null | undefined): Column[] {
  const wanted = names && names.length > 0 ? names : usual
  return wanted.flatMap((name) => columns.find((c) => c.name === name) ?? [])
}
