import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asker, quiet } from './desk'
import { axe, axeBoth, closeBrowser, Person, Served, shot } from './harness'

// The shop: a counter on a tablet whose line breaks, the display of numbers, a sheet of codes to scan, and what the portal
// tells anybody who asks.

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

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
    await page.getByText('Wrong size').first().waitFor()
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

  test('once opened, the counter opens again without a line, takes somebody in, and they arrive once when it is back', async () => {
    const staff = await comes({ language: 'en' })
    staff.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK|ERR_ABORTED/)
    const { page } = staff
    await page.setViewportSize({ width: 1180, height: 820 })
    await staff.enter(`/counter/${unit}`)
    await page.getByText('This page opens without a line too').waitFor()
    const before = await ask<{ visits: unknown[] }>('GET', `/counters/${unit}`)

    await staff.context.setOffline(true)
    await page.reload()
    await page.getByText('The connection is gone').waitFor()
    await page.getByText('No line', { exact: true }).waitFor()
    await page.getByLabel('What they say').fill('The lamp flickers')
    await page.getByLabel('Telephone').fill('13800138001')
    await page.getByRole('button', { name: 'Take a number' }).click()
    await page.getByText('Kept here; it goes out when the line is back').waitFor()
    // Loaded once more it is still there: what was kept, and the page.
    await page.reload()
    await page.getByRole('heading', { name: /Waiting to be sent/ }).waitFor()
    await page.getByText('The lamp flickers').first().waitFor()
    await axeBoth(staff)
    await shot(page, 'counter-opened-offline')
    // Nothing else of the console opens so: it is the counter's worker.
    const other = await staff.context.newPage()
    await expect(other.goto(`${served.base}/inbox`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
    await other.close()

    await staff.context.setOffline(false)
    await page.getByRole('heading', { name: /Waiting to be sent/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'The lamp flickers' }).waitFor()
    const board = await ask<{ visits: { case: string; subject: string; state: string }[] }>('GET', `/counters/${unit}`)
    expect(board.visits.length).toBe(before.visits.length + 1)
    const mine = board.visits.filter((v) => v.subject === 'The lamp flickers')
    expect(mine).toHaveLength(1)
    const cases = await ask<{ number: string }[]>('GET', '/cases?q=flickers')
    expect(cases).toHaveLength(1)
    // The session was asked for again, so that one goes on working without signing in.
    await page.getByRole('button', { name: 'Call next' }).click()
    await page.getByRole('heading', { name: /^Called/ }).waitFor()
    await page.getByRole('button', { name: /^Serve: number/ }).first().waitFor()
  })

  test('a sheet of codes is printed, one is scanned, and a withdrawn one still takes the customer in', async () => {
    const staff = await comes({ language: 'en' })
    const { page } = staff
    await staff.enter('/admin/codes')
    await page.getByRole('button', { name: 'New codes' }).first().click()
    const panel = page.getByRole('dialog', { name: 'New codes' })
    await panel.getByLabel('Unit', { exact: true }).click()
    await page.getByRole('option', { name: '南京路店' }).click()
    // A list that still closes takes the focus, and what is typed then.
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await panel.getByLabel('Label').fill('Fridge X1')
    await panel.getByLabel('Product it fills in').fill('Fridge X1')
    await panel.getByLabel('Serial numbers it fills in').fill('SN-1\nSN-2')
    await panel.getByRole('button', { name: 'Make' }).click()
    await panel.waitFor({ state: 'detached' })
    await axe(page)
    await shot(page, 'codes')
    await page.getByRole('link', { name: 'Sheet to print' }).click()
    const codes = page.getByRole('img', { name: /^Code for Fridge X1: http/ })
    await expect.poll(() => codes.count()).toBe(2)
    await axeBoth(staff)
    await page.emulateMedia({ media: 'print' })
    await shot(page, 'codes-sheet')
    await page.emulateMedia({ media: null })
    const address = /http\S+/.exec((await codes.first().getAttribute('alt')) ?? '')?.[0] ?? ''

    const customer = await comes({ language: 'zh-Hans', phone: true })
    await customer.page.goto(address)
    await customer.page.getByText('来自「南京路店」的二维码').waitFor()
    expect(await customer.page.getByLabel('产品或服务').inputValue()).toBe('Fridge X1')
    expect(await customer.page.getByLabel('序列号').inputValue()).toMatch(/^SN-[12]$/)
    await shot(customer.page, 'scanned')

    await page.goto('/admin/codes')
    await page.getByRole('button', { name: 'Withdraw Fridge X1' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('button', { name: '1 scans in 30 days' }).click()
    await page.getByRole('term').first().waitFor()
  })

  test('anybody reads what is promised and asked, on a telephone in Chinese and English, and may stay anonymous', async () => {
    const staff = await comes({ language: 'en' })
    const { page } = staff
    await staff.enter('/admin/promise')
    await page.getByRole('button', { name: 'Add a price' }).click()
    await page.getByLabel('What it is for').click()
    await page.getByRole('option', { name: 'Visit fee' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.getByLabel('Name 简体中文').fill('上门检测')
    await page.getByLabel('Name English').fill('Visit at home')
    await page.getByLabel('Amount').fill('eighty')
    await page.getByText('This is no amount in this currency.').waitFor()
    await page.getByLabel('Amount').fill('80')
    await page.getByLabel('Unit 简体中文').fill('次')
    await page.getByLabel('Unit English').fill('visit')
    await page.getByLabel('Conditions English').fill('Within the city')
    await page.getByLabel('Takes English').fill('2 days')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('In effect').waitFor()
    await axeBoth(staff)
    await shot(page, 'promise-admin')
    await page.goto('/admin/faq')
    await page.getByRole('button', { name: 'Add a question' }).click()
    await page.getByLabel('Question 简体中文').fill('保修期多长？')
    await page.getByLabel('Answer 简体中文').fill('整机一年，主要部件三年。')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('In effect').waitFor()
    await axeBoth(staff)
    await shot(page, 'faq-admin')

    const customer = await comes({ language: 'zh-Hans', phone: true })
    const at = customer.page
    await at.goto('/portal')
    await at.getByRole('link', { name: /^服务承诺/ }).tap()
    await at.getByRole('rowheader', { name: /上门检测/ }).waitFor()
    await at.getByText('首次答复').first().waitFor()
    await at.getByRole('cell', { name: '¥80.00/次' }).waitFor()
    await axeBoth(customer)
    await shot(at, 'promise-zh')
    await at.getByRole('link', { name: '退换货' }).tap()
    await at.getByText('我们正在验货。').waitFor()
    await at.getByLabel('语言').selectOption('zh-Hant')
    await at.getByText('我們正在驗貨。').waitFor()
    await at.getByText('收費標準：第 1 版').waitFor()
    await shot(at, 'promise-hant')
    await at.getByLabel('語言').selectOption('en')
    await at.getByRole('rowheader', { name: /Visit at home.*Within the city.*takes 2 days.*since/s }).waitFor()
    await shot(at, 'promise-en')
    // On paper every kind stands there, and nothing to press.
    await at.emulateMedia({ media: 'print' })
    for (const kind of ['Complaint', 'Question', 'Return or exchange', 'Repair', 'Quality problem', 'Suggestion', 'Praise']) await at.getByRole('heading', { name: kind, exact: true }).waitFor()
    expect(await at.getByRole('link', { name: 'Repair' }).count()).toBe(0)
    await shot(at, 'promise-print')
    await at.emulateMedia({ media: null })
    await at.goto('/portal/faq')
    await at.getByText('保修期多长？').tap()
    await axeBoth(customer)
    await at.getByRole('button', { name: 'Yes' }).tap()
    await at.getByText('Thank you.').waitFor()
    await shot(at, 'faq-en')

    // While one writes the answer stands below, and the form stays.
    await at.goto('/portal/submit?kind=suggestion')
    await at.getByLabel('What happened?').fill('请延长保修期')
    await at.getByRole('heading', { name: 'Perhaps this answers it' }).waitFor()
    await at.getByLabel('I stay anonymous and give no contact').check()
    await at.getByText('We cannot call or write to you.').waitFor()
    // What is promised and what it costs stands beside the form.
    await at.getByText(/What we promise and what it costs \(version 1/).tap()
    await at.getByRole('rowheader', { name: /Visit at home/ }).waitFor()
    await axeBoth(customer)
    await shot(at, 'anonymous')
    await at.getByRole('button', { name: 'Send' }).tap()
    await at.getByText('Nobody can call you back.').waitFor()
    await shot(at, 'anonymous-code')
    const [number = '', code = ''] = (await at.locator('.kept').innerText()).split('\n')
    const told = await ask<{ course: { terms_shown: { page: string; version: number }[] } }>('GET', `/cases/${number}`)
    expect(told.course.terms_shown).toMatchObject([{ page: 'promise', version: 1 }])
    await page.goto(`/cases/${number}`)
    await page.getByText('saw our terms and prices, version 1').first().waitFor()
    await shot(page, 'terms-seen')
    await at.goto('/portal/track')
    await at.getByLabel('Case number').fill(number)
    await at.getByRole('button', { name: 'I have a code from the last page' }).tap()
    await at.getByLabel('Code').fill(code)
    await at.getByRole('button', { name: 'Open the case' }).tap()
    await at.getByRole('heading', { name: '请延长保修期' }).waitFor()
  })
})
