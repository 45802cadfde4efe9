import { ref } from 'vue'
import { language } from './words'

/** Instants in the business zone of the organisation, as the language writes them. */
const zone = ref('Asia/Shanghai')
export const setZone = (name: string): void => { zone.value = name }
const locale = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-Hant-TW', en: 'en-GB' } as const
const made = new Map<string, Intl.DateTimeFormat>()

/** An amount of whole minor units, as the language writes it. */
export function money({ amount_minor, currency }: { amount_minor: number; currency: string }): string {
  const format = new Intl.NumberFormat(locale[language.value], { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  return format.format(amount_minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

export function when(instant: string): string {
  const at = `${language.value} ${zone.value}`
  const format = made.get(at) ?? new Intl.DateTimeFormat(locale[language.value], { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone.value })
  made.set(at, format)
  return format.format(new Date(instant))
}
