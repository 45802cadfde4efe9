import type { Language } from '@/lib/kept'

/** Each language in its own words, as one who knows no other would look for it. */
export const languageNames: Record<Language, string> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' }
