import { defineConfig } from 'vitest/config'

const app = './vite.config.ts'

export default defineConfig({
  test: {
    projects: [
      // Logic of the console and of its parts, in a made-up browser.
      {
        extends: app,
        test: { name: 'unit', root: import.meta.dirname, include: ['console/src/**/*.test.ts', 'portal/src/**/*.test.ts', 'widget/**/*.test.ts'], environment: 'happy-dom' },
      },
      // Words: every key in every language, none missing, none unused.
      { test: { name: 'words', include: ['tests/words.test.ts'] } },
      // What a browser loads first, from the built console.
      { test: { name: 'size', include: ['tests/size.test.ts'] } },
      // The real binary in Chromium.
      {
        test: {
          name: 'e2e',
          include: ['e2e/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          // Each file has a server, a directory and a browser of its own; two at once use the two cores of a build machine.
          fileParallelism: true,
          maxWorkers: 2,
          // A browser on a busy build machine gets a second try, by scripts/e2e.mjs: a whole file, for a test alone would
          // find what its first try has made.
        },
      },
      // The pictures of the documents, renewed when the console has changed its looks.
      { test: { name: 'pictures', include: ['e2e/pictures/*.test.ts'], testTimeout: 600_000, hookTimeout: 240_000, expect: { poll: { timeout: 15_000 } } } },
    ],
  },
})
