import { reactive } from 'vue'
import type { components } from '@/api/schema'
import { language, say } from '@/i18n'
import { named, type Named } from './policy'
import { date, full, number } from './time'

/** The organisation's own fields: how a value is read, and what a field is called where only its code is known. */
export type FieldSort = components['schemas']['FieldSort']

/** What one must know of a field to show and fill it: the definition has it, and so has a case. */
export interface OwnField {
  code: string
  sort: FieldSort
  names: Named
  options: readonly { code: string; names: Named; retired?: boolean }[]
  decimals: number
  currency?: string | null
}

const known = reactive(new Map<string, Named>())

/** Remembers what fields are called, by code and by id. */
export function learnFields(fields: readonly (OwnField & { id?: string })[]): void {
  for (const field of fields) {
    known.set(field.code, field.names)
    if (field.id) known.set(field.id, field.names)
  }
}

/** The name of a field by its code or id; the code when nobody told it. */
export function fieldName(code: string): string {
  const names = known.get(code)
  return names ? named(names, language.value) : code
}

/** Whether the name of a field is known. */
export const isKnown = (code: string): boolean => known.has(code)

/** Decimals of a currency, as ISO 4217 has them. */
export const decimalsOf = (currency: string): number => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** A value in words; people and units are named by whoever knows them. */
export function valueWords(field: OwnField, value: unknown, nameOf: (sort: 'user' | 'unit', id: string) => string): string {
  if (value === null || value === undefined) return ''
  const option = (code: string) => {
    const found = field.options.find((o) => o.code === code)
    return found ? named(found.names, language.value) : code
  }
  switch (field.sort) {
    case 'number':
      return number(Number(value), { maximumFractionDigits: field.decimals })
    case 'money': {
      const currency = field.currency ?? 'CNY'
      return number(Number(value) / 10 ** decimalsOf(currency), { style: 'currency', currency })
    }
    // A day stands for itself in every zone.
    case 'date':
      return date(`${String(value)}T12:00:00Z`)
    case 'instant':
      return full(String(value))
    case 'choice':
      return option(String(value))
    case 'multi_choice':
      return (value as string[]).map(option).join(say('common.listed'))
    case 'yes_no':
      return say(value === true ? 'common.yes' : 'common.no')
    case 'user':
    case 'unit':
      return nameOf(field.sort, String(value))
    default:
      return String(value)
  }
}
