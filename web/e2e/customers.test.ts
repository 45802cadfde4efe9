import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Customers: found by what one knows of them, entered, changed beside somebody else, seen in full for a reason, erased.

describe('customers', () => {
  let served: Served
  let person: Person
  let ask: ReturnType<typeof asker>

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
    for (let n = 0; n < 60; n += 1) await ask('POST', '/customers', { name: `李雷${n}`, phone: `139001390${String(n).padStart(2, '0')}` })
    const wang = await ask<{ id: string }>('POST', '/customers', { name: '王小明', phone: '13800138000', email: 'wang@example.com', external_ref: 'CRM-77' })
    for (const subject of ['电视机无法开机', '遥控器失灵']) {
      await ask('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'customer', id: wang.id }, texts: { subject, verbatim: subject, demand: '换货' } })
    }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'en' })
    await person.signIn()
  })
  afterEach(() => person.leave())

  test('the list pages by key, and finds by name, telephone, e-mail and reference', async () => {
    const { page } = person
    await page.goto('/inbox')
    await page.locator('#main').waitFor()
    await page.getByRole('link', { name: 'Customers' }).first().click()
    await page.waitForURL('**/customers')
    const list = page.getByRole('list', { name: 'Customers' })
    await list.getByRole('link').first().waitFor()
    expect(await list.getByRole('link').count()).toBe(50)
    await axeBoth(person)
    await shot(page, 'customers')
    await page.getByRole('button', { name: 'Load more' }).click()
    await expect.poll(() => list.getByRole('link').count()).toBe(61)
    const find = page.getByRole('searchbox', { name: 'Find a customer' })
    for (const [asked, many] of [['李雷1', 11], ['138 0013 8000', 1], ['WANG@example.com', 1], ['CRM-77', 1]] as const) {
      await find.fill(asked)
      await expect.poll(() => list.getByRole('link').count(), { message: asked }).toBe(many)
    }
    await list.getByRole('link', { name: /王\*/ }).waitFor()
    expect(await list.innerText()).not.toContain('13800138000')
    await find.fill('nobody at all')
    await page.getByText('No customer fits').waitFor()
    await axeBoth(person)
  })

  test('a customer is entered, seen with their cases, and seen in full only for a reason', async () => {
    const { page } = person
    await page.goto('/customers?q=CRM-77')
    await page.getByRole('link', { name: /王\*/ }).click()
    const cases = page.getByRole('region', { name: 'Cases' })
    await cases.getByRole('link', { name: /遥控器失灵/ }).waitFor()
    await cases.getByRole('button', { name: 'Open 2' }).waitFor()
    const contact = page.getByRole('region', { name: 'Contact' })
    expect(await contact.innerText()).not.toContain('13800138000')
    await page.getByText('Nobody yet').waitFor()
    await contact.getByRole('button', { name: 'Show in full' }).click()
    await contact.getByLabel('Why').fill('calls back')
    await axeBoth(person)
    await contact.getByRole('button', { name: 'Show in full' }).click()
    await contact.getByText('13800138000').waitFor()
    await page.getByRole('region', { name: 'Seen in full by' }).getByText('管理员').waitFor()
    await axeBoth(person)
    await shot(page, 'customer')
    await cases.getByRole('button', { name: 'Reopened 0' }).click()
    await cases.getByText('No such cases').waitFor()
    await cases.getByRole('button', { name: 'All 2' }).click()
    await cases.getByRole('link', { name: /遥控器失灵/ }).click()
    await page.waitForURL(/\/cases\//)

    await page.goto('/customers')
    await page.getByRole('button', { name: 'New customer' }).click()
    const form = page.getByRole('dialog', { name: 'New customer' })
    await form.getByLabel('Name').fill('韩梅梅')
    await form.getByLabel('External reference').fill('CRM-77')
    await axeBoth(person)
    person.expected.push(/status of (409|422).*\/customers$/)
    await form.getByRole('button', { name: 'Enter customer' }).click()
    await form.getByRole('alert').waitFor()
    await form.getByLabel('External reference').fill('CRM-78')
    await form.getByRole('button', { name: 'Enter customer' }).click()
    await page.waitForURL(/\/customers\/\w{13}$/)
    await page.getByText('No cases that you may see').waitFor()
  })

  test('a change beside somebody else shows what changed, and what is masked stays', async () => {
    const { page } = person
    const made = await ask<{ id: string }>('POST', '/customers', { name: '赵敏', phone: '13700137000' })
    await page.goto(`/customers/${made.id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    const form = page.getByRole('dialog', { name: 'Change customer' })
    await form.getByLabel('E-mail', { exact: true }).fill('zhao@example.com')
    await ask('PUT', `/customers/${made.id}`, { phone: '13600136111' })
    person.expected.push(/status of 412.*\/customers\//)
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByRole('alert').getByText(/137\*+7000.*136\*+6111/).waitFor()
    await axeBoth(person)
    await shot(page, 'customer-conflict')
    await form.getByRole('button', { name: 'Save anyway' }).click()
    await form.waitFor({ state: 'detached' })
    const seen = await ask<{ phone: string; email: string; name: string }>('POST', `/customers/${made.id}/reveal`, { fields: ['name', 'phone', 'email'], reason: 'the test looks' })
    expect(seen).toMatchObject({ name: '赵敏', phone: '13600136111', email: 'zhao@example.com' })
  })

  test('erasing tells its consequences and leaves nothing to read', async () => {
    const { page } = person
    const made = await ask<{ id: string }>('POST', '/customers', { name: '钱枫', phone: '13500135000' })
    await page.goto(`/customers/${made.id}`)
    await page.getByRole('button', { name: 'Erase' }).click()
    const sure = page.getByRole('dialog')
    await sure.getByText(/gone for good/).waitFor()
    await axeBoth(person)
    await sure.getByRole('button', { name: 'Erase' }).click()
    await page.getByRole('heading', { name: 'Erased customer' }).waitFor()
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0)
    await axeBoth(person)
  })

  test('on a phone list, customer and form fit the width', async () => {
    const small = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    await small.signIn()
    const fits = () => small.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
    await small.page.goto('/customers?q=CRM-77')
    await small.page.getByRole('link', { name: /王\*/ }).waitFor()
    expect(await fits()).toBe(true)
    await axeBoth(small)
    await small.page.getByRole('link', { name: /王\*/ }).click()
    await small.page.getByRole('region', { name: '联系方式' }).waitFor()
    expect(await fits()).toBe(true)
    await axeBoth(small)
    await shot(small.page, 'customer-phone')
    await small.page.getByRole('button', { name: '编辑' }).click()
    await small.page.getByRole('dialog').waitFor()
    await axeBoth(small)
    await small.leave()
  })
})
