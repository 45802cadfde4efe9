// Nuxt UI makes the types of its theme when vite reads its configuration: have it read once, so that vue-tsc finds them.
import { fileURLToPath } from 'node:url'
import { resolveConfig } from 'vite'

const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url))
await resolveConfig({ configFile, logLevel: 'error' }, 'build')
