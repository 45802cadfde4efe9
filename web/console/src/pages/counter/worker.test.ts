import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

// The worker that opens the counter's page without a line, in a made-up browser: caches, a network that may break, builds.

const source = readFileSync(join(import.meta.dirname, '../../../worker/counter.js'), 'utf8')
type Answer = { status: number; ok: boolean; body: string; clone: () => Answer; text: () => Promise<string> }
const answer = (body: string, status = 200): Answer => ({ status, ok: status < 300, body, clone: () => answer(body, status), text: async () => body })

/** What a browser keeps over builds. */
class Browser {
  caches = new Map<string, Map<string, Answer>>()
  network = new Map<string, Answer | 'broken'>()
  asked: string[] = []
  readonly fetch = async (what: string | { url: string }): Promise<Answer> => {
    const path = new URL(typeof what === 'string' ? what : what.url, 'https://shop.example').pathname
    this.asked.push(path)
    const found = this.network.get(path)
    if (!found || found === 'broken') throw new TypeError('no line')
    return found
  }
  private cache(name: string) {
    const kept = this.caches.get(name) ?? new Map<string, Answer>()
    this.caches.set(name, kept)
    return kept
  }
  build(entry: string, files: string[]): Worker {
    const heard = new Map<string, (event: never) => void>()
    const skipped: string[] = []
    const caches = {
      open: async (name: string) => ({
        addAll: async (paths: string[]) => {
          const all = await Promise.all(paths.map(async (p) => [p, await this.fetch(p)] as const))
          if (all.some(([, a]) => !a.ok)) throw new TypeError('not all')
          all.forEach(([p, a]) => this.cache(name).set(p, a))
        },
        put: async (path: string, kept: Answer) => void this.cache(name).set(path, kept),
      }),
      keys: async () => [...this.caches.keys()],
      delete: async (name: string) => this.caches.delete(name),
      match: async (path: string, { cacheName }: { cacheName: string }) => this.caches.get(cacheName)?.get(path),
    }
    const self = { addEventListener: (name: string, does: (event: never) => void) => heard.set(name, does), location: { origin: 'https://shop.example' }, skipWaiting: async () => void skipped.push(entry), clients: { claim: async () => undefined } }
    const text = source.replace('__BUILD__', entry).replace('__ENTRY__', entry).replace('/* files */ []', JSON.stringify(files))
    runInNewContext(text, { self, caches, fetch: this.fetch, URL, AbortSignal, Set, Promise, Error })
    const lived = async (name: string) => {
      let done: Promise<unknown> = Promise.resolve()
      heard.get(name)?.({ waitUntil: (p: Promise<unknown>) => (done = p) } as never)
      await done
    }
    return {
      begin: async () => {
        await lived('install')
        await lived('activate')
      },
      opens: async (path, mode = 'navigate', method = 'GET') => {
        let given: Promise<Answer> | undefined
        heard.get('fetch')?.({ request: { url: `https://shop.example${path}`, mode, method }, respondWith: (p: Promise<Answer>) => (given = p) } as never)
        return given === undefined ? 'untouched' : (await given).body
      },
    }
  }
}
interface Worker {
  begin: () => Promise<void>
  opens: (path: string, mode?: string, method?: string) => Promise<string>
}

function shop(): Browser {
  const browser = new Browser()
  browser.network.set('/index.html', answer('page with /assets/main-1.js'))
  browser.network.set('/assets/main-1.js', answer('script 1'))
  return browser
}

test('without a line the page of a counter and its files are as they were kept, and nothing else is answered', async () => {
  const browser = shop()
  const worker = browser.build('/assets/main-1.js', ['/assets/main-1.js'])
  await worker.begin()
  browser.network.clear()
  expect(await worker.opens('/counter/abc')).toBe('page with /assets/main-1.js')
  expect(await worker.opens('/assets/main-1.js', 'no-cors')).toBe('script 1')
  for (const path of ['/inbox', '/counters', '/']) expect(await worker.opens(path)).toBe('untouched')
  expect(await worker.opens('/api/v1/counters', 'cors')).toBe('untouched')
  expect(await worker.opens('/counter/abc', 'navigate', 'POST')).toBe('untouched')
})

test('with a line the page is the server\'s, and a server in trouble is no line', async () => {
  const browser = shop()
  const worker = browser.build('/assets/main-1.js', ['/assets/main-1.js'])
  await worker.begin()
  browser.network.set('/counter/abc', answer('page of a newer build'))
  expect(await worker.opens('/counter/abc')).toBe('page of a newer build')
  browser.network.set('/counter/abc', answer('being upgraded', 503))
  expect(await worker.opens('/counter/abc')).toBe('page with /assets/main-1.js')
})

test('after an upgrade the shell is the new one as a whole, and nothing of the old stays', async () => {
  const browser = shop()
  await browser.build('/assets/main-1.js', ['/assets/main-1.js']).begin()
  browser.network.set('/index.html', answer('page with /assets/main-2.js'))
  browser.network.set('/assets/main-2.js', answer('script 2'))
  const next = browser.build('/assets/main-2.js', ['/assets/main-2.js'])
  await next.begin()
  expect([...browser.caches.keys()]).toEqual(['bihuan-counter-/assets/main-2.js'])
  browser.network.clear()
  expect(await next.opens('/counter/abc')).toBe('page with /assets/main-2.js')
})

test('half an upgrade is none: the build before goes on', async () => {
  const browser = shop()
  const before = browser.build('/assets/main-1.js', ['/assets/main-1.js'])
  await before.begin()
  // Another node still has the page of the build before; then a file does not come.
  const next = browser.build('/assets/main-2.js', ['/assets/main-2.js'])
  await expect(next.begin()).rejects.toThrow('another build')
  browser.network.set('/index.html', answer('page with /assets/main-2.js'))
  await expect(next.begin()).rejects.toThrow('no line')
  browser.network.clear()
  expect(await before.opens('/counter/abc')).toBe('page with /assets/main-1.js')
})
