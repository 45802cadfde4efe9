import './main.css'
import { _api } from '@iconify/vue'
import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './app.vue'
import { queries } from './api/queries'
import { firstLanguage, i18n, speak } from './i18n'
import { followTheme } from './lib/theme'
import { router } from './router'

// Icons are in the bundle. One that is not must show as missing here, never be asked for elsewhere.
_api.setFetch(() => Promise.reject(new Error('icons are bundled')))

followTheme()
await speak(firstLanguage(), false)
createApp(App).use(router).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(ui).mount('#app')
