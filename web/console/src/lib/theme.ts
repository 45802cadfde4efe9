import { useMediaQuery } from '@vueuse/core'
import { computed, watchEffect } from 'vue'
import { kept } from './kept'

const dark = useMediaQuery('(prefers-color-scheme: dark)')

/** Whether the page is dark now. */
export const isDark = computed(() => kept.theme === 'dark' || (kept.theme === 'system' && dark.value))

/** Keeps the page as chosen; call once. */
export function followTheme(): void {
  watchEffect(() => {
    const root = document.documentElement
    root.classList.toggle('dark', isDark.value)
    root.style.colorScheme = isDark.value ? 'dark' : 'light'
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', isDark.value ? '#151518' : '#ffffff')
  })
}
