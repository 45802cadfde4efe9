import type { components } from '@/api/schema'
import { minorOf, typedOf } from '@/lib/money'

type Schemas = components['schemas']

/** Remedies that are worth money. */
export const worth = ['compensation', 'coupon_compensation', 'partial_refund', 'refund_only', 'return_and_refund', 'reship', 'exchange', 'service_upgrade'] as const satisfies readonly Schemas['Remedy'][]

/** An amount as it is typed. */
export interface TypedTerm {
  remedy: (typeof worth)[number]
  amount: string
  /** Fraud: the law sets the least, by what was paid. */
  fraud?: boolean
  price?: string
  /** The one currency of the policy's amounts, as the server says it. */
  currency?: string
}

/** What is sent: what is no amount is sent as nothing, which the server refuses in words. */
export const termsOf = (typed: unknown): Schemas['Term'][] =>
  ((typed ?? []) as TypedTerm[]).map(({ remedy, amount, fraud, price, currency = 'CNY' }) => ({
    remedy,
    amount: { amount_minor: minorOf(amount, currency) ?? 0, currency },
    ...(fraud ? { ground: 'fraud' as const, price: { amount_minor: minorOf(price ?? '', currency) ?? 0, currency } } : {}),
  }))

/** What was approved last, as it is typed: proposed so, it needs no other approval. */
export function approved(shown: Schemas['Case']): TypedTerm[] {
  const last = shown.course.approvals.filter((one) => one.standing === 'granted').at(-1)
  const proposed = shown.course.proposals.at(-1)
  if (!last || (proposed && proposed.terms.length > 0 && JSON.stringify(proposed.terms) === JSON.stringify(last.terms))) return []
  return last.terms.flatMap((term) => (term.amount ? [{ remedy: term.remedy as TypedTerm['remedy'], amount: typedOf(term.amount), fraud: term.ground === 'fraud', price: term.price ? typedOf(term.price) : undefined, currency: term.amount.currency }] : []))
}

/** One party's share as it is typed. */
export interface TypedShare {
  party: Schemas['LiableParty']
  percent: string
}

export const parties = ['merchant', 'station', 'manufacturer', 'logistics', 'platform', 'supplier', 'third_party', 'customer'] as const satisfies readonly Schemas['LiableParty'][]

export const sharesOf = (typed: unknown): Schemas['LiabilityShare'][] =>
  ((typed ?? []) as TypedShare[]).map(({ party, percent }) => ({ party, percent: Math.min(255, Math.trunc(Number(percent)) || 0) }))

/** An amount that may be left out; what is none is refused by the server in words. */
export const amountOf = (typed: unknown, currency: string): Schemas['Money'] | undefined =>
  typeof typed === 'string' && typed.trim() !== '' ? { amount_minor: minorOf(typed, currency) ?? -1, currency } : undefined
