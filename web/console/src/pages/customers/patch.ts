import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Customer = Schemas['Customer']
export type Revealed = Schemas['Revealed']

/** The fields that a page shows masked. */
export const masked = ['name', 'phone', 'email'] as const
export type Masked = (typeof masked)[number]
const plain = ['external_ref', 'language'] as const
export const contactFields = [...masked, ...plain] as const

/** What a form about a customer holds. An empty masked field stays as it is, unless it is taken away. */
export interface Given {
  kind: Schemas['CustomerKind']
  name: string
  phone: string
  email: string
  external_ref: string
  language: string
  care: boolean
  gone: Record<Masked, boolean>
}

/** Whether a field cannot be read here: it is there, but masked. */
export function isHidden(customer: Customer | null, full: Revealed | null, field: Masked): boolean {
  if (!customer?.[field] || full?.[field]) return false
  return !(field === 'name' && customer.kind === 'company')
}

/** What a form begins with: what is known in full, and nothing where only a mask is. */
export function begun(customer: Customer | null, full: Revealed | null): Given {
  const known = (field: Masked) => (isHidden(customer, full, field) ? '' : (full?.[field] ?? customer?.[field] ?? ''))
  return {
    kind: customer?.kind ?? 'person',
    name: known('name'),
    phone: known('phone'),
    email: known('email'),
    external_ref: customer?.external_ref ?? '',
    language: customer?.language ?? '',
    care: !customer?.care_declined_at,
    gone: { name: false, phone: false, email: false },
  }
}

/** Only what was changed: what is left out stays, an empty text takes a field away. */
export function patchOf(before: Given, now: Given): Schemas['CustomerPatch'] {
  const out: Schemas['CustomerPatch'] = {}
  if (now.kind !== before.kind) out.kind = now.kind
  if (now.care !== before.care) out.care_contacts = now.care
  for (const field of contactFields) {
    const text = now[field].trim()
    if (field !== 'external_ref' && field !== 'language' && now.gone[field]) out[field] = ''
    else if (text !== before[field].trim()) out[field] = text
  }
  return out
}

/** A new customer: what was left empty is not sent. */
export function newOf(now: Given): Schemas['NewCustomer'] {
  const text = (words: string) => words.trim() || null
  return { kind: now.kind, name: text(now.name), phone: text(now.phone), email: text(now.email), external_ref: text(now.external_ref), language: text(now.language) } as Schemas['NewCustomer']
}

/** What differs between two looks at a customer, as far as masks let one see. */
export function differences(before: Customer, now: Customer): { field: Schemas['CustomerField']; before: string | null; now: string | null }[] {
  return (['kind', ...contactFields] as const)
    .filter((field) => (before[field] ?? null) !== (now[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, now: now[field] ?? null }))
}
