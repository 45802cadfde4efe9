import { computed } from 'vue'
import { createI18n } from 'vue-i18n'

/** Words in three languages, one file each, of which a page loads the one it speaks. */
export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const
export type Language = (typeof languages)[number]
export const languageNames: Record<Language, string> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' }

type Words = { default: Record<string, unknown> }
const files = import.meta.glob<Words>('../i18n/*/portal.json')
const KEPT = 'bihuan.portal.language'

export const i18n = createI18n({ legacy: false, locale: 'zh-Hans', fallbackLocale: false, missingWarn: import.meta.env.DEV, fallbackWarn: false })
export const language = computed<Language>(() => i18n.global.locale.value as Language)

type Speaks = { t(key: string, values?: Record<string, unknown>): string; te(key: string): boolean }
export const say = (key: string, values: Record<string, unknown> = {}): string => (i18n.global as unknown as Speaks).t(key, values)
export const hasWords = (key: string): boolean => (i18n.global as unknown as Speaks).te(key)

const loaded = new Set<Language>()

/** Speaks this language from now on. */
export async function speak(next: Language, remember = true): Promise<void> {
  if (!loaded.has(next)) {
    const file = files[`../i18n/${next}/portal.json`]
    if (!file) throw new Error(`no words in ${next}`)
    i18n.global.mergeLocaleMessage(next, { portal: (await file()).default })
    loaded.add(next)
  }
  i18n.global.locale.value = next
  document.documentElement.lang = next
  if (remember) try { localStorage.setItem(KEPT, next) } catch { /* A browser that keeps nothing asks again. */ }
}

/** What was chosen here before, else the first language of the browser that we have. */
export function firstLanguage(asked: readonly string[] = navigator.languages): Language {
  let kept: string | null = null
  try { kept = localStorage.getItem(KEPT) } catch { kept = null }
  for (const tag of [kept ?? '', ...asked].map((t) => t.toLowerCase())) {
    if (/^zh-(hant|tw|hk|mo)/.test(tag)) return 'zh-Hant'
    if (tag.startsWith('zh')) return 'zh-Hans'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-Hans'
}

/** Words in the language of the page. Where they were not written in it, the other Chinese script, then English; for English simplified, then traditional Chinese. */
export function written(words: { zh_hans: string; zh_hant: string; en: string }): string {
  const { zh_hans: hans, zh_hant: hant, en } = words
  const order = { 'zh-Hans': [hans, hant, en], 'zh-Hant': [hant, hans, en], en: [en, hans, hant] }[language.value]
  return order.find((text) => text.trim() !== '') ?? ''
}
