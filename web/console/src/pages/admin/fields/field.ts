import type { components } from '@/api/schema'
import { language, say } from '@/i18n'
import { wordOf } from '@/lib/codes'
import { named, type Named } from '@/lib/policy'

export type Field = components['schemas']['CustomField']
export type NewField = components['schemas']['NewCustomField']
type Schemas = components['schemas']

/** The part of a policy's condition language by which a field says for which cases it stands. */
export interface When {
  kinds?: Schemas['Kind'][]
  channels?: Schemas['Channel'][]
  severity_at_least?: Schemas['Severity'] | null
  severity_at_most?: Schemas['Severity'] | null
  priority_at_least?: Schemas['Priority'] | null
  priority_at_most?: Schemas['Priority'] | null
  complexity?: Schemas['Complexity'] | null
  categories?: string[]
  period?: Schemas['Period'] | null
  remedy_demanded?: boolean | null
}

export const sorts: Schemas['FieldSort'][] = ['text', 'number', 'money', 'date', 'instant', 'choice', 'multi_choice', 'yes_no', 'user', 'unit']
export const gates: Schemas['Gate'][] = ['investigate', 'verify', 'propose', 'execute', 'resolve', 'close', 'offer_transfer', 'escalate']
export const isChoice = (sort: Schemas['FieldSort']): boolean => sort === 'choice' || sort === 'multi_choice'
/** Fields whose value others may hang on. */
export const decides = (field: Field): boolean => isChoice(field.sort) || field.sort === 'yes_no'

const blank = (): Named => ({ zh_hans: '', zh_hant: '', en: '' })
export const freshOption = (): NonNullable<NewField['options']>[number] => ({ code: '', names: blank(), retired: false })

/** A field as its form has it: a body that is complete. */
export type Draft = Omit<Required<NewField>, 'when' | 'currency'> & { when: When; currency: string }

export function draftOf(field: Field | null): Draft {
  if (!field) return { code: '', sort: 'text', names: blank(), options: [], decimals: 0, currency: 'CNY', when: {}, units: [], fields: [], required_before: [], sensitive: false, archived: false }
  const { code, sort, names, options, decimals, currency, when, units, fields, required_before, sensitive, archived } = field
  return { code, sort, names, options, decimals, currency: currency ?? 'CNY', when: when as When, units, fields, required_before, sensitive, archived }
}

/** A condition without the parts that ask nothing. */
export const tidyWhen = (when: When): When => Object.fromEntries(Object.entries(when).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0))) as When

/** What is sent: only what the sort of the field knows. */
export function bodyOf(draft: Draft): NewField {
  const { sort } = draft
  return {
    ...draft,
    code: draft.code.trim(),
    options: isChoice(sort) ? draft.options : [],
    decimals: sort === 'number' ? draft.decimals : 0,
    currency: sort === 'money' ? draft.currency.trim().toUpperCase() : null,
    when: tidyWhen(draft.when) as NewField['when'],
    fields: draft.fields.filter((f) => f.field && f.any_of.length > 0),
  }
}

/** A code from words in Latin letters; empty when there are none. */
export function codeOf(words: string): string {
  const code = words.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '')
  return code.slice(0, 40)
}

/** For which cases a field stands, in a few words. */
export function whereWords(field: Field, others: readonly Field[], unitName: (id: string) => string, categoryName: (code: string) => string): string[] {
  const when = field.when as When
  const or = (words: string[]) => words.join(say('inbox.filter.or'))
  const bound = (key: string, list: string, code: string | null | undefined) => (code ? [say(`policies.when.${key}`, { name: wordOf(list, code) })] : [])
  const hang = field.fields.map((on) => {
    const other = others.find((o) => o.id === on.field)
    const value = (code: string) => {
      if (other?.sort === 'yes_no') return say(code === 'yes' ? 'common.yes' : 'common.no')
      const option = other?.options.find((o) => o.code === code)
      return option ? named(option.names, language.value) : code
    }
    return say('fields.when.is', { name: other ? named(other.names, language.value) : on.field, value: or(on.any_of.map(value)) })
  })
  return [
    ...(when.kinds?.length ? [or(when.kinds.map((k) => wordOf('Kind', k)))] : []),
    ...(when.channels?.length ? [or(when.channels.map((c) => wordOf('Channel', c)))] : []),
    ...(when.categories?.length ? [or(when.categories.map(categoryName))] : []),
    ...bound('severityFrom', 'Severity', when.severity_at_least),
    ...bound('severityTo', 'Severity', when.severity_at_most),
    ...bound('priorityFrom', 'Priority', when.priority_at_least),
    ...bound('priorityTo', 'Priority', when.priority_at_most),
    ...(when.complexity ? [wordOf('Complexity', when.complexity)] : []),
    ...(when.period ? [wordOf('Period', when.period)] : []),
    ...(when.remedy_demanded == null ? [] : [say(when.remedy_demanded ? 'policies.when.remedy' : 'fields.when.noRemedy')]),
    ...(field.units.length > 0 ? [or(field.units.map(unitName))] : []),
    ...hang,
  ]
}
