import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin, Rollup } from 'vite'

/** Written out as `/counter-sw.js`: the top of the console, so that its reach may be `/counter` and nothing else. */
const NAME = 'counter-sw.js'
/** Pages and parts that the counter needs, by their source; what they import comes with them. */
const NEEDED = ['src/pages/counter/counter.vue', 'src/notices/bell.vue', 'src/session/sign-in-again.vue']
/** Areas of words it says, in each language. */
const AREAS = ['common', 'shell', 'codes', 'session', 'failure', 'why', 'counter', 'notices']

/** Makes the worker that opens the counter's page without a network, with the files of this very build. */
export function offlineCounter(root: string): Plugin {
  return {
    name: 'bihuan:offline-counter',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one): one is Rollup.OutputChunk => one.type === 'chunk')
      const entry = chunks.find((one) => one.isEntry)
      if (!entry) this.error('the console has no first script')
      const words = new RegExp(`/src/i18n/[^/]+/(${AREAS.join('|')})\\.json$`)
      const source = (one: Rollup.OutputChunk) => (one.facadeModuleId ?? '').split('?')[0] ?? ''
      const wanted = chunks.filter((one) => one === entry || words.test(source(one)) || NEEDED.some((name) => source(one) === resolve(root, name)))
      if (wanted.length !== 1 + NEEDED.length + AREAS.length * 3) this.error(`the counter's files were not found: ${wanted.length}`)
      const files = new Set(['/boot.js', '/icon.svg'])
      const gather = (one: Rollup.OutputChunk) => {
        if (files.has(`/${one.fileName}`)) return
        files.add(`/${one.fileName}`)
        one.viteMetadata?.importedCss.forEach((file) => files.add(`/${file}`))
        one.viteMetadata?.importedAssets.forEach((file) => files.add(`/${file}`))
        for (const name of one.imports) {
          const next = bundle[name]
          if (next?.type === 'chunk') gather(next)
        }
      }
      wanted.forEach(gather)
      const worker = await readFile(resolve(root, 'worker/counter.js'), 'utf8')
      const list = JSON.stringify([...files].sort())
      const build = createHash('sha256').update(worker).update(list).digest('hex').slice(0, 16)
      const written = worker.replace('__BUILD__', build).replace('__ENTRY__', `/${entry.fileName}`).replace('/* files */ []', list)
      this.emitFile({ type: 'asset', fileName: NAME, source: written })
    },
  }
}
