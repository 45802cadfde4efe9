// The counter's page without a network (S0-10): a shop's tablet loads it again on a broken line, and what is taken down then
// waits in the browser's database (src/pages/counter/waiting.ts). It answers for addresses below /counter and for the files
// of this build, never for the API; it keeps nothing of anybody. The build writes in which files belong to it, so a new
// build is another worker, which takes the place of this one with its files as a whole or not at all.
const BUILD = '__BUILD__'
/** Names the page of this build: its first script. */
const ENTRY = '__ENTRY__'
const FILES = new Set(/* files */ [])
const KEPT = `bihuan-counter-${BUILD}`
const PAGE = '/index.html'
/** A line that does not answer within this is none. */
const PATIENCE_MS = 4_000

self.addEventListener('install', (event) => event.waitUntil(keep()))
self.addEventListener('activate', (event) => event.waitUntil(forget()))

async function keep() {
  const page = await fetch(PAGE, { cache: 'no-store' })
  // While nodes are being upgraded one may answer with another build's page: then it is tried again later.
  if (!page.ok || !(await page.clone().text()).includes(ENTRY)) throw new Error('a page of another build')
  const cache = await caches.open(KEPT)
  await cache.addAll([...FILES])
  await cache.put(PAGE, page)
  await self.skipWaiting()
}

async function forget() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('bihuan-counter-') && name !== KEPT).map((name) => caches.delete(name)))
  await self.clients.claim()
}

const kept = (path) => caches.match(path, { cacheName: KEPT, ignoreVary: true })

/** The page as the server has it; as it was kept when the line or the server does not answer. */
async function page(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.status < 500) return answer
    return (await kept(PAGE)) ?? answer
  } catch (broken) {
    const found = await kept(PAGE)
    if (found) return found
    throw broken
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (/^\/counter(\/|$)/.test(address.pathname)) event.respondWith(page(request))
  } else if (FILES.has(address.pathname)) {
    event.respondWith(kept(address.pathname).then((found) => found ?? fetch(request)))
  }
})
