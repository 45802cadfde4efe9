import { en as uiEn, zh_cn as uiHans, zh_tw as uiHant } from '@nuxt/ui/locale'
import { computed, ref } from 'vue'
import { createI18n } from 'vue-i18n'
import { kept, type Language, languages } from '@/lib/kept'

/**
 * Words. One file an area and language: `i18n/<language>/<area>.json`, whose keys begin with the name of the file.
 * The areas in `everywhere` come with the first load; a route names the others it needs in `meta.words`.
 */
const everywhere = ['common', 'shell', 'codes', 'session', 'failure']

type Words = { default: Record<string, unknown> }
const files = import.meta.glob<Words>('./*/*.json')

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-Hans',
  fallbackLocale: false,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

type Speaks = { t(key: string, values?: Record<string, unknown>): string; te(key: string): boolean }
const speaker = i18n.global as unknown as Speaks

/** The words of a key, outside of components; inside them it is `useI18n().t`. */
export const say = (key: string, values: Record<string, unknown> = {}): string => speaker.t(key, values)
const areasLoaded = ref(0)
/** Whether there are words for a key; what asks while drawing is drawn again when more words have come. */
export const hasWords = (key: string): boolean => areasLoaded.value >= 0 && speaker.te(key)

const loaded = new Map<Language, Set<string>>(languages.map((l) => [l, new Set<string>()]))
const wanted = new Set<string>(everywhere)

/** The language of the page now. */
export const language = computed<Language>(() => i18n.global.locale.value as Language)

/** Nuxt UI's own words in the language of the page. */
export const uiLocale = computed(() => ({ 'zh-Hans': uiHans, 'zh-Hant': uiHant, en: uiEn })[language.value])

async function load(into: Language, areas: Iterable<string>): Promise<void> {
  const have = loaded.get(into)
  const missing = [...areas].filter((area) => !have?.has(area))
  const found = await Promise.all(
    missing.map(async (area) => {
      const file = files[`./${into}/${area}.json`]
      if (!file) throw new Error(`no words for ${area} in ${into}`)
      // `codes-admin` are further codes, which only some pages say.
      return { area, under: area.split('-')[0] ?? area, words: (await file()).default }
    }),
  )
  // All at once: each merge draws everything again that says a word.
  const together: Words['default'] = {}
  for (const { area, under, words } of found) {
    together[under] = under in together ? { ...(together[under] as Words['default']), ...words } : words
    have?.add(area)
  }
  if (found.length === 0) return
  i18n.global.mergeLocaleMessage(into, together)
  areasLoaded.value += 1
}

/** Makes sure that the words of these areas are there; the router calls it with a route's `meta.words`. */
export async function needWords(areas: readonly string[]): Promise<void> {
  areas.forEach((area) => wanted.add(area))
  await load(language.value, areas)
}

/** Speaks this language from now on, without a reload. */
export async function speak(next: Language, remember = true): Promise<void> {
  await load(next, wanted)
  i18n.global.locale.value = next
  document.documentElement.lang = next
  if (remember) kept.language = next
}

/** What to speak first: what was chosen here, else the first language of the browser that we have. */
export function firstLanguage(asked: readonly string[] = navigator.languages): Language {
  if (kept.language && languages.includes(kept.language)) return kept.language
  for (const tag of asked.map((t) => t.toLowerCase())) {
    if (/^zh-(hant|tw|hk|mo)/.test(tag)) return 'zh-Hant'
    if (tag.startsWith('zh')) return 'zh-Hans'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-Hans'
}
