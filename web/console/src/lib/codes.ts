import { hasWords, say } from '@/i18n'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
/** The closed lists of the API, by the name of their schema. */
export type CodeList = { [K in keyof Schemas]: Schemas[K] extends string ? (string extends Schemas[K] ? never : K) : never }[keyof Schemas]

/** The word for a code of a closed list in the language of the page; a code without a word shows itself. */
export function word<L extends CodeList>(list: L, code: Schemas[L] | null | undefined): string {
  if (code === null || code === undefined) return ''
  return wordOf(list, String(code))
}

/** As `word`, for a code whose list is only known at run time. */
export function wordOf(list: string, code: string): string {
  const key = `codes.${list}.${code.replaceAll('.', '_')}`
  return hasWords(key) ? say(key) : code
}
