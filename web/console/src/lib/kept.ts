import { reactive, watch } from 'vue'

/**
 * What this browser keeps for itself: theme, language, widths of panes, folded navigation. One JSON object under one
 * name, which boot.js reads before the first paint. Never anything of a case or a customer.
 */
export interface Kept {
  theme: 'system' | 'light' | 'dark'
  language: Language | null
  navigationFolded: boolean
  panes: Record<string, number>
  choices: Record<string, string>
}

export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const
export type Language = (typeof languages)[number]

const name = 'bihuan'

function read(): Kept {
  const fresh: Kept = { theme: 'system', language: null, navigationFolded: false, panes: {}, choices: {} }
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? '{}')
    return typeof found === 'object' && found !== null ? { ...fresh, ...found } : fresh
  } catch {
    return fresh
  }
}

export const kept = reactive<Kept>(read())

watch(kept, (now) => {
  try {
    localStorage.setItem(name, JSON.stringify(now))
  } catch {
    // A browser without storage keeps it for this visit.
  }
})
