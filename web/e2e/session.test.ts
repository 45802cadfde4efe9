import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { admin, axeBoth, closeBrowser, Person, Served, shot } from './harness'

describe('signing in', () => {
  let served: Served
  let person: Person
  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'en' })
    person.expected.push(/status of 401.*\/api\/v1\/(me|session)$/)
  })
  afterEach(() => person.leave())

  test('a stranger is led to the sign-in page and on to where they wanted', async () => {
    await person.page.goto('/me/profile')
    await person.page.waitForURL(/sign-in\?next=/)
    await axeBoth(person)
    await shot(person.page, 'sign-in')
    await person.page.getByLabel('Sign-in name').fill(admin.login)
    await person.page.getByLabel('Password', { exact: true }).fill('wrong but long enough')
    await person.page.getByRole('button', { name: 'Sign in' }).click()
    await expect.poll(() => person.page.getByRole('alert').textContent()).toContain('wrong')
    await person.page.getByLabel('Password', { exact: true }).fill(admin.password)
    await person.page.keyboard.press('Enter')
    await person.page.waitForURL('**/me/profile')
    expect(await person.page.getByRole('heading', { level: 1 }).textContent()).toBe('Profile')
    await axeBoth(person)
  })

  test('an ended session is renewed in place, and what was begun goes on', async () => {
    await person.signIn()
    await person.page.goto('/me/profile')
    await person.page.getByRole('heading', { level: 1 }).waitFor()
    await person.context.clearCookies()
    await person.page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
    expect(person.page.url()).toContain('/me/profile')
  })

  test('the language changes without a reload, and stays', async () => {
    await person.signIn()
    await person.page.goto('/me/profile')
    await person.page.getByRole('button', { name: 'Menu of 管理员' }).click()
    await person.page.getByRole('menuitem', { name: 'Language' }).hover()
    await person.page.getByRole('menuitemcheckbox', { name: '繁體中文' }).click()
    await expect.poll(() => person.page.getByRole('heading', { level: 1 }).textContent()).toBe('個人資料')
    await person.page.reload()
    await expect.poll(() => person.page.getByRole('heading', { level: 1 }).textContent()).toBe('個人資料')
    expect(await person.page.evaluate(() => document.documentElement.lang)).toBe('zh-Hant')
  })
})
