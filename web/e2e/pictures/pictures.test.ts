import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quiet } from '../desk'
import { closeBrowser, type Look, Person, picture, Served, shot } from '../harness'

// Every main page on four hundred made-up cases: a few for the documents, all of them for looking at (BIHUAN_SHOTS).

const who = { login: 'wang', password: 'a long enough password', name: '王敏', role: 'admin' }

describe('pictures', () => {
  let served: Served
  let open = ''
  beforeAll(async () => {
    served = await Served.start(400, [who])
    const mine = { Authorization: `Bearer ${await served.token(who)}` }
    const found = (await served.ask('GET', '/cases?open=true&kind=complaint&sort=queue&limit=40', undefined, mine)).body as { id: string; preview?: object | null; stage: string; customer?: object | null }[]
    open = (found.find((c) => c.preview && c.customer && c.stage === 'investigating') ?? found.find((c) => c.preview && c.customer) ?? found[0])?.id ?? ''
    expect(open).not.toBe('')
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  const come = async (at: string, look: Look) => {
    const person = await Person.arrive(served, look)
    person.expected.push(...quiet)
    await person.enter(at, who)
    await still(person.page)
    return person
  }
  /** Until nothing loads any more and the page looks the same twice. */
  const still = async (page: Page) => {
    await page.waitForFunction(() => document.querySelectorAll('.animate-pulse, .animate-spin').length === 0)
    let before = ''
    await expect.poll(async () => {
      const now = (await page.screenshot({ animations: 'disabled' })).toString('base64')
      const same = now === before
      before = now
      return same
    }, { interval: 400, timeout: 60_000 }).toBe(true)
  }
  const admin = ['users', 'roles', 'units', 'categories', 'channels', 'calendars', 'policies', 'texts', 'tokens', 'audit']

  test('of the desk, in light, Chinese', async () => {
    const person = await come(`/inbox/all_open/${open}`, { language: 'zh-Hans' })
    const { page } = person
    await page.getByRole('heading', { level: 1 }).waitFor()
    await still(page)
    await picture(page, 'inbox')
    await page.goto(`/cases/${open}`)
    await still(page)
    await picture(page, 'case')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').last().waitFor()
    await page.keyboard.type('工单')
    await page.getByRole('option').nth(1).waitFor()
    await still(page)
    await picture(page, 'palette')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('c')
    await page.locator('[name=phone]').fill('13800138000')
    await page.locator('[name=subject]').fill('洗衣机不脱水')
    await page.locator('[name=verbatim]').fill('洗好的衣服全是水，怎么回事？上个月才修过。')
    await still(page)
    await picture(page, 'quick-entry')
    await page.keyboard.press('Escape')
    await page.goto('/inbox/all_open')
    await still(page)
    await page.getByRole('button', { name: /^布局/ }).click()
    await page.getByRole('menuitemcheckbox', { name: '看板' }).click()
    await still(page)
    await picture(page, 'board')
    await page.getByRole('button', { name: /^布局/ }).click()
    await page.getByRole('menuitemcheckbox', { name: '表格' }).click()
    await still(page)
    await shot(page, 'table')
    for (const name of admin) {
      await page.goto(`/admin/${name}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await still(page)
      await (name === 'calendars' ? picture : shot)(page, `admin-${name}`)
    }
    await page.goto('/admin/policies/general')
    await still(page)
    await picture(page, 'policy')
    await person.leave()
  })

  test('of the desk, in the dark, English and traditional Chinese', async () => {
    const person = await come(`/inbox/all_open/${open}`, { language: 'en', theme: 'dark' })
    const { page } = person
    await page.getByRole('heading', { level: 1 }).waitFor()
    await still(page)
    await picture(page, 'inbox-dark')
    await page.keyboard.press('p')
    await page.getByRole('dialog').waitFor()
    await still(page)
    await shot(page, 'classify-dark')
    for (const name of admin) {
      await page.goto(`/admin/${name}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await still(page)
      await shot(page, `admin-${name}-dark`)
    }
    await person.leave()
    const other = await come(`/inbox/overdue/${open}`, { language: 'zh-Hant' })
    await other.page.getByRole('heading', { level: 1 }).waitFor()
    await still(other.page)
    await shot(other.page, 'inbox-hant')
    await other.page.goto('/me/security')
    await still(other.page)
    await shot(other.page, 'security-hant')
    await other.leave()
  })

  test('of the phone', async () => {
    const person = await come('/inbox/all_open', { language: 'zh-Hans', phone: true })
    const { page } = person
    await still(page)
    await picture(page, 'phone-inbox')
    await page.goto(`/inbox/all_open/${open}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await still(page)
    await picture(page, 'phone-case')
    await page.goto('/admin/users')
    await still(page)
    await shot(page, 'phone-users')
    await person.leave()
  })
})
