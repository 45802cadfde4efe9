import { resolve } from 'node:path'
import VueI18nPlugin from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compressed } from './vite.compressed'

// The customer's side: a bundle of its own, small enough for a telephone on a bad network. It shares nothing with the
// console but the types of the API.
const here = import.meta.dirname
const root = resolve(here, 'portal')
const out = resolve(here, 'dist/portal')

export default defineConfig({
  root,
  base: '/portal/',
  cacheDir: resolve(here, 'node_modules/.vite-portal'),
  plugins: [
    vue(),
    VueI18nPlugin({ include: [resolve(root, 'src/i18n/*/*.json')], runtimeOnly: true, compositionOnly: true, fullInstall: false, dropMessageCompiler: true }),
    compressed(out),
  ],
  build: { outDir: out, emptyOutDir: true, manifest: true, rollupOptions: { input: [resolve(root, 'index.html'), resolve(root, 'display.html')] }, target: 'es2020', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', port: Number(process.env.BIHUAN_PORTAL_PORT ?? 5174), proxy: { '/api': process.env.BIHUAN_API ?? 'http://127.0.0.1:8080' } },
})
