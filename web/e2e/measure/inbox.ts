// The inbox's figures, by `npm run measure`: first paint cold, from click to the case painted, scrolling ten thousand rows. Takes a server
// that runs already (BASE) and somebody who may sign in there (LOGIN, PASSWORD), so that it can be the bench database.
import { chromium, type Page } from 'playwright-core'

const base = process.env.BASE ?? 'http://127.0.0.1:8080'
const [login, password] = [process.env.LOGIN ?? 'admin', process.env.PASSWORD ?? '']
const view = process.env.VIEW ?? 'all_open'
const rounds = Number(process.env.ROUNDS ?? 20)
const most = Number(process.env.ROWS ?? 10_000)

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
const page = await context.newPage()
await page.goto('/sign-in')
await page.locator('input[autocomplete=username]').fill(login)
await page.locator('input[autocomplete=current-password]').fill(password)
await page.locator('button[type=submit]').click()
await page.locator('#main').waitFor()

const ordered = (list: number[]) => [...list].sort((a, b) => a - b)
const quantile = (list: number[], q: number) => Math.round(ordered(list)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? 0)
const told = (name: string, list: number[]) => console.log(`${name}: median ${quantile(list, 0.5)} ms, p95 ${quantile(list, 0.95)} ms, worst ${quantile(list, 1)} ms (${list.length})`)

/** From navigation to the first row painted, without a cache. */
async function firstPaint(): Promise<number> {
  const fresh = await context.newPage()
  const tools = await context.newCDPSession(fresh)
  await tools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await fresh.goto(`/inbox/${view}`, { waitUntil: 'commit' })
  const at = await fresh.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => (document.querySelector('li[aria-posinset="1"] a') ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look))
        look()
      }),
  )
  await fresh.close()
  return at
}

/** From the click on a row one has rested upon to its case painted. */
async function opened(on: Page, place: number): Promise<number> {
  const row = on.locator(`li[aria-posinset="${place}"]`)
  await row.hover()
  await on.waitForTimeout(400)
  return row.evaluate(
    (li) =>
      new Promise<number>((done) => {
        const link = li.querySelector('a')
        const subject = li.querySelector('p')?.textContent?.trim() ?? ''
        const began = performance.now()
        link?.click()
        const there = () => link !== null && location.pathname === new URL(link.href).pathname && [...document.querySelectorAll('h1')].some((h) => h.textContent?.includes(subject))
        const look = () => (there() ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look))
        look()
      }),
  )
}

/** Frames while the list is scrolled to its end or to `most` rows. */
async function scrolled(on: Page): Promise<{ frames: number[]; rows: number; blank: number }> {
  return on.evaluate(async (wanted) => {
    const list = document.querySelector('li[aria-posinset]')?.parentElement
    const frame = list?.parentElement
    if (!list || !frame) throw new Error('no list')
    const frames: number[] = []
    let [last, blank, rows] = [performance.now(), 0, 0]
    for (;;) {
      frame.scrollTop += 400
      const now = await new Promise<number>((done) => requestAnimationFrame(done))
      frames.push(now - last)
      last = now
      const places = [...list.querySelectorAll('li')].map((li) => Number(li.getAttribute('aria-posinset')))
      rows = Math.max(rows, ...places)
      if (places.length === 0) blank += 1
      const end = frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 2
      if (rows >= wanted || (end && list.querySelector('li:last-child .animate-spin') === null)) break
      if (frames.length > 5_000) break
    }
    return { frames, rows, blank }
  }, most)
}

const cold: number[] = []
for (let n = 0; n < 5; n += 1) cold.push(await firstPaint())
told('first paint of the inbox, no cache', cold)

await page.goto(`/inbox/${view}`)
await page.locator('li[aria-posinset="8"]').waitFor()
const clicks: number[] = []
for (let n = 0; n < rounds; n += 1) clicks.push(await opened(page, 1 + (n % 8)))
told('click to case painted, prefetched', clicks)

await page.goto(`/inbox/${view}`)
await page.locator('li[aria-posinset="8"]').waitFor()
const run = await scrolled(page)
told(`scrolling ${run.rows} rows, a frame`, run.frames)
console.log(`frames over 50 ms: ${run.frames.filter((f) => f > 50).length} of ${run.frames.length}; frames without rows: ${run.blank}`)
await browser.close()
