import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// What a remedy asks besides an offer: the plan of an escalation (S0-58), the review of what failed twice (S2-27), the terms
// the customer was told (S0-60), and what the law grants at least or leaves of a price (S2-24).

const agent = { login: 'li', password: 'a long enough password', name: '李雷', role: 'agent' }
const lead = { login: 'wang', password: 'another long password', name: '王芳', role: 'supervisor' }
const chief = { login: 'zong', password: 'a third long password', name: '宗瑞', role: 'management' }
const later = '2030-01-15T18:00:00+08:00'

describe('remedying', () => {
  let served: Served
  let ask: ReturnType<typeof asker>
  let leads: ReturnType<typeof asker>
  let heads: ReturnType<typeof asker>
  beforeAll(async () => {
    served = await Served.start()
    await served.setUp('general')
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
    for (const one of [agent, lead, chief]) await served.enter(one, mine)
    const by = async (who: typeof agent) => {
      const theirs = { Authorization: `Bearer ${await served.token(who)}` }
      return asker(served, () => theirs)
    }
    leads = await by(lead)
    heads = await by(chief)
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  /** A complaint whose facts are known. */
  async function known(subject: string, said: string): Promise<string> {
    const texts = { subject, verbatim: said, demand: '给个说法', symptom: subject, product: 'XQ10' }
    const { id } = await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'anonymous', reason: 'refused' }, texts })
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'product_quality', severity: 'general' } })
    await ask('POST', `/cases/${id}/contacts`, { channel: 'phone', result: 'reached' })
    await ask('POST', `/cases/${id}/findings`, { text: '如客户所述' })
    return id
  }
  async function raised(id: string): Promise<void> {
    for (let level = 1; level <= 2; level += 1) await ask('POST', `/cases/${id}/escalations`, { cause: 'customer_demand' })
  }
  async function comes(look: Parameters<typeof Person.arrive>[1], who: typeof agent, at: string): Promise<Desk> {
    const person = await Person.arrive(served, look)
    person.expected.push(...quiet)
    await person.enter(at, who)
    return new Desk(person)
  }
  /** What the server names in the menu and does not let one do says why. */
  async function refused(desk: Desk, name: string, why: string | RegExp): Promise<void> {
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
    await desk.page.keyboard.press('s')
    const box = desk.page.getByRole('combobox')
    await box.fill(name)
    const option = desk.page.getByRole('option', { name: new RegExp(`^${name}`) }).first()
    await option.getByText(why).waitFor()
    expect(await option.getAttribute('aria-disabled')).toBe('true')
  }

  test('whoever takes the second level up on a telephone owes a plan, and writes it there (S0-58)', async () => {
    const id = await known('空调装好就漏水', '装好第二天就漏，客厅地板全湿了，找谁都推！')
    await raised(id)
    const desk = await comes({ language: 'zh-Hans', phone: true }, chief, `/cases/${id}/room`)
    const { page } = desk
    const owed = page.getByRole('region', { name: '待决定' })
    await owed.getByRole('button', { name: '接手升级' }).tap()
    const take = desk.dialog('接手升级')
    await take.getByRole('button', { name: '接手升级' }).tap()
    await take.waitFor({ state: 'detached' })
    await owed.getByRole('button', { name: '制定补救方案' }).waitFor()
    await axeBoth(desk.person)
    await shot(page, 'remedying-room')

    const handler = await comes({ language: 'en' }, agent, `/cases/${id}`)
    await handler.ready()
    await handler.page.getByRole('region', { name: 'Escalation' }).getByText('A remedy plan is owed').waitFor()
    await refused(handler, 'Resolve', /plan/)
    await shot(handler.page, 'remedying-plan-owed')
    await handler.page.keyboard.press('Escape')

    await owed.getByRole('button', { name: '制定补救方案' }).tap()
    const plan = desk.dialog('制定补救方案')
    await plan.getByLabel('步骤与时间').fill('一、今晚上门止漏；\n二、明日 12:00 前更换接水盘；\n三、后天由我电话回访。')
    expect(await plan.getByRole('button', { name: '制定补救方案' }).isEnabled()).toBe(false)
    await plan.getByLabel('全部完成时间').fill('2030-01-15T18:00')
    await axeBoth(desk.person)
    await shot(page, 'remedying-plan')
    await plan.getByRole('button', { name: '制定补救方案' }).tap()
    await plan.waitFor({ state: 'detached' })
    await owed.getByRole('button', { name: '制定补救方案' }).waitFor({ state: 'detached' })
    await page.getByRole('region', { name: '补救方案' }).getByText('更换接水盘', { exact: false }).waitFor()
    await axeBoth(desk.person)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.getByRole('region', { name: '补救方案' }).scrollIntoViewIfNeeded()
    await shot(page, 'remedying-planned-dark')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await desk.person.leave()

    // Whoever works on it reads the plan without loading anything anew.
    const escalation = handler.page.getByRole('region', { name: 'Escalation' })
    await escalation.getByText('更换接水盘', { exact: false }).waitFor()
    await escalation.getByText('宗瑞, done by', { exact: false }).waitFor()
    await shot(handler.page, 'remedying-plan-case')
    await handler.person.leave()
  })

  test('what failed twice is reviewed by somebody who may approve, and can be resolved then (S2-27)', async () => {
    const id = await known('退款两次没到账', '说退款说了两次，一分钱都没收到。')
    const offer = { text: '三日内原路退款。', steps: '一、核对账号；二、退款', remedies: ['refund_only'], promised_at: later, terms: [{ remedy: 'refund_only', amount: { amount_minor: 9_900, currency: 'CNY' } }] }
    const offered = await leads<{ course: { proposals: { id: string }[] } }>('POST', `/cases/${id}/proposals`, offer)
    await leads('POST', `/cases/${id}/proposals/${offered.course.proposals[0]?.id}/answer`, { answer: 'accepted', channel: 'phone' })
    await leads('POST', `/cases/${id}/execution`)
    const desk = await comes({ language: 'en' }, agent, `/cases/${id}`)
    const { page } = desk
    await desk.ready()
    const out = async (proof: string, failed: boolean) => {
      await desk.act('Record as carried out')
      const dialog = desk.dialog('Record as carried out')
      await dialog.getByRole('radio', { name: 'Refund only' }).click()
      await dialog.getByRole('textbox').fill(proof)
      if (failed) await dialog.getByRole('checkbox', { name: 'It failed' }).click()
      if (!failed) await axeBoth(desk.person)
      await shot(page, failed ? 'remedying-failed' : 'remedying-out')
      await desk.send('Record as carried out')
    }
    await out('The bank sent it back: account closed', true)
    await page.getByRole('log').getByText('The bank sent it back: account closed').waitFor()
    await out('Sent back again, the name differs', true)
    const owed = page.getByRole('region', { name: 'Solution, loans, follow-up' })
    await owed.getByText('Failed twice: review due', { exact: false }).waitFor()
    await out('流水号 8842', false)
    await refused(desk, 'Resolve', /review/)
    await page.keyboard.press('Escape')
    expect(await owed.getByRole('button', { name: 'Record the review' }).getAttribute('aria-disabled')).toBe('true')
    await axeBoth(desk.person)
    await shot(page, 'remedying-review-owed')

    const superior = await comes({ language: 'zh-Hant', theme: 'dark' }, lead, `/cases/${id}`)
    await superior.page.getByRole('region', { name: '方案、借用與回訪' }).getByRole('button', { name: '登記緊急複查' }).click()
    const review = superior.dialog('登記緊急複查')
    await review.getByLabel('失敗原因與對策').fill('戶名與銀行卡不符，兩次都沒有核對；以後退款前由出納核對戶名。')
    await axeBoth(superior.person)
    await superior.page.emulateMedia({ colorScheme: 'dark' })
    await shot(superior.page, 'remedying-review-dark')
    await superior.page.keyboard.press('Control+Enter')
    await review.waitFor({ state: 'detached' })
    await superior.page.getByRole('region', { name: '方案、借用與回訪' }).getByText('以後退款前由出納核對戶名', { exact: false }).waitFor()
    await shot(superior.page, 'remedying-reviewed-dark')
    await superior.person.leave()

    await owed.getByText('以後退款前由出納核對戶名', { exact: false }).waitFor()
    await desk.act('Resolve')
    await desk.dialog('Resolve').getByRole('textbox', { name: 'What was done' }).fill('Refunded to the right account.')
    await desk.send('Resolve')
    await expect.poll(async () => (await ask<CaseNow>('GET', `/cases/${id}`)).stage).toBe('resolved')
    await desk.person.leave()
  })

  test('the terms told by telephone, and later those that hold then, stand with their versions (S0-60)', async () => {
    const visit = (yuan: number) => ({ prices: [{ sort: 'visit', service: { zh_hans: '上门费', en: 'Visit' }, in_warranty: false, unit: { zh_hans: '次' }, amount: { amount_minor: yuan * 100, currency: 'CNY' }, kinds: ['complaint', 'repair'] }] })
    const publish = async (yuan: number) => {
      await ask('PUT', '/promise-page/draft', visit(yuan))
      await ask('POST', '/promise-page/editions', { effective_from: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) })
    }
    const desk = await comes({ language: 'en' }, agent, '/')
    const { page } = desk
    await page.waitForURL('**/inbox**')
    const entry = desk.dialog('New case')
    await page.keyboard.press('c')
    await entry.getByLabel('Subject', { exact: false }).fill('空调不制冷')
    await entry.getByLabel('In the customer’s words').fill('开了一天还是三十度。')
    await entry.getByRole('checkbox', { name: /^Our terms and prices were told/ }).click()
    await axeBoth(desk.person)
    await shot(page, 'remedying-told')
    // Nobody can have been told what was never published.
    desk.person.expected.push(/status of 404.*\/cases$/)
    await page.keyboard.press('Control+Enter')
    await entry.getByRole('alert').getByText('No terms are published yet', { exact: false }).waitFor()
    await shot(page, 'remedying-told-nothing')
    await publish(80)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: '空调不制冷' }).waitFor()
    await desk.ready()
    const told = page.getByRole('region', { name: 'Terms told or shown' })
    const first = told.getByRole('link', { name: 'Service promise and prices, version 1' })
    expect(await first.getAttribute('href')).toBe('/portal/promise?version=1&kind=complaint')
    await page.getByText('told the customer our terms: Service promise and prices, version 1').waitFor()
    await axeBoth(desk.person)
    await shot(page, 'remedying-told-case')

    // Told again months later, by the list that holds then.
    await publish(100)
    await desk.act('Terms were shown')
    await desk.send('Terms were shown')
    await told.getByRole('link', { name: 'Service promise and prices, version 2' }).waitFor()
    await shot(page, 'remedying-terms-case')
    // What the customer was told first opens as it was.
    const [portal] = await Promise.all([page.waitForEvent('popup'), first.click()])
    await portal.getByRole('cell', { name: /^¥80/ }).waitFor()
    await shot(portal, 'remedying-terms-portal')
    await portal.close()
    // At a counter they are told while somebody is taken in: the same moment, after the case is there.
    const units = await ask<{ id: string }[]>('GET', '/units')
    const taken = await ask<{ case: string }>('POST', `/counters/${units[0]?.id}/visits`, { kind: 'complaint', text: '空调漏水', told_terms: true })
    const there = await ask<{ course: { terms_shown: { version: number }[] } }>('GET', `/cases/${taken.case}`)
    expect(there.course.terms_shown).toMatchObject([{ version: 2 }])
    await desk.person.leave()
  })

  test('the law is reckoned beside the amounts, and an offer is the plan that was owed (S2-24, S0-58)', async () => {
    const id = await known('新车变速箱顿挫', '买的时候说是新车，原来修过！')
    await raised(id)
    await heads('PUT', `/cases/${id}/escalation`, {})
    const desk = await comes({ language: 'zh-Hans' }, lead, `/cases/${id}`)
    const { page } = desk
    await page.getByRole('button', { name: '提出方案' }).click()
    const offer = desk.dialog('提出方案')
    await offer.getByLabel('方案内容').fill('依法赔偿，车辆退回。')
    await offer.getByLabel('承诺完成时间').fill('2030-01-15T18:00')
    await offer.getByRole('button', { name: '添加金额' }).click()
    await offer.getByRole('checkbox', { name: /欺诈/ }).click()
    await offer.getByLabel('购买价格').fill('1000')
    await offer.getByText('¥3,000.00', { exact: false }).waitFor()
    await offer.getByLabel('购买价格').fill('60')
    await offer.getByText('¥500.00', { exact: false }).first().waitFor()
    await shot(page, 'remedying-fraud')
    await offer.getByRole('button', { name: '采用该金额' }).click()
    expect(await offer.getByLabel('金额：补偿').inputValue()).toBe('500')

    await offer.getByRole('button', { name: /^汽车使用补偿/ }).click()
    const car = offer.getByRole('group', { name: /^汽车使用补偿/ })
    await car.getByLabel('购买价格').fill('200000')
    desk.person.expected.push(/status of 422.*\/car-use/)
    const [driven, rate] = [car.getByLabel(/^行驶里程/), car.getByLabel(/^系数/)]
    // What is no distance is refused, not taken for none.
    await driven.fill('一万')
    await driven.press('Enter')
    await expect.poll(() => driven.getAttribute('aria-invalid')).toBe('true')
    await driven.fill('10000')
    await rate.fill('0.6')
    await car.getByRole('button', { name: '计算' }).click()
    await car.getByText('超出允许范围', { exact: false }).waitFor()
    expect(await rate.getAttribute('aria-invalid')).toBe('true')
    await axeBoth(desk.person)
    await shot(page, 'remedying-car-refused')
    await rate.fill('0.5')
    await rate.press('Enter')
    await car.getByText('¥10,000.00', { exact: false }).waitFor()
    await axeBoth(desk.person)
    await shot(page, 'remedying-car')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'remedying-car-dark')
    await page.setViewportSize({ width: 390, height: 844 })
    await shot(page, 'remedying-car-phone')
    await page.setViewportSize({ width: 1440, height: 900 })
    await car.getByRole('button', { name: '作为退款金额' }).click()
    expect(await offer.getByLabel('金额：退货退款').inputValue()).toBe('190000')
    await offer.getByRole('button', { name: '移除：退货退款' }).click()
    await shot(page, 'remedying-offer')
    await desk.send('提出方案')
    await page.getByRole('region', { name: '投诉升级' }).getByText('补救方案为已提出的解决方案').waitFor()
    await axeBoth(desk.person)
    await shot(page, 'remedying-offer-plan')
    await desk.person.leave()
  })
})
