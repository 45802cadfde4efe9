import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, type Look, Person, Served, shot } from './harness'

// The inbox on four hundred made-up cases, as a supervisor of head office sees it.

const supervisor = { login: 'wang', password: 'a long enough password' }

describe('the inbox', () => {
  let served: Served
  let person: Person
  beforeAll(async () => {
    served = await Served.start(400, [{ ...supervisor, name: '王敏', role: 'supervisor' }])
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  const come = async (look: Look = {}) => {
    person = await Person.arrive(served, { language: 'en', ...look })
    await person.signIn(supervisor)
    await person.page.goto('/inbox/all_open')
    await person.page.getByRole('list', { name: 'All open' }).getByRole('listitem').first().waitFor()
    return person.page
  }
  afterEach(() => person.leave())

  test('one lives in it by keyboard: down, open, on, back, choose a range', async () => {
    const page = await come()
    await axeBoth(person)
    await shot(page, 'inbox')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/inbox\/all_open\/\w{13}/)
    const first = page.url()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => page.url()).not.toBe(first)
    await page.keyboard.press('u')
    await page.waitForURL(/\/inbox\/all_open$/)
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('Shift+J')
    await expect.poll(() => page.getByRole('status').filter({ hasText: 'selected' }).textContent()).toContain('3 selected')
    await axeBoth(person)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('toolbar', { name: 'Bulk changes' }).count()).toBe(0)
  })

  test('a change of many says what it would do, does it, and keeps what was refused', async () => {
    const page = await come()
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('p')
    const dialog = page.getByRole('dialog', { name: 'Classify and prioritise' })
    await dialog.getByLabel('Priority').click()
    await page.getByRole('option', { name: 'Low' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await dialog.getByText(/can be done/).waitFor()
    await axeBoth(person)
    await dialog.getByLabel('Reason').fill('checked together')
    const run = dialog.getByRole('button', { name: /Change \d cases/ })
    await run.click()
    await expect.poll(async () => (await dialog.count()) === 0 || (await dialog.getByRole('button', { name: 'Close' }).count()) > 0).toBe(true)
  })

  test('conditions become a view of one’s own, with its count in the navigation; and it goes again', async () => {
    const page = await come()
    await page.keyboard.press('f')
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('option', { name: 'Kind' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Kind', exact: true }).click()
    await page.getByRole('option', { name: 'Complaint', exact: true }).click()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.url()).toContain('kind=complaint')
    await page.getByRole('button', { name: 'Save as a view' }).click()
    const editor = page.getByRole('dialog', { name: 'New view' })
    await editor.getByLabel('Name').fill('Complaints only')
    await axeBoth(person)
    await page.keyboard.press('Enter')
    const entry = page.getByRole('navigation').getByRole('link', { name: /Complaints only/ })
    await entry.waitFor()
    await expect.poll(() => entry.textContent()).toMatch(/\d/)
    await page.getByRole('button', { name: 'Actions of the view Complaints only' }).click({ force: true })
    await page.getByRole('menuitem', { name: 'Edit view' }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(() => entry.count()).toBe(0)
  })

  test('table and board show the same cases; the table sorts where the server can', async () => {
    const page = await come()
    await page.getByRole('button', { name: 'Layout: List' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Table' }).click()
    await page.getByRole('columnheader', { name: 'Received' }).getByRole('button').click()
    await expect.poll(() => page.url()).toContain('sort=newest')
    await page.getByRole('row').nth(3).waitFor()
    await axeBoth(person)
    await shot(page, 'inbox-table')
    await page.getByRole('button', { name: 'Layout: Table' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Board' }).click()
    await page.getByRole('region').first().waitFor()
    await axeBoth(person)
    await shot(page, 'inbox-board')
  })

  test('the palette finds a case by its number from anywhere', async () => {
    const page = await come()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/inbox\/all_open\/\w{13}/)
    const id = page.url().split('/').at(-1)
    const found = (await page.evaluate((c) => fetch(`/api/v1/cases/${c}`).then((r) => r.json()), id)) as { number: string }
    await page.keyboard.press('u')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run' }).waitFor()
    await page.keyboard.type(`#${found.number}`)
    await page.getByRole('option', { name: new RegExp(found.number) }).first().waitFor()
    await axeBoth(person)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain(id ?? 'no id')
  })

  test('on a phone the list and the case are pages of their own, and the list is where it was', async () => {
    const page = await come({ phone: true })
    await axeBoth(person)
    await shot(page, 'inbox-phone')
    const list = page.getByRole('list', { name: 'All open' })
    await list.evaluate((ul) => ul.parentElement?.scrollTo({ top: 150 }))
    await expect.poll(() => list.evaluate((ul) => ul.parentElement?.scrollTop)).toBe(150)
    await list.getByRole('link').nth(6).click()
    await page.waitForURL(/\/inbox\/all_open\/\w{13}/)
    await expect.poll(() => list.isVisible()).toBe(false)
    await page.goBack()
    await list.waitFor()
    await expect.poll(() => list.evaluate((ul) => ul.parentElement?.scrollTop)).toBeGreaterThan(100)
  })
})
