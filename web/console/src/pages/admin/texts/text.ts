import type { components } from '@/api/schema'

export type Text = components['schemas']['CannedText']
export type NewText = components['schemas']['NewCannedText']
export type Variable = components['schemas']['TextVariable']

/** The places a text may have, in the order of the menu. */
export const variables: Variable[] = [
  'customer.name',
  'case.number',
  'case.subject',
  'case.product',
  'case.order_ref',
  'case.received_at',
  'case.promised_at',
  'agent.name',
  'handler.name',
  'owner.name',
  'unit.name',
  'company.name',
  'today',
]

/** How a place is written. */
export const place = (variable: Variable): string => `{{${variable}}}`

/** Puts a piece where the cursor stands, over what is chosen; says where the cursor is afterwards. */
export function putIn(text: string, piece: string, from: number, to: number): { text: string; at: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), at: from + piece.length }
}

/** A text to begin with, in the language of the page. */
export const fresh = (language: string): NewText => ({
  scope: 'own',
  unit: null,
  name: '',
  shortcut: null,
  language,
  channel: null,
  category: null,
  format: 'plain',
  body: '',
})

/** What is sent when a text is changed: all of it anew. */
export function written(text: Text): NewText {
  const { scope, unit, name, shortcut, language, channel, category, format, body } = text
  return { scope, unit: unit ?? null, name, shortcut: shortcut ?? null, language, channel: channel ?? null, category: category ?? null, format, body }
}
