import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// What a customer wishes for is taken down as remedies and stands before whoever proposes something (S2-21); after a serious
// matter they are asked how they fare, until they have had enough (S3-49).

const agent = { login: 'han', password: 'a long enough password', name: '韩梅', role: 'supervisor' }
const chief = { login: 'guan', password: 'another long password', name: '管清', role: 'admin' }

describe('wishes and care', () => {
  let served: Served
  let ask: ReturnType<typeof asker>
  beforeAll(async () => {
    served = await Served.start(0, [agent, chief])
    const mine = { Authorization: `Bearer ${await served.token(chief)}` }
    ask = asker(served, () => mine)
    const units = await ask<{ id: string }[]>('GET', '/units')
    await ask('PUT', `/units/${units[0]?.id ?? ''}/policy`, { policy: 'auto_station' })
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('a wish is taken down at intake, corrected, and read before a proposal', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet, /status of 404/)
    await person.enter('/', agent)
    const { page } = person
    const desk = new Desk(person)
    await page.keyboard.press('c')
    const entry = desk.dialog('New case')
    await entry.getByLabel('Telephone').fill('13800138000')
    await entry.getByLabel('Name').fill('王芳')
    await entry.getByLabel('Subject').fill('刹车异响')
    await entry.getByLabel('In the customer’s words').fill('刹车一直响，要求退车！')
    await entry.getByLabel('What the customer wants').fill('退车')
    await entry.getByRole('combobox', { name: 'Wishes, as remedies' }).click()
    await page.getByRole('option', { name: 'Return and refund' }).click()
    await page.getByRole('option', { name: 'Apology' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await axeBoth(person)
    await shot(page, 'wish-entry')
    await page.keyboard.press('Control+Enter')
    await entry.waitFor({ state: 'detached' })
    await desk.ready()
    const matter = page.getByRole('region', { name: 'The matter' })
    await matter.getByText('Apology, Return and refund').waitFor()
    await desk.act('What the customer wishes')
    await desk.dialog('What the customer wishes').getByRole('combobox').click()
    await page.getByRole('option', { name: 'Apology' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await shot(page, 'wish-correct')
    await desk.send('What the customer wishes')
    await matter.getByText('Return and refund', { exact: true }).waitFor()
    const id = page.url().split('/').pop() ?? ''
    expect((await ask<CaseNow & { course: { wished: string[] } }>('GET', `/cases/${id}`)).course.wished).toEqual(['return_and_refund'])
    await page.getByText('recorded what the customer wishes: Return and refund', { exact: false }).waitFor()
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'product_quality', severity: 'major' } })
    await ask('POST', `/cases/${id}/contacts`, { channel: 'phone', result: 'reached' })
    await ask('POST', `/cases/${id}/findings`, { text: '刹车片磨损，属实' })
    await desk.act('Propose a solution')
    await desk.dialog('Propose a solution').getByText('The customer wishes: Return and refund').waitFor()
    await axeBoth(person)
    await shot(page, 'wish-proposal')
    await person.leave()
  })

  test('after a serious matter the customer is asked how they fare, and says that it is enough', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    const found = await ask<{ id: string }[]>('GET', '/customers?phone=13800138000')
    const customer = found[0]?.id ?? ''
    const units = await ask<{ id: string }[]>('GET', '/units')
    const texts = { subject: '刹车片更换', verbatim: '刹车还是响', demand: '修好' }
    const { id } = await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: units[0]?.id, complainant: { kind: 'customer', id: customer }, texts })
    const me = await ask<{ user: string }>('GET', '/me')
    const at = (what: string) => `/cases/${id}/${what}`
    await ask('PUT', at('classification'), { classification: { category: 'product_quality', severity: 'major' } })
    await ask('PUT', at('handler'), { handler: me.user })
    await ask('POST', at('contacts'), { channel: 'phone', result: 'reached' })
    await ask('POST', at('findings'), { text: '已查' })
    await ask('POST', at('steps/on_site/omission'), { reason: '车辆已到店' })
    await ask('POST', at('resolution'), { text: '更换刹车片', remedies: ['repair'] })
    await ask('POST', at('follow-ups'), { channel: 'phone', result: 'satisfied' })
    await ask('POST', at('confirmation'), { satisfied: true, channel: 'phone' })
    await ask('POST', at('closure'), { reason: 'confirmed' })
    await person.enter(`/cases/${id}`, agent)
    const { page } = person
    const desk = new Desk(person)
    await desk.ready()
    const owed = page.getByRole('region', { name: 'Solution, loans, follow-up' })
    await owed.getByText('Care contacts').waitFor()
    await owed.getByText('3. from', { exact: false }).waitFor()
    await desk.act('Record care contact')
    const dialog = desk.dialog('Record care contact')
    await dialog.getByRole('combobox', { name: 'Result' }).click()
    await page.getByRole('option', { name: 'Wants no more contacts' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await dialog.getByRole('textbox').last().fill('“Everything is fine, please do not call again.”')
    await axeBoth(person)
    await shot(page, 'care-record')
    await desk.send('Record care contact')
    await owed.getByText('The customer wants no more.').waitFor()
    await axeBoth(person)
    await shot(page, 'care-declined')
    // It stands with the customer, and can be taken back there.
    await page.goto(`/customers/${customer}`)
    const contact = page.getByRole('region', { name: 'Contact' })
    await contact.getByText('Declined').waitFor()
    await shot(page, 'care-customer')
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('May be asked how they fare after a complaint').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await contact.getByText('Yes', { exact: true }).waitFor()
    await person.leave()
  })
})
