import { number } from './time'

/** Money as the server has it: whole minor units and a currency. */
export interface Money {
  amount_minor: number
  currency: string
}

const digits = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** As people write it. */
export function money({ amount_minor, currency }: Money): string {
  return number(amount_minor / 10 ** digits(currency), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}

/** What was typed, `12.5`, in minor units; null when it is no amount. Never by way of a fraction. */
export function minorOf(typed: string, currency: string): number | null {
  const found = /^\s*(\d{1,13})(?:[.．](\d*))?\s*$/.exec(typed.replace(/[,，\s]/g, ''))
  const [, whole = '', rest = ''] = found ?? []
  const places = digits(currency)
  if (!found || rest.length > places) return null
  return Number(whole) * 10 ** places + Number(rest.padEnd(places, '0') || 0)
}

/** An amount as it is typed. */
export const typedOf = ({ amount_minor, currency }: Money): string => (amount_minor / 10 ** digits(currency)).toFixed(digits(currency)).replace(/\.0+$/, '')
