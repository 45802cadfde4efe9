import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { admin, axeBoth, closeBrowser, Person, Served, shot } from './harness'

/** The code of the moment of an authenticator (RFC 6238: SHA-1, 30 seconds, six digits). */
function totp(base32: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32.replaceAll(' ', '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac[19] ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

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
    await person.page.getByRole('heading', { name: 'Profile' }).waitFor()
    await axeBoth(person)
  })

  test('the bare address leads to the inbox, of a stranger after signing in', async () => {
    const { page } = person
    await page.goto('/')
    await page.waitForURL('**/sign-in')
    await page.getByLabel('Sign-in name').fill(admin.login)
    await page.getByLabel('Password', { exact: true }).fill(admin.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/inbox/)
    await page.goto('/')
    await page.waitForURL(/\/inbox/)
  })

  test('an ended session is renewed in place, and what was begun goes through', async () => {
    await person.signIn()
    person.expected.push(/status of 401/, /status of 403/)
    await person.page.goto('/me/security')
    await person.page.getByLabel('Present password').fill(admin.password)
    await person.page.getByLabel('New password', { exact: true }).fill('another good sentence')
    await person.page.getByLabel('New password again').fill('another good sentence')
    await person.endSessionAt('**/api/v1/me/password')
    await person.page.getByRole('button', { name: 'Change the password' }).click()
    const again = person.page.getByRole('dialog', { name: 'Your session has ended' })
    await again.getByLabel('Sign-in name').fill(admin.login)
    await again.getByLabel('Password', { exact: true }).fill(admin.password)
    await axeBoth(person)
    await again.getByRole('button', { name: 'Sign in' }).click()
    await person.page.getByText('Password changed; your other sessions have ended').first().waitFor()
    expect(await again.count()).toBe(0)
    admin.password = 'another good sentence'
  })

  test('other sessions are seen and ended', async () => {
    await person.signIn()
    const other = await Person.arrive(served, { language: 'en', phone: true })
    other.expected.push(/status of 401/)
    await other.signIn()
    await person.page.goto('/me/sessions')
    await person.page.getByText('This one').waitFor()
    await axeBoth(person)
    await shot(person.page, 'sessions')
    while ((await person.page.getByRole('button', { name: 'End' }).count()) > 0) {
      const left = await person.page.getByRole('button', { name: 'End' }).count()
      await person.page.getByRole('button', { name: 'End' }).first().click()
      await expect.poll(() => person.page.getByRole('button', { name: 'End' }).count()).toBe(left - 1)
    }
    await other.page.goto('/me/profile')
    await other.page.waitForURL(/sign-in/)
    await other.leave()
  })

  test('the palette goes where one types, and single keys rest while one types', async () => {
    const { page } = person
    await person.signIn()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run' }).fill('secu')
    await axeBoth(person)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/me/security')
    await page.getByLabel('Present password').focus()
    await page.keyboard.type('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await axeBoth(person)
    await page.keyboard.press('Escape')
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

  test('on a phone the navigation is a drawer, and every page of one’s own fits', async () => {
    const phone = await Person.arrive(served, { language: 'zh-Hant', phone: true })
    phone.expected.push(/status of 401/)
    await phone.signIn()
    for (const path of ['/me/profile', '/me/security', '/me/sessions']) {
      await phone.page.goto(path)
      await phone.page.getByRole('heading', { level: 1 }).waitFor()
      const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, path).toBeLessThanOrEqual(390)
    }
    await phone.page.getByRole('button', { name: '更多' }).tap()
    await phone.page.getByRole('dialog').getByRole('link', { name: '安全' }).waitFor()
    await axeBoth(phone)
    await shot(phone.page, 'phone-drawer')
    await phone.page.getByRole('dialog').getByRole('link', { name: '安全' }).tap()
    await phone.page.waitForURL('**/me/security')
    await phone.leave()
  })

  test('a second factor is set up, asked for, and opened by a recovery code', async () => {
    await person.signIn()
    await person.page.goto('/me/security')
    await person.page.getByRole('button', { name: 'Set up' }).click()
    await person.page.getByRole('img', { name: 'QR code' }).waitFor()
    const secret = (await person.page.locator('.select-all').textContent()) ?? ''
    await axeBoth(person)
    await shot(person.page, 'second-factor')
    await person.page.getByLabel('The code it shows').fill(totp(secret))
    await person.page.getByRole('button', { name: 'Turn on' }).click()
    await person.page.locator('ul.font-mono li').nth(9).waitFor()
    const codes = await person.page.locator('ul.font-mono li').allTextContents()
    expect(codes).toHaveLength(10)
    await axeBoth(person)
    await person.page.getByRole('button', { name: 'I have kept them' }).click()
    await person.page.getByText('10 recovery codes left').waitFor()

    const fresh = await Person.arrive(served, { language: 'en' })
    fresh.expected.push(/status of 401/)
    await fresh.page.goto('/sign-in')
    await fresh.page.getByLabel('Sign-in name').fill(admin.login)
    await fresh.page.getByLabel('Password', { exact: true }).fill(admin.password)
    await fresh.page.keyboard.press('Enter')
    await fresh.page.getByLabel('Code').waitFor()
    await axeBoth(fresh)
    await fresh.page.getByRole('button', { name: 'Use a recovery code' }).click()
    await fresh.page.getByLabel('Recovery code').fill(codes[0] ?? '')
    await fresh.page.keyboard.press('Enter')
    await fresh.page.locator('#main').waitFor()
    await fresh.leave()
  })
})
