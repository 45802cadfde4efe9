import { resolve } from 'node:path'
import VueI18nPlugin from '@intlify/unplugin-vue-i18n/vite'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'
import { compressed } from './vite.compressed'
import { offlineCounter } from './vite.offline'

const here = import.meta.dirname
const root = resolve(here, 'console')
const out = resolve(here, 'dist/console')

/**
 * Nuxt UI writes its colours into the page with a style element and makes a head manager for it. The policy of the
 * console allows no such element, so the colours stand in main.css and both plug-ins are left out.
 */
function withoutStyleElements(): Plugin {
  return {
    name: 'bihuan:without-style-elements',
    enforce: 'pre',
    load(id) {
      if (/@nuxt\/ui\/dist\/runtime\/(plugins\/colors|vue\/plugins\/head)\.js$/.test(id)) {
        return 'export default { install() {} }'
      }
    },
  }
}

export default defineConfig({
  root,
  base: '/',
  cacheDir: resolve(here, 'node_modules/.vite'),
  resolve: { alias: { '@': resolve(root, 'src') } },
  plugins: [
    withoutStyleElements(),
    vue(),
    VueI18nPlugin({
      include: [resolve(root, 'src/i18n/*/*.json')],
      runtimeOnly: true,
      compositionOnly: true,
      fullInstall: false,
      dropMessageCompiler: true,
    }),
    ui({
      root: here,
      dts: false,
      autoImport: false,
      colorMode: false,
      theme: { colors: ['primary', 'success', 'info', 'warning', 'error', 'neutral'] },
      ui: {
        colors: { primary: 'blue', neutral: 'zinc', success: 'green', info: 'sky', warning: 'amber', error: 'red' },
        // What an alert says in detail is no paler than its title: in the dark it would fall below 4.5:1.
        alert: { slots: { description: 'opacity-100' } },
        // Pointed at, a solid button gains contrast instead of losing it: darker on light ground, lighter on dark.
        button: {
          compoundVariants: [
            { color: 'primary', variant: 'solid', class: 'hover:bg-[color-mix(in_oklab,var(--ui-primary)_88%,var(--ui-text-highlighted))] active:bg-[color-mix(in_oklab,var(--ui-primary)_88%,var(--ui-text-highlighted))]' },
            { color: 'error', variant: 'solid', class: 'hover:bg-[color-mix(in_oklab,var(--ui-error)_88%,var(--ui-text-highlighted))] active:bg-[color-mix(in_oklab,var(--ui-error)_88%,var(--ui-text-highlighted))]' },
          ],
        },
      },
      icon: { clientBundle: { scan: { globInclude: ['console/src/**/*.{vue,ts}'], globExclude: ['node_modules', 'dist'] }, sizeLimitKb: 256 } },
    }),
    offlineCounter(root),
    compressed(out),
  ],
  build: {
    outDir: out,
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.BIHUAN_WEB_PORT ?? 5173),
    proxy: { '/api': process.env.BIHUAN_API ?? 'http://127.0.0.1:8080' },
  },
})
