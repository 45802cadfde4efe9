import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { compressed } from './vite.compressed'

// The chat widget: one classic script for pages of other people. No framework and no files of its own beside it.
const here = import.meta.dirname
const out = resolve(here, 'dist/widget')

export default defineConfig({
  root: resolve(here, 'widget'),
  cacheDir: resolve(here, 'node_modules/.vite-widget'),
  publicDir: false,
  plugins: [compressed(out)],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: resolve(here, 'widget/index.ts'), formats: ['iife'], name: 'bihuanChat', fileName: () => 'widget.js' },
  },
})
