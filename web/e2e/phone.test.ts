import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// The whole way on a telephone, with the thumb.

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** Nothing scrolls sideways, and whatever one presses on the screen is at least 40 px high and wide, but for words in a sentence. */
async function fits(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const shown = (e: Element) => {
      const box = e.getBoundingClientRect()
      const style = getComputedStyle(e)
      return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && style.visibility !== 'hidden' && style.opacity !== '0' && document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2)), Math.min(innerHeight - 1, Math.max(0, box.y + box.height / 2)))?.closest('button,a,label,input,select,textarea,summary,[role]') !== null
    }
    const size = (e: Element) => {
      const own = e.getBoundingClientRect()
      const around = (e instanceof HTMLInputElement ? e.closest('label') : null)?.getBoundingClientRect()
      // What takes presses around itself (a link over its whole row, the room around a small mark) is as large as that.
      const more = ['::before', '::after'].map((at) => getComputedStyle(e, at)).filter((s) => s.position === 'absolute' && s.content !== 'none')
      const [w, h] = [more.map((s) => Number.parseFloat(s.width) || 0), more.map((s) => Number.parseFloat(s.height) || 0)]
      return { w: Math.max(own.width, around?.width ?? 0, ...w), h: Math.max(own.height, around?.height ?? 0, ...h) }
    }
    const inSentence = (e: Element) => e.matches('p a, p button, .rich a, [data-inline] *') || getComputedStyle(e).display === 'inline'
    const small = [...document.querySelectorAll('button, a[href], input:not([type=hidden],[type=file]), select, textarea, summary, [role=option], [role=menuitem], [role=radio], [role=checkbox]')]
      .filter((e) => shown(e) && !inSentence(e) && !e.closest('[aria-hidden=true]'))
      .map((e) => ({ e, ...size(e) }))
      .filter(({ w, h }) => Math.min(w, h) < 39.5)
      .map(({ e, w, h }) => `${Math.round(w)}×${Math.round(h)} ${e.tagName.toLowerCase()} ${e.getAttribute('aria-label') ?? e.textContent?.trim().slice(0, 30) ?? ''}`)
    return { wide: document.documentElement.scrollWidth, small }
  })
  expect(found.wide, where).toBeLessThanOrEqual(390)
  expect(found.small, where).toEqual([])
}

describe('on a phone', () => {
  let served: Served
  let person: Person
  let mine: Record<string, string>
  const ask = asker({ ask: (...given: Parameters<Served['ask']>) => served.ask(...given) } as Served, () => mine)

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
    for (let n = 1; n <= 14; n += 1) {
      const customer = await ask<{ id: string }>('POST', '/customers', { name: `王小${'一二三四五六七八九十甲乙丙丁'[n - 1]}`, phone: `1380013${8000 + n}` })
      await ask('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'customer', id: customer.id }, texts: { subject: `洗衣机不脱水，第${n}次`, verbatim: '洗好的衣服全是水，怎么回事？上次说修好了，现在又坏了。', demand: '要求维修' } })
    }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    person.expected.push(...quiet)
    await person.enter('/inbox/all_open')
  })
  afterEach(() => person.leave())

  test('from the inbox into a case, an answer with a picture, a pause, and back', async () => {
    const { page } = person
    const list = page.getByRole('list', { name: '全部未结' })
    await list.getByRole('listitem').first().waitFor()
    await fits(page, 'inbox')
    await axeBoth(person)
    await shot(page, 'phone-inbox')
    await list.getByRole('link').nth(2).tap()
    await page.waitForURL(/\/inbox\/all_open\/\w{13}/)
    const id = page.url().split('/').at(-1) ?? ''
    await page.getByText('怎么回事？').first().waitFor()
    await fits(page, 'case')
    await axeBoth(person)
    await shot(page, 'phone-case')

    await page.getByRole('button', { name: '回复客户', exact: true }).tap()
    const box = page.getByRole('textbox', { name: '回复客户', exact: true })
    await box.waitFor()
    await page.keyboard.insertText('请看照片。')
    await page.locator('input[type=file]').setInputFiles([{ name: '照片.png', mimeType: 'image/png', buffer: png }])
    await page.getByRole('button', { name: /移除.*照片\.png/ }).waitFor()
    await fits(page, 'writing')
    await page.getByRole('button', { name: '发送', exact: true }).tap()
    await page.getByText(/\d+ 秒后发送/).waitFor()
    await fits(page, 'held back')

    await page.getByRole('button', { name: '全部操作' }).tap()
    await page.getByRole('option', { name: '暂停' }).first().waitFor()
    await fits(page, 'menu')
    await page.getByRole('option', { name: '暂停' }).first().tap()
    const pause = page.getByRole('dialog', { name: '暂停' })
    await pause.getByRole('radio', { disabled: false }).first().click()
    await fits(page, 'pause')
    await axeBoth(person)
    await pause.getByRole('button', { name: '暂停', exact: true }).tap()
    await pause.waitFor({ state: 'detached' })
    await expect.poll(async () => (await ask<CaseNow & { waiting: unknown }>('GET', `/cases/${id}`)).waiting).not.toBeNull()
    await page.getByRole('button', { name: /返回|列表/ }).first().tap()
    await page.waitForURL(/\/inbox\/all_open$/)
    await list.waitFor()
    await expect.poll(async () => (await ask<CaseNow>('GET', `/cases/${id}`)).counts.outbound, { timeout: 25_000 }).toBe(1)
  })

  test('the bar below leads everywhere, and a call is taken down', async () => {
    const { page } = person
    const bar = page.getByRole('navigation').last()
    await bar.getByRole('button', { name: '更多' }).tap()
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    await fits(page, 'drawer')
    await axeBoth(person)
    await drawer.getByRole('button', { name: '新建工单' }).tap()
    const entry = page.getByRole('dialog', { name: '新建工单' })
    await entry.waitFor()
    await fits(page, 'quick entry')
    await axeBoth(person)
    await shot(page, 'phone-entry')
    await entry.locator('[name=phone]').fill('13900139000')
    await entry.locator('[name=name]').fill('赵六')
    await entry.locator('[name=subject]').fill('到店投诉')
    await entry.locator('[name=verbatim]').fill('等了两个小时没人管。')
    await entry.getByRole('button', { name: '保存' }).tap()
    await page.getByRole('heading', { level: 1, name: '到店投诉' }).waitFor()
    await fits(page, 'the new case')
    await page.getByRole('navigation').last().getByRole('link', { name: '收件箱' }).tap()
    await page.waitForURL(/\/inbox/)
  })

  test('lists of administration fit as well', async () => {
    const { page } = person
    for (const path of ['/admin/users', '/admin/units', '/admin/categories', '/admin/policies', '/admin/texts', '/me/notifications', '/me/profile']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await fits(page, path)
    }
  })
})
