import { say } from '@/i18n'
import { wordOf } from './codes'
import type { Language } from './kept'

/** Words of a policy in three languages. */
export interface Named {
  zh_hans: string
  zh_hant: string
  en: string
}

export interface FlowState {
  stage: string
  accountable: string
  step: Named
  next: string[]
}

export interface Clock {
  id: string
  milestone: string
  target?: unknown
  calendar?: string
  basis?: string
  /** A default of ours, not from the source. */
  default?: boolean
  when?: Record<string, unknown>
}

/** The name in the language of the page. */
export const named = (words: Named, language: Language): string => ({ 'zh-Hans': words.zh_hans, 'zh-Hant': words.zh_hant, en: words.en })[language]

/** A target in words: an ISO 8601 span (`PT30S` is "30 s") or the end of the day; null for what is neither. */
export function targetWords(text: string): string | null {
  if (text === 'end_of_civil_day') return say('common.flow.sameDay')
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!found) return null
  const units = ['years', 'months', 'days', 'hours', 'minutes', 'seconds'] as const
  const parts = units.flatMap((unit, n) => (found[n + 1] ? [say(`common.span.${unit}`, { n: found[n + 1] })] : []))
  return parts.join(' ') || null
}

/** The word for a delivered role that a policy names; an organisation's own role shows its code. */
export const roleWord = (code: unknown): string => wordOf('Role', String(code))
