import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asker, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// The shop: a counter on a tablet whose line breaks, the display of numbers, a sheet of codes to scan, and what the portal
// tells anybody who asks.

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const words = (zh_hans: string, en = '') => ({ zh_hans, zh_hant: '', en })

describe('the shop', () => {
  let served: Served
  let ask: ReturnType<typeof asker>
  let unit: string
  const gone: Person[] = []

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
    const top = (await ask<{ id: string }[]>('GET', '/units'))[0] as { id: string }
    unit = (await ask<{ id: string }>('POST', '/units', { parent: top.id, kind: 'station', code: 'S1', name: '南京路店' })).id
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  afterEach(async () => {
    for (const one of gone.splice(0)) await one.leave()
  })
  async function comes(look: Parameters<typeof Person.arrive>[1]): Promise<Person> {
    const person = await Person.arrive(served, look)
    gone.push(person)
    person.expected.push(...quiet)
    return person
  }

  test('a walk-in is taken in though the line breaks, once, called on the display, and served', async () => {
    const staff = await comes({ language: 'en' })
    // What is cut off is logged by the browser.
    staff.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK|ERR_ABORTED/)
    const { page } = staff
    await page.setViewportSize({ width: 1180, height: 820 })
    await staff.enter(`/counter/${unit}`)
    await page.getByText('Nobody has come today').waitFor()
    await page.getByRole('button', { name: 'Number display' }).click()
    await page.getByRole('button', { name: 'Make an address' }).click()
    const address = await page.getByRole('textbox', { name: 'Address of the display' }).inputValue()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.getByLabel('What they say').fill('The drum makes a loud noise')
    await page.getByRole('button', { name: 'Take a number' }).click()
    await page.getByText('Their number').waitFor()

    // The line breaks: it waits here, survives the page being loaded again, and goes out once.
    await staff.context.setOffline(true)
    await page.getByRole('button', { name: 'Return or exchange' }).click()
    await page.getByLabel('What they say').fill('Wrong size')
    await page.getByLabel('Telephone').fill('13800138000')
    await page.locator('input[type=file]').setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer: png })
    await page.getByRole('button', { name: 'Take a number' }).click()
    await page.getByText('Kept here; it goes out when the line is back').waitFor()
    await shot(page, 'counter-offline')
    let tries = 0
    await page.route('**/counters/*/visits', async (route) => {
      tries += 1
      // The first answer gets lost on its way back.
      if (tries === 1) await route.fetch().then(() => route.abort())
      else await route.abort()
    })
    await staff.context.setOffline(false)
    await page.reload()
    await page.getByRole('heading', { name: /Waiting to be sent/ }).waitFor()
    await page.getByText('Wrong size').waitFor()
    await expect.poll(() => tries, { timeout: 10_000 }).toBeGreaterThan(0)
    await page.unroute('**/counters/*/visits')
    await page.getByRole('button', { name: 'Send now' }).click()
    await page.getByRole('heading', { name: /Waiting to be sent/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Wrong size' }).waitFor()
    const board = await ask<{ visits: { number: number; case: string; subject: string }[] }>('GET', `/counters/${unit}`)
    expect(board.visits.map((v) => [v.number, v.subject])).toEqual([[1, 'The drum makes a loud noise'], [2, 'Wrong size']])
    const files = await ask<{ events: { event: string }[] }[]>('GET', `/cases/${board.visits[1]?.case}/timeline`)
    expect(files.flatMap((e) => e.events).filter((e) => e.event === 'attached')).toHaveLength(1)
    await axeBoth(staff)
    await shot(page, 'counter-board')

    // Called: the display shows it, and knows nothing else.
    const screen = await comes({ language: 'zh-Hans' })
    await screen.page.goto(address)
    await screen.page.getByText('2 位等候').waitFor()
    await page.getByRole('button', { name: 'Call next' }).click()
    await expect.poll(() => screen.page.locator('#now').innerText(), { timeout: 10_000 }).toBe('1')
    await axeBoth(screen)
    await shot(screen.page, 'counter-display')
    await page.getByRole('button', { name: 'Serve: number 1' }).click()
    await page.getByText(/served .* after 0 min/).waitFor()
    await shot(page, 'counter-case')
  })
})
